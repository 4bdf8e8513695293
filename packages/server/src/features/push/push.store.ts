import type { Insertable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { PushSubscriptionTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** One push address for a device; a new one takes the place of the old. */
export async function putSubscription(tx: Tx, row: Insertable<PushSubscriptionTable>): Promise<void> {
  const { endpoint_sealed, keys_sealed, confirmed_at } = row
  await tx
    .insertInto('push_subscription')
    .values(row)
    .onConflict((conflict) => conflict.column('device_id').doUpdateSet({ endpoint_sealed, keys_sealed, confirmed_at, failed_at: null }))
    .execute()
}

export const findSubscription = (db: Db, device: string) =>
  db.selectFrom('push_subscription').selectAll().where('device_id', '=', device).executeTakeFirst()

/** The devices of an account that can be told something: trusted ones, and those that may still say "It wasn't me" (TD-8). */
export const listReachable = (tx: Tx, account: string) =>
  tx
    .selectFrom('push_subscription')
    .innerJoin('device', 'device.id', 'push_subscription.device_id')
    .select('device.id')
    .where('device.account_id', '=', account)
    .where('device.state', 'in', ['trusted', 'held', 'blocked'])
    .orderBy('device.id')
    .execute()

export const listWithSubscription = (db: Db | Tx, devices: string[]) =>
  db.selectFrom('push_subscription').select('device_id').where('device_id', 'in', devices).execute()

export async function dropOfDevice(tx: Tx, device: string): Promise<void> {
  await tx.deleteFrom('push_subscription').where('device_id', '=', device).execute()
}

export async function dropOfAccount(tx: Tx, account: string): Promise<void> {
  await tx
    .deleteFrom('push_subscription')
    .where('device_id', 'in', (eb) => eb.selectFrom('device').select('id').where('account_id', '=', account))
    .execute()
}

/** The push service says that this address is gone. Another that the phone gave meanwhile stays.
 * @param confirmedAt which one it was */
export async function dropGone(db: Db, device: string, confirmedAt: Instant): Promise<void> {
  await db.deleteFrom('push_subscription').where('device_id', '=', device).where('confirmed_at', '=', confirmedAt).execute()
}

export async function markFailed(db: Db, device: string, now: Instant): Promise<void> {
  await db.updateTable('push_subscription').set({ failed_at: now }).where('device_id', '=', device).execute()
}
