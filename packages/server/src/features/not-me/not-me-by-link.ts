import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { lockIfThere } from '../accounts/index.ts'
import { findLink, spendLink } from '../links/index.ts'
import { findNotice, markAnswered } from '../notices/index.ts'
import { endEverything } from './end-everything.ts'

/** "This wasn't me" by the link in a mail: without signing in, once, within 7 days (AU-4). Each address has its own link; the
 * first one used is the answer to the notice. */
export async function notMeByLink(core: Core, q: { token: string; ip: string }): Promise<Outcome<{ to: string }>> {
  return await inTransaction<Outcome<{ to: string }>>(core.db, async (tx) => {
    const link = await findLink(core, tx, 'not-me', q.token)
    const notice = link && (await findNotice(tx, link.data.notice ?? ''))
    if (!notice || !(await lockIfThere(tx, notice.account_id)) || !(await spendLink(core, tx, link.id))) return refused('link_over')
    if (!(await markAnswered(tx, notice.id, core.clock.now()))) throw new Refusal(refused('link_over'))
    const actor = { kind: 'link' as const, id: link.id }
    await endEverything(core, tx, { accountId: notice.account_id, notice: notice.id, actor, ip: q.ip })
    return done({ to: '/login' })
  })
}
