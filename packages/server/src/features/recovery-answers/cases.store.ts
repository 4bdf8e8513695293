import type { Db } from '../../db/open.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { CaseRow, RequestRow } from '../recovery-requests/index.ts'

// What those who answer read of cases; cases and requests are kept by their own feature.

/** Open cases, and those opened since then, the latest first. */
export const listCases = (db: Db, since: Instant): Promise<CaseRow[]> =>
  db
    .selectFrom('recovery_case')
    .selectAll()
    .where((eb) => eb.or([eb('closed_at', 'is', null), eb('opened_at', '>', since)]))
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()

/** Other cases of an account, the latest first. */
export const listCasesOf = (db: Db, q: { account: string; but: string; most: number }): Promise<CaseRow[]> =>
  db
    .selectFrom('recovery_case')
    .selectAll()
    .where('account_id', '=', q.account)
    .where('id', '!=', q.but)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(q.most)
    .execute()

export const listRequests = (db: Db | Tx, caseId: string): Promise<RequestRow[]> =>
  db.selectFrom('recovery_request').selectAll().where('case_id', '=', caseId).orderBy('created_at').orderBy('id').execute()

/** An answer without a request makes it a case that goes on without one: no stranger's "Withdraw" ends it (RR-7). */
export async function goOnWithoutRequest(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('recovery_case').set({ kind: 'desk' }).where('id', '=', id).where('kind', '=', 'request').execute()
}

/** The reason of a case that is closed goes on to another one, once. @returns false if it was another */
export async function moveReason(tx: Tx, q: { id: string; from: string; to: string }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('recovery_case')
      .set({ closed_reason: q.to })
      .where('id', '=', q.id)
      .where('closed_reason', '=', q.from)
      .executeTakeFirstOrThrow(),
  )
}

/** What waits to be shown is over for an account: a new password alone, or everything. */
export async function endWaitingCases(tx: Tx, q: { account: string; reason: string; passwordOnly: boolean }): Promise<void> {
  let update = tx
    .updateTable('recovery_case')
    .set({ closed_reason: q.reason })
    .where('account_id', '=', q.account)
    .where('closed_reason', '=', 'waits')
  if (q.passwordOnly) update = update.where('kind', '=', 'password')
  await update.execute()
}
