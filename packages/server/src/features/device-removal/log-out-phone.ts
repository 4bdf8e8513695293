import { phoneActBytes } from '@sparekey/protocol/signed-bytes'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { record } from '../audit/index.ts'
import { tellOwner } from '../notices/index.ts'
import { findSigner, removeDeviceRow, spendNonce, verifySignature } from '../trusted-devices/index.ts'

/** "Log out on this phone" (TD-6): signed by the phone itself, in any state. Also the last method leaves this way: the phone
 * drops its keys whatever we answer, so keeping its row would only pretend that it still confirms. */
export async function logOutPhone(
  core: Core,
  q: { device: string; at: number; nonce: string; signature: string; ip: string },
): Promise<Outcome> {
  const device = await findSigner(core.db, q.device)
  if (!device) return refused('device_unknown')
  const { origin } = core.config
  const bytes = phoneActBytes({ origin, device: device.id, act: 'log-out', subject: device.id, nonce: q.nonce, at: q.at })
  if (!verifySignature(device.sign_key, bytes, q.signature)) return refused('signature_invalid')
  return await inTransaction<Outcome>(core.db, async (tx) => {
    if (!(await spendNonce(core, tx, q.nonce))) throw new Refusal(refused('nonce_spent'))
    const accountId = device.account_id
    if (!(await removeDeviceRow(core, tx, { id: device.id, accountId }))) throw new Refusal(refused('device_unknown'))
    await record(core, tx, {
      act: 'device_logged_out',
      actor: { kind: 'device', id: device.id },
      account: accountId,
      detail: { device: device.id },
      from: { ip: q.ip },
    })
    // A phone that never counted is no news.
    if (device.trusted_at === null) return { ok: true }
    await core.ends(tx, accountId, 'device-removed', {})
    await tellOwner(core, tx, { accountId, kind: 'device-removed', params: { device: device.name } })
    return { ok: true }
  })
}
