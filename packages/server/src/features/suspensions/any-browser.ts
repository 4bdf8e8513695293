import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { AccountRow } from '../accounts/index.ts'
import { protectedAs } from '../approvers/index.ts'
import { rulesFor } from '../policy/index.ts'

/** Browsers that a suspension for any browser lets in, each by an access code of its own (RR-8). */
export const mostBrowsers = 3

/** RR-8: for any browser only where policy allows it, never for who is or lately was more than a member, with a red flag, or with a
 * marked password. Asked at the approval and again at each browser that comes in.
 * @param q.flags how many stand now */
export async function mayBeAnyBrowser(core: Pick<Core, 'clock'>, db: Db | Tx, q: { account: AccountRow; flags: number }): Promise<boolean> {
  const { account, flags } = q
  if (flags > 0 || account.password_marked_at !== null || account.password_held_at !== null) return false
  if ((await protectedAs(core, db, account)) !== 'member') return false
  return (await rulesFor(db, account, core.clock.now())).anyBrowser
}
