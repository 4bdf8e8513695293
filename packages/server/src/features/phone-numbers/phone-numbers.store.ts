import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { PhoneNumberTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type NumberRow = Selectable<PhoneNumberTable>

export async function insertNumber(tx: Tx, row: Insertable<PhoneNumberTable>): Promise<void> {
  await tx.insertInto('phone_number').values(row).execute()
}

export const findNumber = (db: Db | Tx, id: string): Promise<NumberRow | undefined> =>
  db.selectFrom('phone_number').selectAll().where('id', '=', id).executeTakeFirst()

/** All that the account ever had of a kind, the oldest first; also those that were never proved. */
export const listNumbers = (db: Db | Tx, account: string, kind: NumberRow['kind']): Promise<NumberRow[]> =>
  db
    .selectFrom('phone_number')
    .selectAll()
    .where('account_id', '=', account)
    .where('kind', '=', kind)
    .orderBy('added_at')
    .orderBy('id')
    .execute()

/** The number on record: proved and not replaced, whether or not it serves now. */
export const findCurrent = (db: Db | Tx, account: string): Promise<NumberRow | undefined> =>
  db
    .selectFrom('phone_number')
    .selectAll()
    .where('account_id', '=', account)
    .where('kind', '=', 'sms')
    .where('verified_at', 'is not', null)
    .where('replaced_at', 'is', null)
    .orderBy('verified_at', 'desc')
    .executeTakeFirst()

/** One that was asked for and waits for its code. */
export const findPending = (tx: Tx, account: string, mac: string): Promise<NumberRow | undefined> =>
  tx
    .selectFrom('phone_number')
    .selectAll()
    .where('account_id', '=', account)
    .where('kind', '=', 'sms')
    .where('lookup_mac', '=', mac)
    .where('verified_at', 'is', null)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()

/** Who has this number for SMS. */
export const findOwner = (db: Db | Tx, mac: string): Promise<NumberRow | undefined> =>
  db
    .selectFrom('phone_number')
    .selectAll()
    .where('lookup_mac', '=', mac)
    .where('kind', '=', 'sms')
    .where('verified_at', 'is not', null)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()

/** @returns false if it was proved or replaced before */
export async function markVerified(tx: Tx, q: { id: string; now: Instant; servesFrom: Instant; weakUntil: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('phone_number')
      .set({ verified_at: q.now, serves_from: q.servesFrom, weak_until: q.weakUntil })
      .where('id', '=', q.id)
      .where('verified_at', 'is', null)
      .where('replaced_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

/** @returns false if it was replaced before */
export async function markReplaced(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('phone_number')
      .set({ replaced_at: now })
      .where('id', '=', id)
      .where('replaced_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

/** @returns how many */
export async function markBlocked(tx: Tx, account: string, now: Instant): Promise<number> {
  const result = await tx
    .updateTable('phone_number')
    .set({ blocked_at: now })
    .where('account_id', '=', account)
    .where('kind', '=', 'sms')
    .where('verified_at', 'is not', null)
    .where('replaced_at', 'is', null)
    .where('blocked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(result.numUpdatedRows)
}

export async function clearBlock(tx: Tx, q: { account: string; blockedAt: Instant }): Promise<number> {
  const result = await tx
    .updateTable('phone_number')
    .set({ blocked_at: null })
    .where('account_id', '=', q.account)
    .where('kind', '=', 'sms')
    .where('replaced_at', 'is', null)
    .where('blocked_at', '=', q.blockedAt)
    .executeTakeFirstOrThrow()
  return Number(result.numUpdatedRows)
}

export async function markHeld(tx: Tx, q: { account: string; since: Instant; now: Instant }): Promise<void> {
  await tx
    .updateTable('phone_number')
    .set({ held_at: q.now })
    .where('account_id', '=', q.account)
    .where('kind', '=', 'sms')
    .where('verified_at', '>=', q.since)
    .where('replaced_at', 'is', null)
    .where('held_at', 'is', null)
    .execute()
}

/** Numbers on record that are held. */
export const listHeld = (db: Db | Tx, account: string): Promise<NumberRow[]> =>
  db
    .selectFrom('phone_number')
    .selectAll()
    .where('account_id', '=', account)
    .where('kind', '=', 'sms')
    .where('verified_at', 'is not', null)
    .where('replaced_at', 'is', null)
    .where('held_at', 'is not', null)
    .execute()

/** @returns false if it is not held, was replaced, or is another account's */
export async function markNotHeld(tx: Tx, q: { id: string; account: string }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('phone_number')
      .set({ held_at: null })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('replaced_at', 'is', null)
      .where('held_at', 'is not', null)
      .executeTakeFirstOrThrow(),
  )
}

/** Those of a kind that are on record or wait for their code, but one. */
export async function markOthersReplaced(
  tx: Tx,
  q: { account: string; kind: NumberRow['kind']; keep?: string | undefined; now: Instant; pendingOnly?: boolean },
): Promise<void> {
  let update = tx
    .updateTable('phone_number')
    .set({ replaced_at: q.now })
    .where('account_id', '=', q.account)
    .where('kind', '=', q.kind)
    .where('replaced_at', 'is', null)
  if (q.keep) update = update.where('id', '!=', q.keep)
  if (q.pendingOnly) update = update.where('verified_at', 'is', null)
  await update.execute()
}

/** The account was deleted: its numbers are gone, and free for others. */
export async function deleteNumbers(tx: Tx, account: string): Promise<void> {
  await tx.deleteFrom('phone_number').where('account_id', '=', account).execute()
}
