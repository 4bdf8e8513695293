import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { notFound, Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { lockAccount } from '../accounts/index.ts'
import { answerersOf } from '../approvers/index.ts'
import { record } from '../audit/index.ts'
import { tellOwner } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { findSigner, unblockDevice } from '../trusted-devices/index.ts'
import { allowNumber } from './allow-number.ts'

/** Lifts the block of a lost phone that was found, for its owner (TD-8): within 7 days, by somebody who may answer for the account
 * (RR-6), never by the phone itself. The owner is told on every channel, and can say "This wasn't me". */
export async function allowByApprover(
  core: Core,
  q: { session: CurrentSession; ip: string; account: string; device: string },
): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const account = await lockAccount(tx, q.account)
    const me = (await answerersOf(core, tx, account)).find((one) => one.account.id === q.session.accountId)
    if (!me || me.whyNot === 'role' || me.whyNot === 'not-your-group') throw notFound()
    if (me.whyNot) throw new Refusal(refused('may_not_answer', { detail: { why: me.whyNot } }))
    const device = await findSigner(tx, q.device)
    if (device?.account_id !== account.id || device.state !== 'blocked' || device.blocked_at === null)
      throw new Refusal(refused('device_unknown'))
    if (!(await unblockDevice(core, tx, { id: device.id, accountId: account.id }))) throw new Refusal(refused('device_not_trusted'))
    await requireConfirmation(core, tx, q.session, 'allow-lost-phone', { account: account.id, device: device.id, name: device.name })
    const number = await allowNumber(core, tx, account.id, device.blocked_at)
    await record(core, tx, {
      act: 'device_unblocked',
      actor: { kind: 'account', id: me.account.id },
      account: account.id,
      reason: 'by an approver',
      detail: { device: device.id, number },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
    await tellOwner(core, tx, { accountId: account.id, kind: 'device-unblocked', params: { device: device.name, by: me.account.name } })
    core.live.publish('console')
    return { ok: true }
  })
}
