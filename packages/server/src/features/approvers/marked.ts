import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { groupsLeftSince, groupsOf } from '../groups/index.ts'
import { markedSince } from '../policy/index.ts'
import { lookBack } from './may-answer.ts'

/** RR-6: the account is in a marked group, or was in the last 7 days: neither taking it out nor taking the mark off makes one approval
 * suffice sooner. */
export async function isMarked(core: Pick<Core, 'clock'>, db: Db | Tx, account: string): Promise<boolean> {
  const now = core.clock.now()
  const since = now - lookBack
  const groups = [...(await groupsOf(db, account)).map((one) => one.id), ...(await groupsLeftSince(db, account, since))]
  return await markedSince(db, { groups: [...new Set(groups)], since, now })
}
