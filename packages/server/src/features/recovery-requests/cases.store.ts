import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { RecoveryCaseTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type CaseRow = Selectable<RecoveryCaseTable>

/** The open case of an account: there is one at most. */
export const findOpenCase = (db: Db | Tx, account: string): Promise<CaseRow | undefined> =>
  db.selectFrom('recovery_case').selectAll().where('account_id', '=', account).where('closed_at', 'is', null).executeTakeFirst()

export const findCase = (db: Db | Tx, id: string): Promise<CaseRow | undefined> =>
  db.selectFrom('recovery_case').selectAll().where('id', '=', id).executeTakeFirst()

export async function insertCase(tx: Tx, row: Insertable<RecoveryCaseTable>): Promise<void> {
  await tx.insertInto('recovery_case').values(row).execute()
}

/** @returns false if it was closed before */
export async function markClosed(tx: Tx, q: { id: string; reason: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('recovery_case')
      .set({ closed_at: q.now, closed_reason: q.reason })
      .where('id', '=', q.id)
      .where('closed_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}
