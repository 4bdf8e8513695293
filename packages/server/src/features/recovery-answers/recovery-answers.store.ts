import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { RecoveryApprovalTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** One approver's answer to one request, or to a case without one. */
export type AnswerRow = Selectable<RecoveryApprovalTable>

export const findAnswer = (db: Db | Tx, key: string, approver: string): Promise<AnswerRow | undefined> =>
  db.selectFrom('recovery_approval').selectAll().where('answer_key', '=', key).where('approver_id', '=', approver).executeTakeFirst()

/** Begins an answer; there is one of each approver for each request (RR-6). */
export async function insertAnswer(
  tx: Tx,
  q: { id: string; caseId: string; key: string; request: string | null; approver: string; now: Instant },
): Promise<void> {
  const row: Insertable<RecoveryApprovalTable> = {
    id: q.id,
    case_id: q.caseId,
    answer_key: q.key,
    request_id: q.request,
    approver_id: q.approver,
    started_at: q.now,
    contact_kind: null,
    contact_detail: null,
    contact_at: null,
    manager_id: null,
    manager_asked_at: null,
    manager_answered_at: null,
    manager_agrees: null,
    account_agrees: null,
    account_at: null,
    caller_tries: 0,
    caller_ok_at: null,
    decision: null,
    decided_at: null,
    note: null,
    fate: null,
    number_in_it: null,
    hours: null,
    scope: null,
    ended_at: null,
    flags: null,
  }
  await tx
    .insertInto('recovery_approval')
    .values(row)
    .onConflict((conflict) => conflict.columns(['answer_key', 'approver_id']).doNothing())
    .execute()
}

export const listAnswers = (db: Db | Tx, caseId: string): Promise<AnswerRow[]> =>
  db.selectFrom('recovery_approval').selectAll().where('case_id', '=', caseId).orderBy('started_at').orderBy('id').execute()

/** Everything that is not decided or ended yet can still be written to. */
const undecided = (tx: Tx | Db, id: string) =>
  tx.updateTable('recovery_approval').where('id', '=', id).where('decision', 'is', null).where('ended_at', 'is', null)

/** Step 1, or the question to the manager: the step is done only once the manager agreed.
 * @returns false if the contact was made before */
export async function setContact(
  tx: Tx,
  q: { id: string; kind: AnswerRow['contact_kind']; detail: string; at: Instant | null; manager: string | null; now: Instant },
): Promise<boolean> {
  return wonOne(
    await undecided(tx, q.id)
      .set({
        contact_kind: q.kind,
        contact_detail: q.detail,
        contact_at: q.at,
        manager_id: q.manager,
        manager_asked_at: q.manager === null ? null : q.now,
        manager_answered_at: null,
        manager_agrees: null,
      })
      .where('contact_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

/** The manager's word, once. @returns false if it was given, or is not asked for any more */
export async function setManagerAnswer(tx: Tx, q: { id: string; manager: string; agrees: boolean; now: Instant }): Promise<boolean> {
  return wonOne(
    await undecided(tx, q.id)
      .set({ manager_answered_at: q.now, manager_agrees: q.agrees ? 1 : 0, contact_at: q.agrees ? q.now : null })
      .where('manager_id', '=', q.manager)
      .where('manager_answered_at', 'is', null)
      .where('contact_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

/** Step 2. @returns false if it was done, or the one before was not */
export async function setAccount(tx: Tx, q: { id: string; agrees: boolean; now: Instant }): Promise<boolean> {
  return wonOne(
    await undecided(tx, q.id)
      .set({ account_agrees: q.agrees ? 1 : 0, account_at: q.now })
      .where('contact_at', 'is not', null)
      .where('account_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

/** Counts one caller code before it is looked at, committed by itself. @returns false when all tries are used */
export async function countCallerTry(db: Db, id: string, tries: number): Promise<boolean> {
  return wonOne(
    await undecided(db, id)
      .set({ caller_tries: sql<number>`caller_tries + 1` })
      .where('caller_tries', '<', tries)
      .where('caller_ok_at', 'is', null)
      .where('account_agrees', '=', 1)
      .executeTakeFirstOrThrow(),
  )
}

/** Step 3. @returns false if it was done, or is over */
export async function setCallerOk(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return wonOne(await undecided(tx, id).set({ caller_ok_at: now }).where('caller_ok_at', 'is', null).executeTakeFirstOrThrow())
}

/** Step 4, once for each approver. @returns false if this approver decided before */
export async function setApproved(
  tx: Tx,
  q: { id: string; now: Instant; note: string } & Pick<AnswerRow, 'fate' | 'number_in_it' | 'hours' | 'scope'>,
): Promise<boolean> {
  const { id, now, ...given } = q
  return wonOne(
    await undecided(tx, id)
      .set({ ...given, decision: 'approved', decided_at: now })
      .where('contact_at', 'is not', null)
      .where('account_agrees', '=', 1)
      .executeTakeFirstOrThrow(),
  )
}

/** The red flags that stood at an approval. */
export async function setFlags(tx: Tx, id: string, flags: string): Promise<void> {
  await tx.updateTable('recovery_approval').set({ flags }).where('id', '=', id).execute()
}

/** The same approval once more, from now on. @returns false if it is none any more */
export async function renewApproval(tx: Tx, q: { id: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('recovery_approval')
      .set({ decided_at: q.now })
      .where('id', '=', q.id)
      .where('decision', '=', 'approved')
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

/** A decline, also by somebody who approved before. @returns false if this approver declined before */
export async function setDeclined(tx: Tx, q: { id: string; now: Instant; reason: string }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('recovery_approval')
      .set({ decision: 'declined', decided_at: q.now, note: q.reason })
      .where('id', '=', q.id)
      .where((eb) => eb.or([eb('decision', 'is', null), eb('decision', '=', 'approved')]))
      .executeTakeFirstOrThrow(),
  )
}

/** Nothing more comes of the answers to this case. */
export async function endAnswers(tx: Tx, caseId: string, now: Instant): Promise<void> {
  await tx.updateTable('recovery_approval').set({ ended_at: now }).where('case_id', '=', caseId).where('ended_at', 'is', null).execute()
}

/** When this approver approved, since then. */
export async function approvalTimes(db: Db | Tx, approver: string, since: Instant): Promise<Instant[]> {
  const rows = await db
    .selectFrom('recovery_approval')
    .select('decided_at')
    .where('approver_id', '=', approver)
    .where('decision', '=', 'approved')
    .where('decided_at', '>', since)
    .execute()
  return rows.flatMap((row) => (row.decided_at === null ? [] : [row.decided_at]))
}

/** Approvals of an account's other cases since then, with what they were for (RR-13). */
export const listApprovalsOf = (db: Db | Tx, q: { account: string; but: string; since: Instant }) =>
  db
    .selectFrom('recovery_approval')
    .innerJoin('recovery_case', 'recovery_case.id', 'recovery_approval.case_id')
    .select(['recovery_approval.approver_id', 'recovery_approval.decided_at', 'recovery_approval.request_id', 'recovery_case.kind'])
    .where('recovery_case.account_id', '=', q.account)
    .where('recovery_case.id', '!=', q.but)
    .where('recovery_case.closed_reason', 'in', ['approved', 'waits'])
    .where('recovery_approval.decision', '=', 'approved')
    .where('recovery_approval.decided_at', '>', q.since)
    .execute()

/** What a manager is asked now. */
export const listQuestions = (db: Db | Tx, manager: string) =>
  db
    .selectFrom('recovery_approval')
    .innerJoin('recovery_case', 'recovery_case.id', 'recovery_approval.case_id')
    .innerJoin('account', 'account.id', 'recovery_case.account_id')
    .innerJoin('account as approver', 'approver.id', 'recovery_approval.approver_id')
    .leftJoin('recovery_request', 'recovery_request.id', 'recovery_approval.request_id')
    .select([
      'recovery_approval.id',
      'recovery_approval.case_id',
      'recovery_approval.request_id',
      'recovery_approval.manager_asked_at',
      'account.name',
      'account.id as account_id',
    ])
    .select(['approver.name as asker', 'approver.id as approver_id', 'recovery_request.state as request_state'])
    .select('recovery_request.expires_at as request_expires_at')
    .where('recovery_approval.manager_id', '=', manager)
    .where('recovery_approval.contact_kind', '=', 'manager')
    .where('recovery_approval.manager_answered_at', 'is', null)
    .where('recovery_approval.decision', 'is', null)
    .where('recovery_approval.ended_at', 'is', null)
    .where('recovery_case.closed_at', 'is', null)
    .orderBy('recovery_approval.manager_asked_at')
    .execute()
