import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { type WaitRule, waitTable } from './waits.ts'

/** A time as a bound value, so that the statement's text stays the same from call to call; typed for PostgreSQL. */
const time = (at: Instant): RawBuilder<number> => sql<number>`cast(${at} as bigint)`

/** The next wait as one SQL expression over the count, so that counting and waiting are one statement. */
function nextAt(rule: WaitRule, now: Instant, counted: RawBuilder<number>): RawBuilder<number> {
  const table = waitTable(rule)
  const branches = table.map(({ inRow, wait }) => sql`when ${counted} = ${sql.lit(inRow)} then ${time(now + wait)}`)
  const last = table.at(-1)?.wait ?? 0
  return sql<number>`case when ${counted} < ${sql.lit(rule.free)} then 0 ${sql.join(branches, sql` `)} else ${time(now + last)} end`
}

const counted = (rule: WaitRule, now: Instant): RawBuilder<number> =>
  rule.forgetAfter
    ? sql<number>`case when touched_at < ${time(now - rule.forgetAfter)} then 1 else in_row + 1 end`
    : sql<number>`in_row + 1`

export async function addRateCounter(db: Db, key: string): Promise<void> {
  await db
    .insertInto('rate_counter')
    .values({ counter_key: key, in_row: 0, next_at: 0, touched_at: 0 })
    .onConflict((conflict) => conflict.column('counter_key').doNothing())
    .execute()
}

/** Counts one answer unless a wait is on. @returns false while it is */
export async function countRate(db: Db, key: string, rule: WaitRule, now: Instant): Promise<boolean> {
  const result = await db
    .updateTable('rate_counter')
    .set({ in_row: counted(rule, now), next_at: nextAt(rule, now, counted(rule, now)), touched_at: now })
    .where('counter_key', '=', key)
    .where('next_at', '<=', now)
    .executeTakeFirstOrThrow()
  return result.numUpdatedRows === 1n
}

/** Counts one in its window; a window that is over begins anew. @returns false if the window is full */
export async function countWindow(tx: Tx, key: string, q: { limit: number; per: number; now: Instant }): Promise<boolean> {
  const over = sql`next_at <= ${time(q.now)}`
  const result = await tx
    .updateTable('rate_counter')
    .set({
      in_row: sql<number>`case when ${over} then 1 else in_row + 1 end`,
      next_at: sql<number>`case when ${over} then ${time(q.now + q.per)} else next_at end`,
      touched_at: q.now,
    })
    .where('counter_key', '=', key)
    .where((eb) => eb.or([eb('next_at', '<=', q.now), eb('in_row', '<', q.limit)]))
    .executeTakeFirstOrThrow()
  return result.numUpdatedRows === 1n
}

export const readRate = (db: Db | Tx, key: string) =>
  db.selectFrom('rate_counter').select(['in_row', 'next_at']).where('counter_key', '=', key).executeTakeFirst()

/** Takes one counted answer back: it was not wrong. */
export async function uncountRate(db: Db | Tx, key: string): Promise<void> {
  await db
    .updateTable('rate_counter')
    .set({ in_row: sql<number>`in_row - 1`, next_at: 0 })
    .where('counter_key', '=', key)
    .where('in_row', '>', 0)
    .execute()
}

export async function clearRates(tx: Tx, keys: string[]): Promise<void> {
  await tx.updateTable('rate_counter').set({ in_row: 0, next_at: 0 }).where('counter_key', 'in', keys).execute()
}

export async function addTypedCounter(db: Tx, account: string, lane: string): Promise<void> {
  await db
    .insertInto('attempt_counter')
    .values({ account_id: account, lane, in_row: 0, next_at: 0, allowed_at: 0 })
    .onConflict((conflict) => conflict.columns(['account_id', 'lane']).doNothing())
    .execute()
}

/** Counts one typed answer unless a wait is on or the lane is off. @returns the number in a row, or undefined */
export async function countTyped(tx: Tx, q: { account: string; lane: string; rule: WaitRule; off: number; now: Instant }) {
  const row = await tx
    .updateTable('attempt_counter')
    .set({ in_row: sql<number>`in_row + 1`, next_at: nextAt(q.rule, q.now, sql<number>`in_row + 1`) })
    .where('account_id', '=', q.account)
    .where('lane', '=', q.lane)
    .where('next_at', '<=', q.now)
    .where('in_row', '<', q.off)
    .returning(['in_row', 'allowed_at'])
    .executeTakeFirst()
  return row
}

export async function addAttempt(
  tx: Tx,
  row: { id: string; account_id: string; lane: string; method: string; at: Instant },
): Promise<void> {
  await tx
    .insertInto('attempt')
    .values({ ...row, wrong: 1 })
    .execute()
}

export async function countWrong(db: Db | Tx, account: string, lane: string, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('attempt')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', account)
    .where('lane', '=', lane)
    .where('at', '>', since)
    .where('wrong', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export const readTyped = (db: Db | Tx, account: string) =>
  db.selectFrom('attempt_counter').select(['lane', 'in_row', 'next_at', 'allowed_at']).where('account_id', '=', account).execute()

export async function markRight(tx: Tx, attempt: string): Promise<void> {
  await tx.updateTable('attempt').set({ wrong: 0 }).where('id', '=', attempt).execute()
}

/** Takes one counted answer of a lane back; a wait that it began goes on. */
export async function uncountTyped(tx: Tx, account: string, lane: string): Promise<void> {
  await tx
    .updateTable('attempt_counter')
    .set({ in_row: sql<number>`in_row - 1` })
    .where('account_id', '=', account)
    .where('lane', '=', lane)
    .where('in_row', '>', 0)
    .execute()
}

export async function clearInRow(tx: Tx, account: string): Promise<void> {
  await tx.updateTable('attempt_counter').set({ in_row: 0, next_at: 0 }).where('account_id', '=', account).execute()
}

export async function allowAll(tx: Tx, account: string, now: Instant): Promise<void> {
  await tx.updateTable('attempt_counter').set({ in_row: 0, next_at: 0, allowed_at: now }).where('account_id', '=', account).execute()
}
