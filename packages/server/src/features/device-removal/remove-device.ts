import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { lockAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { type Method, offersFor } from '../confirmation/index.ts'
import { tellOwner } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { findSigner, removeDeviceRow } from '../trusted-devices/index.ts'

const kept: readonly string[] = ['trusted', 'held', 'blocked']

/** "Remove" (TD-4): needs a fresh confirmation, by something else than the device itself, and never takes the last
 * method that the account can use. */
export async function removeDevice(
  core: Core,
  methods: readonly Method[],
  session: CurrentSession,
  q: { device: string; ip: string },
): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    // Two removals at once would each see the other's device: they take turns.
    await lockAccount(tx, session.accountId)
    const device = await findSigner(tx, q.device)
    if (device?.account_id !== session.accountId || !kept.includes(device.state)) throw new Refusal(refused('device_unknown'))
    const usable = device.state === 'trusted' && device.origin === core.config.origin
    await removeDeviceRow(core, tx, { id: device.id, accountId: session.accountId })
    // Before the confirmation is asked for: nobody confirms in vain.
    if (usable && (await noneLeft(core, tx, methods, session.accountId))) throw new Refusal(refused('last_method'))
    await requireConfirmation(core, tx, session, 'remove-device', { device: device.id })
    await core.ends(tx, session.accountId, 'device-removed', { session: session.id })
    await record(core, tx, {
      act: 'device_removed',
      actor: { kind: 'account', id: session.accountId },
      account: session.accountId,
      detail: { device: device.id },
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    await tellOwner(core, tx, { accountId: session.accountId, kind: 'device-removed', params: { device: device.name } })
    return { ok: true }
  })
}

async function noneLeft(core: Core, tx: Tx, methods: readonly Method[], account: string): Promise<boolean> {
  return (await offersFor(core, tx, methods, { account, now: core.clock.now() })).length === 0
}
