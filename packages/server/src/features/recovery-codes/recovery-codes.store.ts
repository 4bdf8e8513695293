import type { Db } from '../../db/open.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export async function insertSet(
  tx: Tx,
  set: { id: string; account_id: string; salt: string; key_id: string; cost: string; created_at: Instant; weak_until: Instant },
  codes: { id: string; digest: string }[],
): Promise<void> {
  await tx
    .insertInto('recovery_code_set')
    .values({ ...set, saved_at: null, voided_at: null, held_at: null })
    .execute()
  await tx
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ ...code, set_id: set.id, spent_at: null, spent_by: null })))
    .execute()
}

/** The set that counts, if it may be used. */
export const findUsableSet = (db: Db | Tx, account: string) =>
  db
    .selectFrom('recovery_code_set')
    .selectAll()
    .where('account_id', '=', account)
    .where('saved_at', 'is not', null)
    .where('voided_at', 'is', null)
    .where('held_at', 'is', null)
    .executeTakeFirst()

/** The set that counts, even while it is held. */
export const findCurrentSet = (db: Db | Tx, account: string) =>
  db
    .selectFrom('recovery_code_set')
    .selectAll()
    .where('account_id', '=', account)
    .where('saved_at', 'is not', null)
    .where('voided_at', 'is', null)
    .orderBy('saved_at', 'desc')
    .executeTakeFirst()

export async function countUnspent(db: Db | Tx, set: string): Promise<number> {
  const row = await db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('set_id', '=', set)
    .where('spent_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Whether a code of a set was never used. It uses nothing up. */
export async function findUnspent(db: Db, q: { set: string; digest: string }): Promise<boolean> {
  const row = await db
    .selectFrom('recovery_code')
    .select('id')
    .where('set_id', '=', q.set)
    .where('digest', '=', q.digest)
    .where('spent_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Uses up one code of a set that still counts. The condition lives in the statement, so that no caller can forget it (RC-3).
 * @returns false if the code is not in the set, was used, or the set no longer counts */
export async function spendCode(tx: Tx, q: { set: string; digest: string; now: Instant; signIn: string }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('recovery_code')
      .set({ spent_at: q.now, spent_by: q.signIn })
      .where('set_id', '=', q.set)
      .where('digest', '=', q.digest)
      .where('spent_at', 'is', null)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('recovery_code_set')
            .select('recovery_code_set.id')
            .whereRef('recovery_code_set.id', '=', 'recovery_code.set_id')
            .where('saved_at', 'is not', null)
            .where('voided_at', 'is', null)
            .where('held_at', 'is', null),
        ),
      )
      .executeTakeFirstOrThrow(),
  )
}

/** @returns false if this is not an unsaved set of the account */
export async function markSaved(tx: Tx, q: { set: string; account: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('recovery_code_set')
      .set({ saved_at: q.now })
      .where('id', '=', q.set)
      .where('account_id', '=', q.account)
      .where('saved_at', 'is', null)
      .where('voided_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

export async function voidSets(tx: Tx, q: { account: string; but?: string; now: Instant; unsavedOnly?: boolean }): Promise<void> {
  let update = tx
    .updateTable('recovery_code_set')
    .set({ voided_at: q.now })
    .where('account_id', '=', q.account)
    .where('voided_at', 'is', null)
  if (q.but) update = update.where('id', '!=', q.but)
  if (q.unsavedOnly) update = update.where('saved_at', 'is', null)
  await update.execute()
}

export async function holdSets(tx: Tx, q: { account: string; since: Instant; now: Instant }): Promise<void> {
  await tx
    .updateTable('recovery_code_set')
    .set({ held_at: q.now })
    .where('account_id', '=', q.account)
    .where('saved_at', '>=', q.since)
    .where('held_at', 'is', null)
    .execute()
}

/** Sets that count, but for being held. */
export const listHeld = (db: Db | Tx, account: string) =>
  db
    .selectFrom('recovery_code_set')
    .selectAll()
    .where('account_id', '=', account)
    .where('saved_at', 'is not', null)
    .where('voided_at', 'is', null)
    .where('held_at', 'is not', null)
    .execute()

/** @returns false if it is not held, was voided, or is another account's */
export async function markNotHeld(tx: Tx, q: { id: string; account: string }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('recovery_code_set')
      .set({ held_at: null })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('voided_at', 'is', null)
      .where('held_at', 'is not', null)
      .executeTakeFirstOrThrow(),
  )
}

/** Whether the account ever used a code (the console's "Practise"). */
export async function everSpent(db: Db, account: string): Promise<boolean> {
  const row = await db
    .selectFrom('recovery_code')
    .innerJoin('recovery_code_set', 'recovery_code_set.id', 'recovery_code.set_id')
    .select('recovery_code.id')
    .where('recovery_code_set.account_id', '=', account)
    .where('recovery_code.spent_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Sets from before their rows said it were made at this cost. */
export async function fillCosts(db: Db, cost: string): Promise<void> {
  await db.updateTable('recovery_code_set').set({ cost }).where('cost', 'is', null).execute()
}
