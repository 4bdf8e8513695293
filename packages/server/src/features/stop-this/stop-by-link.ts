import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { findAccount } from '../accounts/index.ts'
import { findLink, spendLink } from '../links/index.ts'
import { findNotice, markAnswered } from '../notices/index.ts'
import { stopEverything } from './stop-everything.ts'

/** "Stop this" by the link in a mail or SMS: without signing in, once, within 7 days (RR-3). Each address has its own link; the
 * first one used is the answer to the notice. */
export async function stopByLink(core: Core, q: { token: string; ip: string }): Promise<Outcome<{ to: string }>> {
  return await inTransaction<Outcome<{ to: string }>>(core.db, async (tx) => {
    const link = await findLink(core, tx, 'stop', q.token)
    if (!link || !(await spendLink(core, tx, link.id))) return refused('link_over')
    const notice = await findNotice(tx, link.data.notice ?? '')
    if (!notice || !(await findAccount(tx, notice.account_id))) throw new Refusal(refused('link_over'))
    if (!(await markAnswered(tx, notice.id, core.clock.now()))) throw new Refusal(refused('link_over'))
    const channel = link.data.channel === 'sms' ? 'sms' : 'email'
    const actor = { kind: 'link' as const, id: link.id }
    await stopEverything(core, tx, { accountId: notice.account_id, notice: notice.id, channel, actor, ip: q.ip })
    return done({ to: '/login' })
  })
}
