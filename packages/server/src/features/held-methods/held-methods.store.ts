import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { HeldAllowanceTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type AllowanceRow = Selectable<HeldAllowanceTable>

export const findOpen = (db: Db | Tx, item: string): Promise<AllowanceRow | undefined> =>
  db.selectFrom('held_allowance').selectAll().where('item_id', '=', item).where('state', '=', 'open').executeTakeFirst()

export async function insertAllowance(tx: Tx, row: Insertable<HeldAllowanceTable>): Promise<void> {
  await tx.insertInto('held_allowance').values(row).execute()
}

/** The one statement that decides it. @returns false if it was decided before */
export async function decide(
  tx: Tx,
  q: { id: string; to: Exclude<AllowanceRow['state'], 'open'>; by: string | null; reason: string | null; now: Instant },
): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('held_allowance')
      .set({ state: q.to, decided_at: q.now, decided_by: q.by, reason: q.reason })
      .where('id', '=', q.id)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow(),
  )
}

/** RR-6's wait begins. @returns false if it began before */
export async function beginWait(tx: Tx, id: string, startsAt: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('held_allowance')
      .set({ starts_at: startsAt })
      .where('id', '=', id)
      .where('state', '=', 'open')
      .where('starts_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

export async function clearWait(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('held_allowance').set({ starts_at: null }).where('id', '=', id).where('state', '=', 'open').execute()
}

/** @returns false if this person allowed it before */
export async function insertApproval(
  tx: Tx,
  row: { id: string; allowance_id: string; approver_id: string; at: Instant },
): Promise<boolean> {
  const result = await tx
    .insertInto('held_approval')
    .values(row)
    .onConflict((conflict) => conflict.columns(['allowance_id', 'approver_id']).doNothing())
    .executeTakeFirstOrThrow()
  return result.numInsertedOrUpdatedRows === 1n
}

export const listApprovals = (db: Db | Tx, allowance: string) =>
  db
    .selectFrom('held_approval')
    .innerJoin('account', 'account.id', 'held_approval.approver_id')
    .select(['held_approval.approver_id', 'held_approval.at', 'account.name'])
    .where('held_approval.allowance_id', '=', allowance)
    .orderBy('held_approval.at')
    .execute()

/** Ends what was begun for an account and not decided. */
export async function endOpen(tx: Tx, q: { account: string; reason: string; now: Instant }): Promise<void> {
  await tx
    .updateTable('held_allowance')
    .set({ state: 'ended', decided_at: q.now, reason: q.reason })
    .where('account_id', '=', q.account)
    .where('state', '=', 'open')
    .execute()
}

/** Waits that are over. Whether they come to anything is decided anew. */
export const listDue = (db: Db, now: Instant, most: number): Promise<AllowanceRow[]> =>
  db
    .selectFrom('held_allowance')
    .selectAll()
    .where('state', '=', 'open')
    .where('starts_at', '<=', now)
    .orderBy('starts_at')
    .limit(most)
    .execute()

/** How earlier tries to allow something ended, the latest first. */
export const listDecided = (db: Db | Tx, item: string) =>
  db
    .selectFrom('held_allowance')
    .leftJoin('account', 'account.id', 'held_allowance.decided_by')
    .select(['held_allowance.state', 'held_allowance.decided_at', 'held_allowance.reason', 'account.name'])
    .where('held_allowance.item_id', '=', item)
    .where('held_allowance.state', 'in', ['refused', 'ended'])
    .orderBy('held_allowance.decided_at', 'desc')
    .limit(5)
    .execute()

/** Active accounts of which something is held, by name.
 * @param q.most so many at most */
export const listAccountsWithHeld = (db: Db, q: { most: number }) =>
  db
    .selectFrom('account')
    .selectAll()
    .where('state', '=', 'active')
    .where((eb) =>
      eb(
        'id',
        'in',
        eb
          .selectFrom('device')
          .select('device.account_id')
          .where('device.state', '=', 'held')
          .union(
            eb
              .selectFrom('recovery_code_set')
              .select('recovery_code_set.account_id')
              .where('recovery_code_set.held_at', 'is not', null)
              .where('recovery_code_set.voided_at', 'is', null),
          )
          .union(
            eb
              .selectFrom('phone_number')
              .select('phone_number.account_id')
              .where('phone_number.held_at', 'is not', null)
              .where('phone_number.replaced_at', 'is', null),
          )
          .union(
            eb.selectFrom('email').select('email.account_id').where('email.held_at', 'is not', null).where('email.replaced_at', 'is', null),
          ),
      ),
    )
    .orderBy('name_key')
    .orderBy('id')
    .limit(q.most)
    .execute()

/** Whose thing it is that is held, whatever it is. */
export async function ownerOfHeld(db: Db | Tx, item: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('device')
    .select('account_id')
    .where('id', '=', item)
    .where('state', '=', 'held')
    .union(db.selectFrom('recovery_code_set').select('account_id').where('id', '=', item).where('held_at', 'is not', null))
    .union(db.selectFrom('phone_number').select('account_id').where('id', '=', item).where('held_at', 'is not', null))
    .union(db.selectFrom('email').select('account_id').where('id', '=', item).where('held_at', 'is not', null))
    .executeTakeFirst()
  return row?.account_id
}
