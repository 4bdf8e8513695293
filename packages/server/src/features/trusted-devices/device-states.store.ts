import { sql } from 'kysely'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { allButRemoved, type DeviceState, forGood, keptStates } from './trusted-devices.store.ts'

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
