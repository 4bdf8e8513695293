import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { SmsCodeTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type SmsCodeRow = Selectable<SmsCodeTable>

/** What asked for a code: a sign-in, a session or a set-up. Nothing else can use it. */
export interface Asker {
  purpose: SmsCodeRow['purpose']
  subject: string
}

export async function insertCode(tx: Tx, row: Insertable<SmsCodeTable>): Promise<void> {
  await tx.insertInto('sms_code').values(row).execute()
}

/** The code that this asker waits for, with what a page shows of its number. */
export const findLive = (db: Db | Tx, q: Asker & { now: Instant }) =>
  db
    .selectFrom('sms_code')
    .innerJoin('phone_number', 'phone_number.id', 'sms_code.number_id')
    .selectAll('sms_code')
    .select('phone_number.last_two')
    .where('sms_code.subject_id', '=', q.subject)
    .where('sms_code.purpose', '=', q.purpose)
    .where('sms_code.spent_at', 'is', null)
    .where('sms_code.expires_at', '>', q.now)
    .orderBy('sms_code.created_at', 'desc')
    .orderBy('sms_code.id')
    .executeTakeFirst()

export type LiveCode = NonNullable<Awaited<ReturnType<typeof findLive>>>

/** It is sent once more. @returns false if it was used, expired, or sent since `notSince` */
export async function markResent(tx: Tx, q: { id: string; now: Instant; notSince: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('sms_code')
      .set({ sent_at: q.now, sends: sql<number>`sends + 1`, failed_at: null })
      .where('id', '=', q.id)
      .where('spent_at', 'is', null)
      .where('expires_at', '>', q.now)
      .where('sent_at', '<=', q.notSince)
      .executeTakeFirstOrThrow(),
  )
}

/** Another code took its place. */
export async function endCode(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.updateTable('sms_code').set({ expires_at: now }).where('id', '=', id).where('expires_at', '>', now).execute()
}

/** Counts one answer before it is looked at, committed by itself. @returns false when all tries are used, or it is over */
export async function countTry(db: Db, q: { id: string; tries: number; now: Instant }): Promise<boolean> {
  return wonOne(
    await db
      .updateTable('sms_code')
      .set({ tries: sql<number>`tries + 1` })
      .where('id', '=', q.id)
      .where('spent_at', 'is', null)
      .where('expires_at', '>', q.now)
      .where('tries', '<', q.tries)
      .executeTakeFirstOrThrow(),
  )
}

/** Uses a code up. For a sign-in its number must still serve: the condition lives in the statement.
 * @returns false if it was used or is over, or its number stopped serving */
export async function spendCode(tx: Tx, q: { id: string; purpose: SmsCodeRow['purpose']; now: Instant }): Promise<boolean> {
  let update = tx
    .updateTable('sms_code')
    .set({ spent_at: q.now })
    .where('id', '=', q.id)
    .where('purpose', '=', q.purpose)
    .where('spent_at', 'is', null)
    .where('expires_at', '>', q.now)
  if (q.purpose === 'sign-in')
    update = update.where((eb) =>
      eb.exists(
        eb
          .selectFrom('phone_number')
          .select('phone_number.id')
          .whereRef('phone_number.id', '=', 'sms_code.number_id')
          .whereRef('phone_number.account_id', '=', 'sms_code.account_id')
          .where('phone_number.verified_at', 'is not', null)
          .where('phone_number.replaced_at', 'is', null)
          .where('phone_number.held_at', 'is', null)
          .where('phone_number.blocked_at', 'is', null)
          .where('phone_number.serves_from', '<=', q.now),
      ),
    )
  return wonOne(await update.executeTakeFirstOrThrow())
}

/** How a try to deliver it went. @returns whose page waits for it; undefined if that is over */
export async function setFailed(db: Db, id: string, failedAt: Instant | null) {
  return await db
    .updateTable('sms_code')
    .set({ failed_at: failedAt })
    .where('id', '=', id)
    .where('spent_at', 'is', null)
    .returning(['purpose', 'subject_id', 'account_id'])
    .executeTakeFirst()
}

export async function deleteCodes(tx: Tx, account: string): Promise<void> {
  await tx.deleteFrom('sms_code').where('account_id', '=', account).execute()
}
