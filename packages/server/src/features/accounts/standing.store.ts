import type { Db } from '../../db/open.ts'
import type { StandingPastTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export async function insertPast(tx: Tx, row: StandingPastTable): Promise<void> {
  await tx.insertInto('standing_past').values(row).execute()
}

export function listPast(db: Db | Tx, since: Instant, account?: string): Promise<StandingPastTable[]> {
  let query = db.selectFrom('standing_past').selectAll().where('until_at', '>', since)
  if (account !== undefined) query = query.where('account_id', '=', account)
  return query.orderBy('until_at').orderBy('id').execute()
}
