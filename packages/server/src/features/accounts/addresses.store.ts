import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { EmailTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type AddressRow = Selectable<EmailTable>

/** All that the account ever had, the first one first. */
export const listAddresses = (db: Db | Tx, account: string): Promise<AddressRow[]> =>
  db.selectFrom('email').selectAll().where('account_id', '=', account).orderBy('added_at').orderBy('id').execute()

export const findAddressRow = (db: Db | Tx, id: string): Promise<AddressRow | undefined> =>
  db.selectFrom('email').selectAll().where('id', '=', id).executeTakeFirst()

/** Who has this address proved and in use. */
export const findOwner = (db: Db | Tx, key: string): Promise<AddressRow | undefined> =>
  db
    .selectFrom('email')
    .selectAll()
    .where('address_key', '=', key)
    .where('verified_at', 'is not', null)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()

export async function insertAddress(tx: Tx, row: Insertable<EmailTable>): Promise<void> {
  await tx.insertInto('email').values(row).execute()
}

/** @returns false if it was proved or removed before */
export async function markVerified(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('email')
      .set({ verified_at: now })
      .where('id', '=', id)
      .where('verified_at', 'is', null)
      .where('replaced_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

/** @returns false if it was removed before */
export async function markReplaced(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx.updateTable('email').set({ replaced_at: now }).where('id', '=', id).where('replaced_at', 'is', null).executeTakeFirstOrThrow(),
  )
}

/** @returns false if it is in use */
export async function markRestored(tx: Tx, id: string): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('email')
      .set({ replaced_at: null })
      .where('id', '=', id)
      .where('replaced_at', 'is not', null)
      .executeTakeFirstOrThrow(),
  )
}

export async function markHeld(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.updateTable('email').set({ held_at: now }).where('id', '=', id).where('held_at', 'is', null).execute()
}

/** @returns false if it is not held, was removed, or is another account's */
export async function markNotHeld(tx: Tx, q: { id: string; account: string }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('email')
      .set({ held_at: null })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('replaced_at', 'is', null)
      .where('held_at', 'is not', null)
      .executeTakeFirstOrThrow(),
  )
}

export async function deleteAddresses(tx: Tx, account: string): Promise<void> {
  await tx.deleteFrom('email').where('account_id', '=', account).execute()
}
