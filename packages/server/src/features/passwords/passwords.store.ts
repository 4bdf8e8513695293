import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** What becomes of the mark: gone, gone for sign-ins with a confirmation only, or as it is (SI-15). */
export type MarkAfter = 'cleared' | 'held' | 'kept'

/** @returns false if the account is not active */
export async function setPassword(tx: Tx, q: { account: string; hash: string; mark: MarkAfter; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('account')
      .set((eb) => ({
        password_hash: q.hash,
        password_version: eb('password_version', '+', 1),
        password_changed_at: q.now,
        ...(q.mark === 'kept' ? {} : { password_marked_at: null }),
        ...(q.mark === 'cleared' ? { password_held_at: null } : {}),
        ...(q.mark === 'held'
          ? { password_held_at: sql<number | null>`case when password_marked_at is null then password_held_at else ${q.now} end` }
          : {}),
      }))
      .where('id', '=', q.account)
      .where('state', '=', 'active')
      .executeTakeFirstOrThrow(),
  )
}

/** @returns false if it is marked already */
export async function setMark(tx: Tx, account: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('account')
      .set({ password_marked_at: now })
      .where('id', '=', account)
      .where('password_marked_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

/** The same password under another hash, if it is still kept as it was. */
export async function replaceHash(db: Db, q: { account: string; from: string; to: string }): Promise<void> {
  await db.updateTable('account').set({ password_hash: q.to }).where('id', '=', q.account).where('password_hash', '=', q.from).execute()
}
