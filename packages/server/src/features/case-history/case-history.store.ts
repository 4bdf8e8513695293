import type { Db } from '../../db/open.ts'
import type { CaseEventTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'

export async function insertCaseEvent(tx: Tx, row: CaseEventTable): Promise<void> {
  await tx.insertInto('case_event').values(row).execute()
}

/** What happened in a case, the oldest first. */
export const listEvents = (db: Db | Tx, caseId: string): Promise<CaseEventTable[]> =>
  db.selectFrom('case_event').selectAll().where('case_id', '=', caseId).orderBy('at').orderBy('id').execute()
