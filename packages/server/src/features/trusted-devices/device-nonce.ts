import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { type Instant, seconds } from '../../kernel/clock.ts'
import { sameSecret } from '../../kernel/secrets.ts'
import { insertSpent } from './spent-values.store.ts'

/** A phone must sign a nonce within this time, ms. */
const nonceLife = seconds(60)

type NonceCore = Pick<Core, 'clock' | 'random' | 'secrets'>

const macOf = (core: Pick<Core, 'secrets'>, expiresAt: string, value: string): string =>
  Buffer.from(core.secrets.mac('device-nonce', expiresAt, value)).toString('base64url')

/** A value for a phone to sign: what it signs was signed just now. Nothing is stored until it is used. */
export function makeNonce(core: NonceCore): { nonce: string; now: Instant } {
  const now = core.clock.now()
  const value = Buffer.from(core.random.bytes(16)).toString('base64url')
  const expiresAt = String(now + nonceLife)
  return { nonce: [expiresAt, value, macOf(core, expiresAt, value)].join('.'), now }
}

/** Uses a nonce up, in the transaction of what was signed with it.
 * @returns false if it was used before, has expired, or is none of ours */
export async function spendNonce(core: Pick<Core, 'clock' | 'secrets'>, tx: Tx, nonce: string): Promise<boolean> {
  const [, expiresAt, value, mac] = /^(\d{1,16})\.([\w-]{22})\.([\w-]{43})$/.exec(nonce) ?? []
  if (!expiresAt || !value || !mac || !sameSecret(mac, macOf(core, expiresAt, value))) return false
  if (Number(expiresAt) <= core.clock.now()) return false
  return await insertSpent(tx, core.secrets.digest('device-nonce', value), Number(expiresAt))
}
