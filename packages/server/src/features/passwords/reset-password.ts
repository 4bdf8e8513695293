import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { findAccount, lockIfThere, ownWords } from '../accounts/index.ts'
import { type FoundLink, findLink, spendLink } from '../links/index.ts'
import { rulesFor } from '../policy/index.ts'
import { checkPassword } from './check-password.ts'
import { hashPassword, verifyPassword } from './hash-password.ts'
import { isHeldBack } from './marked-password.ts'
import { storePassword } from './store-password.ts'

/** Sets a new password by a link. It signs nobody in and touches no method: the next login is confirmed as always (EN-3, N-32b). */
export async function resetPassword(core: Core, q: { token: string; password: string; ip: string }): Promise<Outcome<{ to: string }>> {
  const link = await findLink(core, core.db, 'reset', q.token)
  const account = link?.accountId ? await findAccount(core.db, link.accountId) : undefined
  if (!link || account?.state !== 'active') return refused('link_over')
  const { passwordMin: min } = await rulesFor(core.db, account, core.clock.now())
  const bad = await checkPassword(core, q.password, { min, words: await ownWords(core.db, account.id) })
  if (bad) return bad
  const marked = isHeldBack(account)
  if (marked && (await verifyPassword(core, account.password_hash, q.password))) return refused('password_same')
  const hash = await hashPassword(core, q.password)
  return await inTransaction<Outcome<{ to: string }>>(core.db, async (tx) => {
    const now = await lockIfThere(tx, account.id)
    if (now?.state !== 'active' || !(await spendLink(core, tx, link.id))) return refused('link_over')
    await storePassword(core, tx, {
      accountId: account.id,
      hash,
      spared: { suspension: sparedBy(link, isHeldBack(now)) },
      mark: link.createdBy === undefined ? 'cleared' : now.two_factor_since === null ? 'kept' : 'held',
      actor: { kind: 'link', id: link.id },
      from: { ip: q.ip },
    })
    return done({ to: '/login' })
  })
}

/** SI-12: the suspension that asked for the new password goes on: the one that came with the link (RR-11), or the one that gives no
 * session while the password is marked (SI-15). */
const sparedBy = (link: FoundLink, marked: boolean): string | undefined => (marked ? 'any' : link.data.suspension)
