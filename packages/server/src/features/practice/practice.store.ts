import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { PracticeTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type PracticeRow = Selectable<PracticeTable>
interface Open {
  account: string
  session: string
  now: Instant
}

export async function insertPractice(tx: Tx, row: Insertable<PracticeTable>): Promise<void> {
  await tx.insertInto('practice').values(row).execute()
}

/** Rehearsals that were never finished, or were before the newest one: they say nothing any more. */
export async function deleteUnfinished(tx: Tx, account: string): Promise<void> {
  await tx.deleteFrom('practice').where('account_id', '=', account).where('finished_at', 'is', null).execute()
}

export async function deleteFinished(tx: Tx, account: string, but: string): Promise<void> {
  await tx.deleteFrom('practice').where('account_id', '=', account).where('id', '!=', but).where('finished_at', 'is not', null).execute()
}

/** The rehearsal that is under way in this session. */
export const findOpen = (db: Db | Tx, q: Open): Promise<PracticeRow | undefined> =>
  db
    .selectFrom('practice')
    .selectAll()
    .where('account_id', '=', q.account)
    .where('session_id', '=', q.session)
    .where('finished_at', 'is', null)
    .where('expires_at', '>', q.now)
    .orderBy('started_at', 'desc')
    .executeTakeFirst()

/** Takes one of the tries before the answer is checked. @returns false if the rehearsal is over or none is left */
export async function takeTry(tx: Tx, q: Open & { id: string; most: number }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('practice')
      .set({ tries: sql<number>`tries + 1` })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('session_id', '=', q.session)
      .where('finished_at', 'is', null)
      .where('expires_at', '>', q.now)
      .where('tries', '<', q.most)
      .executeTakeFirstOrThrow(),
  )
}

/** A right answer takes no try: whoever holds the sheet may check all of it. */
export async function giveTryBack(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('practice').set({ tries: sql<number>`tries - 1` }).where('id', '=', id).where('tries', '>', 0).execute()
}

/** Keeps how a part went; what was right stays right. */
export async function setResult(
  tx: Tx,
  q: { id: string } & ({ part: 'code'; result: 'right' | 'not-found' } | { part: 'verification'; result: 'right' | 'skipped' }),
): Promise<void> {
  const update =
    q.part === 'code'
      ? tx.updateTable('practice').set({ code_result: q.result })
      : tx.updateTable('practice').set({ verification_result: q.result })
  const column = q.part === 'code' ? 'code_result' : 'verification_result'
  await update
    .where('id', '=', q.id)
    .where('finished_at', 'is', null)
    .where((eb) => eb.or([eb(column, 'is', null), eb(column, '!=', 'right')]))
    .execute()
}

/** @returns false if it is over */
export async function endPractice(tx: Tx, q: Open & { id: string; passed: boolean }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('practice')
      .set({ finished_at: q.now, passed: q.passed ? 1 : 0 })
      .where('id', '=', q.id)
      .where('session_id', '=', q.session)
      .where('finished_at', 'is', null)
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** When the account finished a rehearsal in which something worked. */
export async function findPassed(db: Db, account: string): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('practice')
    .select((eb) => eb.fn.max('finished_at').as('at'))
    .where('account_id', '=', account)
    .where('finished_at', 'is not', null)
    .where('passed', '=', 1)
    .executeTakeFirst()
  return row?.at ? Number(row.at) : undefined
}
