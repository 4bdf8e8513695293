import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { lockIfThere } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { findLink, spendLink } from '../links/index.ts'
import { checkPasswordOf, startSignIn } from '../sign-in/index.ts'
import type { Begun } from './create-first-administrator.ts'

/** A link and the login and password of its administrator lead to the set-up: to go on with an unfinished first start (OP-1), or to
 * one complete set-up (OP-9). Tries are counted as on the login page; a wrong one leaves the link as it is. */
export async function logInByLink(
  core: Core,
  q: { purpose: 'first-start' | 'set-up'; token: string; login: string; password: string; visitor: Visitor },
): Promise<Outcome<Begun>> {
  const link = await findLink(core, core.db, q.purpose, q.token)
  if (!link?.accountId) return refused('link_over')
  const checked = await checkPasswordOf(core, q)
  if (!checked.ok) return checked
  if (checked.account.id !== link.accountId) return refused('login_not_accepted')
  return await inTransaction<Outcome<Begun>>(core.db, async (tx) => {
    const account = await lockIfThere(tx, checked.account.id)
    const unchanged = account?.state === 'active' && account.password_version === checked.account.password_version
    if (!unchanged || account.role !== 'admin' || !(await spendLink(core, tx, link.id))) return refused('link_over')
    await record(core, tx, {
      act: q.purpose === 'set-up' ? 'set_up_link_used' : 'first_start_resumed',
      actor: { kind: 'link', id: link.id },
      account: account.id,
      from: { ip: q.visitor.ip },
    })
    const startedAs = q.purpose === 'set-up' ? 'set-up-link' : 'first-start'
    const { cookies } = await startSignIn(core, tx, { account, visitor: q.visitor, startedAs })
    return done({ to: '/login', cookies })
  })
}
