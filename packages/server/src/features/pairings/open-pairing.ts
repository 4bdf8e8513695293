import type { Core } from '../../core.ts'
import { minutes, seconds } from '../../kernel/clock.ts'
import { done, type Outcome, type Refused, refused } from '../../kernel/outcome.ts'
import { sameSecret } from '../../kernel/secrets.ts'
import { reserveRate, type WaitRule } from '../attempts/index.ts'
import { codeMac, readTypedCode } from './pairing-secrets.ts'
import { countTry, findByToken, giveTryBack, listByCode, type PairingRow } from './pairings.store.ts'

/** Wrong typed codes of one pairing (TD-2). The QR's token has 128 bits and needs no count. */
export const codeTries = 5

/** Typed codes from one network, whichever pairing they name: they cannot be searched for. */
const typedCodes: WaitRule = { free: 60, waitFrom: seconds(30), waitUpTo: minutes(15), forgetAfter: minutes(10) }

export interface OpenedPairing {
  pairing: string
  serverKey: string
  siteName: string
}

/** A phone shows what it was shown, and gets the key to agree with. This uses nothing up; scanning does. */
export async function openPairing(
  core: Core,
  given: { token: string } | { code: string },
  network: string,
): Promise<Outcome<OpenedPairing>> {
  const pairing = 'token' in given ? await byToken(core, given.token) : await byCode(core, given.code, network)
  if ('ok' in pairing) return pairing
  const over = whyOver(core, pairing)
  if (over) return over
  return done({ pairing: pairing.id, serverKey: pairing.server_key, siteName: core.config.siteName })
}

/** Why no phone can scan it any more, if so. */
export function whyOver(core: Pick<Core, 'clock'>, pairing: Pick<PairingRow, 'state' | 'expires_at'>): Refused | undefined {
  if (pairing.state === 'scanned' || pairing.state === 'confirmed') return refused('pairing_used')
  if (pairing.state === 'ended' || pairing.expires_at <= core.clock.now()) return refused('pairing_over')
  return undefined
}

async function byToken(core: Core, token: string): Promise<PairingRow | Refused> {
  return (await findByToken(core.db, core.secrets.digest('pairing-token', token))) ?? refused('pairing_over')
}

async function byCode(core: Core, typed: string, network: string): Promise<PairingRow | Refused> {
  const code = readTypedCode(typed)
  if (!code) return refused('pairing_code_wrong')
  const reserved = await reserveRate(core, `pairing code ${network}`, typedCodes)
  if (!reserved.ok) return refused('too_many_attempts', { retryAt: reserved.retryAt })
  const live = await listByCode(core.db, code.id, core.clock.now())
  const pairing = live.find((one) => one.state === 'open') ?? live[0]
  if (!pairing) return refused('pairing_code_wrong')
  if (!(await countTry(core.db, pairing.id, codeTries))) return refused('pairing_over')
  if (!sameSecret(pairing.code_mac, codeMac(core, pairing.id, code.secret))) {
    core.live.publish(`pairing:${pairing.id}`)
    return refused('pairing_code_wrong')
  }
  await giveTryBack(core.db, pairing.id)
  return pairing
}
