import { type Insertable, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { DeviceTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type DeviceState = DeviceTable['state']

/** What a person sees as their devices: those that are trusted, and those that could be again. */
export const keptStates = ['trusted', 'held', 'blocked'] as const satisfies readonly DeviceState[]
/** Every state in which a device can still become, or be, of use. */
export const allButRemoved = ['scanned', 'ready', ...keptStates] as const satisfies readonly DeviceState[]

export const findDevice = (db: Db | Tx, id: string) => db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirst()

/** A device with what the gate asks at every use: its account's state, and the pairing that it still waits in. */
export const findForGate = (db: Db, id: string, now: Instant) =>
  db
    .selectFrom('device')
    .innerJoin('account', 'account.id', 'device.account_id')
    .select(['device.id', 'device.account_id', 'device.state', 'device.paused_until', 'account.state as account_state'])
    .select((eb) =>
      eb
        .selectFrom('pairing')
        .select('pairing.id')
        .whereRef('pairing.device_id', '=', 'device.id')
        .where('pairing.state', '=', 'scanned')
        .where('pairing.expires_at', '>', now)
        .limit(1)
        .as('pairing_id'),
    )
    .where('device.id', '=', id)
    .executeTakeFirst()

export const listUsable = (db: Db | Tx, q: { accountId: string; origin: string; now: Instant }) =>
  db
    .selectFrom('device')
    .select(['id', 'name', 'weak_until'])
    .where('account_id', '=', q.accountId)
    .where('state', '=', 'trusted')
    .where('origin', '=', q.origin)
    .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', q.now)]))
    .orderBy('trusted_at')
    .orderBy('id')
    .execute()

/** Beyond this time a pause is for good (RR-10). */
export const forGood: Instant = 8_640_000_000_000_000

export const listPaused = (db: Db | Tx, q: { accountId: string; origin: string; now: Instant }) =>
  db
    .selectFrom('device')
    .select(['id', 'name', 'weak_until'])
    .where('account_id', '=', q.accountId)
    .where('state', '=', 'trusted')
    .where('origin', '=', q.origin)
    .where('paused_until', '>', q.now)
    .where('paused_until', '<', forGood)
    .orderBy('id')
    .execute()

export const listKept = (db: Db | Tx, accountId: string) =>
  db
    .selectFrom('device')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('state', 'in', keptStates)
    .orderBy('added_at')
    .orderBy('id')
    .execute()

/** The trusted devices of everybody that were paired at another address of this site (OP-9). */
export const listElsewhere = (db: Db, origin: string) =>
  db
    .selectFrom('device')
    .innerJoin('account', 'account.id', 'device.account_id')
    .select(['device.id', 'device.name', 'device.origin', 'account.login'])
    .where('device.state', '=', 'trusted')
    .where('device.origin', '!=', origin)
    .where('account.state', '=', 'active')
    .orderBy('account.login_key')
    .orderBy('device.id')
    .execute()

/** @returns false if a device with this key exists already */
export async function insertDevice(tx: Tx, row: Insertable<DeviceTable>): Promise<boolean> {
  const result = await tx
    .insertInto('device')
    .values(row)
    .onConflict((conflict) => conflict.column('sign_key').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export const listOthers = (tx: Tx, account: string, but: string) =>
  tx
    .selectFrom('device')
    .select('id')
    .where('account_id', '=', account)
    .where('id', '!=', but)
    .where('state', 'in', allButRemoved)
    .execute()

export const listHeld = (db: Db | Tx, account: string) =>
  db.selectFrom('device').selectAll().where('account_id', '=', account).where('state', '=', 'held').execute()

export async function setName(tx: Tx, q: { id: string; account: string; name: string }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('device')
      .set({ name: q.name })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('state', 'in', keptStates)
      .executeTakeFirstOrThrow(),
  )
}

export const findAccountOf = (db: Db | Tx, id: string) =>
  db.selectFrom('account').select(['id', 'login', 'name']).where('id', '=', id).executeTakeFirstOrThrow()

/** Takes the account's row, so that what is counted next is counted by one caller at a time on PostgreSQL too (DESIGN §3). */
export async function lockAccount(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('account').set({ id: sql<string>`id` }).where('id', '=', id).execute()
}

export async function countKept(tx: Tx, account: string): Promise<number> {
  const row = await tx
    .selectFrom('device')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', account)
    .where('state', 'in', keptStates)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}
