import type { Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type StopRow = Selectable<Tables['recovery_stop']>

export async function insertStop(tx: Tx, row: StopRow): Promise<void> {
  await tx.insertInto('recovery_stop').values(row).execute()
}

/** The oldest first. */
export const listStops = (db: Db | Tx, account: string, since: Instant): Promise<StopRow[]> =>
  db.selectFrom('recovery_stop').selectAll().where('account_id', '=', account).where('at', '>', since).orderBy('at').orderBy('id').execute()
