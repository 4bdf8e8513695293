import { proofBytes } from '@sparekey/protocol/signed-bytes'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import { type Instant, minutes } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { verifyP256 } from '../../kernel/p256.ts'
import { spendNonce } from './device-nonce.ts'
import { deviceTokenLife, makeDeviceToken } from './device-token.ts'
import { touchSigned } from './device-use.store.ts'
import { sweepSpent } from './spent-values.store.ts'
import { findDevice } from './trusted-devices.store.ts'

/** A phone shows that it holds its key, and gets a token for ten minutes (DESIGN §2). */
export async function proveDevice(
  core: Core,
  q: { device: string; nonce: string; person: boolean; signature: string },
): Promise<Outcome<{ token: string; expiresAt: Instant; now: Instant }>> {
  const device = await findDevice(core.db, q.device)
  if (!device) return refused('device_unknown')
  const bytes = proofBytes({ origin: core.config.origin, device: device.id, nonce: q.nonce, person: q.person })
  if (!verifyP256(device.sign_key, bytes, q.signature)) return refused('signature_invalid')
  // Only the phone itself learns that it was removed: it can say so, and how to go on.
  if (device.state === 'removed') return refused('device_unknown')

  const now = core.clock.now()
  const outcome = await inTransaction(core.db, async (tx) => {
    if (!(await spendNonce(core, tx, q.nonce))) throw new Refusal(refused('nonce_spent'))
    await touchSigned(tx, { id: device.id, person: q.person, now, notBefore: now - minutes(1) })
    const expiresAt = now + deviceTokenLife
    return done({ token: makeDeviceToken(core, { device: device.id, person: q.person, expiresAt }), expiresAt, now })
  })
  await sweepSpent(core.db, now)
  return outcome
}
