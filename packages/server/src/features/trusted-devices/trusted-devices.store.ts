import { type Insertable, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { DeviceTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type DeviceState = DeviceTable['state']

/** What a person sees as their devices: those that are trusted, and those that could be again. */
export const keptStates = ['trusted', 'held', 'blocked'] as const satisfies readonly DeviceState[]
const allButRemoved = ['scanned', 'ready', ...keptStates] as const satisfies readonly DeviceState[]

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

/** Pauses every device that the account has or could have again; one that is paused for good stays so. @returns their ids */
export async function setPaused(tx: Tx, q: { account: string; until: Instant }): Promise<string[]> {
  const rows = await tx
    .updateTable('device')
    .set({ paused_until: q.until })
    .where('account_id', '=', q.account)
    .where('state', 'in', keptStates)
    .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<', forGood)]))
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Ends the pauses that would have lasted until exactly then. @returns the devices' ids */
export async function clearPaused(tx: Tx, q: { account: string; until: Instant }): Promise<string[]> {
  const rows = await tx
    .updateTable('device')
    .set({ paused_until: null })
    .where('account_id', '=', q.account)
    .where('paused_until', '=', q.until)
    .where('state', 'in', keptStates)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

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

/** One step of a device's life. @returns false if it was not in the state it should come from */
export async function moveDevice(
  tx: Tx,
  q: { id: string; account: string; from: DeviceState; to: DeviceState; weakUntil?: Instant; trustedAt?: Instant },
): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('device')
      .set({
        state: q.to,
        ...(q.weakUntil === undefined ? {} : { weak_until: q.weakUntil }),
        ...(q.trustedAt === undefined ? {} : { trusted_at: q.trustedAt }),
      })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('state', '=', q.from)
      .executeTakeFirstOrThrow(),
  )
}

/** Ends a device for good; the key of its verification code goes with it. The row stays: evidence needs it.
 * @returns false if it is not there, another account's, or removed already */
export async function markRemoved(tx: Tx, q: { id: string; account: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('device')
      .set({ state: 'removed', otp_sealed: '', ended_at: q.now })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('state', 'in', allButRemoved)
      .executeTakeFirstOrThrow(),
  )
}

export const listOthers = (tx: Tx, account: string, but: string) =>
  tx
    .selectFrom('device')
    .select('id')
    .where('account_id', '=', account)
    .where('id', '!=', but)
    .where('state', 'in', allButRemoved)
    .execute()

export async function markAllRemoved(tx: Tx, account: string, now: Instant): Promise<void> {
  await tx
    .updateTable('device')
    .set({ state: 'removed', otp_sealed: '', ended_at: now })
    .where('account_id', '=', account)
    .where('state', 'in', allButRemoved)
    .execute()
}

/** What it was is kept: one that was blocked as lost is blocked again when the hold is taken off. @returns how many */
export async function markHeld(tx: Tx, account: string, q: { since: Instant; now: Instant }): Promise<number> {
  const result = await tx
    .updateTable('device')
    .set({ state: 'held', held_at: q.now, held_from: sql<'trusted' | 'blocked'>`state` })
    .where('account_id', '=', account)
    .where('state', 'in', ['trusted', 'blocked'])
    .where((eb) => eb.or([eb('added_at', '>=', q.since), eb('trusted_at', '>=', q.since)]))
    .executeTakeFirstOrThrow()
  return Number(result.numUpdatedRows)
}

export const listHeld = (db: Db | Tx, account: string) =>
  db.selectFrom('device').selectAll().where('account_id', '=', account).where('state', '=', 'held').execute()

/** @returns false if it is not held, or another account's */
export async function markNotHeld(tx: Tx, q: { id: string; account: string }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('device')
      .set({ state: sql<'trusted' | 'blocked'>`coalesce(held_from, 'trusted')`, held_at: null, held_from: null })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('state', '=', 'held')
      .executeTakeFirstOrThrow(),
  )
}

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

/** At most once a minute each, so that a phone that polls does not write. */
export async function touchSigned(tx: Tx, q: { id: string; person: boolean; now: Instant; notBefore: Instant }): Promise<void> {
  await tx
    .updateTable('device')
    .set({ last_signed_at: q.now })
    .where('id', '=', q.id)
    .where((eb) => eb.or([eb('last_signed_at', 'is', null), eb('last_signed_at', '<', q.notBefore)]))
    .execute()
  if (!q.person) return
  await tx
    .updateTable('device')
    .set({ last_person_at: q.now })
    .where('id', '=', q.id)
    .where((eb) => eb.or([eb('last_person_at', 'is', null), eb('last_person_at', '<', q.notBefore)]))
    .execute()
}

export async function setUsed(tx: Tx, q: { id: string; person: boolean; now: Instant }): Promise<void> {
  await tx
    .updateTable('device')
    .set({ last_used_at: q.now, last_signed_at: q.now, ...(q.person ? { last_person_at: q.now } : {}) })
    .where('id', '=', q.id)
    .execute()
}

export const findAccountOf = (db: Db | Tx, id: string) =>
  db.selectFrom('account').select(['id', 'login', 'name']).where('id', '=', id).executeTakeFirstOrThrow()

/** Uses up a one-time value. @returns false if it was used before */
export async function insertSpent(tx: Tx, digest: string, expiresAt: Instant): Promise<boolean> {
  const result = await tx
    .insertInto('spent_value')
    .values({ digest, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Values that expired are refused by their time; keeping them decides nothing. A few at a time, each by itself, so that
 * two sweeps never wait for each other. */
export async function sweepSpent(db: Db, now: Instant): Promise<void> {
  const rows = await db.selectFrom('spent_value').select('digest').where('expires_at', '<', now).limit(3).execute()
  for (const { digest } of rows) await db.deleteFrom('spent_value').where('digest', '=', digest).execute()
}

/** "Yes, it is" (TD-5). @returns false if it is not trusted, or another account's */
export async function markStillMine(tx: Tx, q: { id: string; account: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('device')
      .set({ still_mine_at: q.now, still_later_at: null })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('state', '=', 'trusted')
      .executeTakeFirstOrThrow(),
  )
}

/** The question was closed, for every phone that it is about. */
export async function putOffStillMine(tx: Tx, q: { account: string; now: Instant }): Promise<void> {
  await tx.updateTable('device').set({ still_later_at: q.now }).where('account_id', '=', q.account).where('state', '=', 'trusted').execute()
}

/** Reported as lost (TD-8). @returns false if it is not trusted, or another account's */
export async function markBlocked(tx: Tx, q: { id: string; account: string; by: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('device')
      .set({ state: 'blocked', blocked_at: q.now, blocked_by: q.by })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('state', '=', 'trusted')
      .executeTakeFirstOrThrow(),
  )
}

/** It was found. `blocked_at` stays: what somebody did on it in those days is evidence (SI-16).
 * @returns false if it is not blocked, or was before `since` */
export async function markUnblocked(tx: Tx, q: { id: string; account: string; since: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('device')
      .set({ state: 'trusted' })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('state', '=', 'blocked')
      .where('blocked_at', '>', q.since)
      .executeTakeFirstOrThrow(),
  )
}

/** Whether another device is blocked still that was reported in the same moment. */
export async function findBlockedAt(tx: Tx, account: string, at: Instant): Promise<boolean> {
  const row = await tx
    .selectFrom('device')
    .select('id')
    .where('account_id', '=', account)
    .where('state', '=', 'blocked')
    .where('blocked_at', '=', at)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** A device that is trusted, or was blocked or paused since `lately`, and on which a person acted since `acted`. */
export async function findUsedSince(db: Db | Tx, q: { account: string; acted: Instant; lately: Instant }): Promise<boolean> {
  const row = await db
    .selectFrom('device')
    .select('id')
    .where('account_id', '=', q.account)
    .where('last_person_at', '>', q.acted)
    .where((eb) => eb.or([eb('state', '=', 'trusted'), eb('blocked_at', '>', q.lately), eb('paused_until', '>', q.lately)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

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
