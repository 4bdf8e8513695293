import type { Core } from '../../core.ts'
import { type Instant, minutes } from '../../kernel/clock.ts'
import { sameSecret } from '../../kernel/secrets.ts'

/** A phone proves itself anew after this time, ms. */
export const deviceTokenLife = minutes(10)

/** What a token says. It is no permission by itself: the device's row is read at every use. */
export interface DeviceClaim {
  device: string
  /** A person acted when it was asked for, rather than the app by itself. */
  person: boolean
  expiresAt: Instant
}

const macOf = (core: Pick<Core, 'secrets'>, fields: string[]): string =>
  Buffer.from(core.secrets.mac('device-token', ...fields)).toString('base64url')

export function makeDeviceToken(core: Pick<Core, 'secrets'>, claim: DeviceClaim): string {
  const fields = [claim.device, claim.person ? '1' : '0', String(claim.expiresAt)]
  return [...fields, macOf(core, fields)].join('.')
}

/** Undefined for anything that this installation did not write, or that has expired. */
export function readDeviceToken(core: Pick<Core, 'secrets'>, token: string | undefined, now: Instant): DeviceClaim | undefined {
  const [, device, person, expiresAt, mac] = /^(dev_[\w-]{22})\.([01])\.(\d{1,16})\.([\w-]{43})$/.exec(token ?? '') ?? []
  if (!device || !person || !expiresAt || !mac) return undefined
  if (!sameSecret(mac, macOf(core, [device, person, expiresAt]))) return undefined
  if (Number(expiresAt) <= now) return undefined
  return { device, person: person === '1', expiresAt: Number(expiresAt) }
}
