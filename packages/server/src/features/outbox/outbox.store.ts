import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { OutboxTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type OutboxRow = Selectable<OutboxTable>

/** @returns false if the same message is there already */
export async function insertItem(tx: Tx, row: Insertable<OutboxTable>): Promise<boolean> {
  const result = await tx
    .insertInto('outbox')
    .values(row)
    .onConflict((conflict) => conflict.column('dedupe').doNothing())
    .executeTakeFirstOrThrow()
  return result.numInsertedOrUpdatedRows === 1n
}

/** What nobody works on and whose time has come, the longest waiting first; also what is too late. */
export const listDue = (db: Db, kind: OutboxRow['kind'], now: Instant, limit: number): Promise<OutboxRow[]> =>
  db
    .selectFrom('outbox')
    .selectAll()
    .where('kind', '=', kind)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('due_at', '<=', now)
    .where('lease_until', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute()

/** Somebody took it, and did not say how it went: the process was killed in the middle of sending. */
export const wasCutOff = (item: { lease_until: Instant }): boolean => item.lease_until > 0

/** Takes one item for a while. Of any number of nodes that saw it free exactly one gets it. What was cut off is marked: it may have
 * gone out. */
export async function lease(db: Db, item: { id: string; lease_until: Instant }, q: { now: Instant; until: Instant }): Promise<boolean> {
  return wonOne(
    await db
      .updateTable('outbox')
      .set((eb) => ({
        lease_until: q.until,
        attempts: eb('attempts', '+', 1),
        ...(wasCutOff(item) ? { error_code: 'cut_off' } : {}),
      }))
      .where('id', '=', item.id)
      .where('lease_until', '=', item.lease_until)
      .where('sent_at', 'is', null)
      .where('failed_at', 'is', null)
      .where('due_at', '<=', q.now)
      .where('ends_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

type Result = { sent_at: Instant } | { failed_at: Instant; error_code: string } | { due_at: Instant; error_code: string | null }

/** Writes how it went, if the lease is still this caller's. What is over keeps no text. */
export async function settle(db: Db, q: { id: string; until: Instant }, result: Result): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ ...result, lease_until: 0, ...('due_at' in result ? {} : { payload_sealed: null }) })
    .where('id', '=', q.id)
    .where('lease_until', '=', q.until)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .execute()
}

/** Ends what may never be sent any more. */
export async function endLate(db: Db, id: string, now: Instant): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ failed_at: now, error_code: 'too_late', payload_sealed: null })
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('ends_at', '<=', now)
    .where('lease_until', '<=', now)
    .execute()
}

export async function endOfAccount(tx: Tx, account: string, now: Instant): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ failed_at: now, error_code: 'account_ended', payload_sealed: null })
    .where('account_id', '=', account)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .execute()
}
