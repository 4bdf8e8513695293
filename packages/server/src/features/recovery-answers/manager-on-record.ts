import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { type AccountRow, findAccount } from '../accounts/index.ts'
import { findActs } from '../audit/index.ts'

/** Contact data counts as it was so long ago (RR-4). ms */
export const onRecordFor = days(7)

/** The manager who was on record 7 days ago: whoever was named since may be a thief's friend. Undefined where there was none,
 * or they are gone. */
export async function managerOnRecord(core: Pick<Core, 'clock'>, db: Db | Tx, account: AccountRow): Promise<AccountRow | undefined> {
  const since = core.clock.now() - onRecordFor
  const [first] = await findActs(db, { account: account.id, acts: ['manager_changed'], since })
  const id = first ? String(first.detail.from ?? '') : account.manager_id
  const manager = id ? await findAccount(db, id) : undefined
  return manager?.state === 'active' && manager.id !== account.id ? manager : undefined
}
