import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Visitor } from '../../http/visitor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { lockAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { tellOwner } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { findSigner, unblockDevice } from '../trusted-devices/index.ts'
import { allowNumber } from './allow-number.ts'

/** Lifts the block of a lost phone that was found (TD-8): within 7 days, by a fresh confirmation with another method, or in a
 * session that was confirmed before the block. The phone itself confirms nothing while it is blocked. */
export async function allowAgain(core: Core, session: CurrentSession, q: { device: string; visitor: Visitor }): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    await lockAccount(tx, session.accountId)
    const device = await findSigner(tx, q.device)
    if (device?.account_id !== session.accountId || device.state !== 'blocked' || device.blocked_at === null)
      throw new Refusal(refused('device_unknown'))
    if (!(await unblockDevice(core, tx, { id: device.id, accountId: session.accountId }))) throw new Refusal(refused('device_not_trusted'))
    if (!wasConfirmedBefore(session, device.blocked_at))
      await requireConfirmation(core, tx, session, 'unblock-device', { device: device.id })
    const number = await allowNumber(core, tx, session.accountId, device.blocked_at)
    const { agent, ip } = q.visitor
    await record(core, tx, {
      act: 'device_unblocked',
      actor: { kind: 'account', id: session.accountId },
      account: session.accountId,
      detail: { device: device.id, number },
      from: { ip, session: session.id, browser: session.browserId },
    })
    await tellOwner(core, tx, { accountId: session.accountId, kind: 'device-unblocked', params: { device: device.name, agent, ip } })
    return { ok: true }
  })
}

/** A session that a method confirmed, and that was there before somebody with the password alone blocked the phone. */
const wasConfirmedBefore = (session: CurrentSession, blockedAt: Instant): boolean =>
  session.access === 'full' && session.createdAt < blockedAt
