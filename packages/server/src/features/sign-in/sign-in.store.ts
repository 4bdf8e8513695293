import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { SignInTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type SignInRow = Selectable<SignInTable>

export async function insertSignIn(tx: Tx, row: Insertable<SignInTable>): Promise<void> {
  await tx.insertInto('sign_in').values(row).execute()
}

export const findSignIn = (db: Db | Tx, digest: string): Promise<SignInRow | undefined> =>
  db.selectFrom('sign_in').selectAll().where('digest', '=', digest).executeTakeFirst()

export const getSignIn = (db: Db | Tx, id: string): Promise<SignInRow> =>
  db.selectFrom('sign_in').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** The one statement that confirms. @returns false if the sign-in no longer waits, or its time is over (SI-11) */
export async function markConfirmed(
  tx: Tx,
  q: { id: string; account: string; method: string; device: string | null; weakUntil: Instant; now: Instant; until: Instant },
): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('sign_in')
      .set({
        state: 'confirmed',
        method: q.method,
        device_id: q.device,
        weak_until: q.weakUntil,
        confirmed_at: q.now,
        expires_at: q.until,
      })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('state', '=', 'waiting')
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** The one statement that spends a sign-in. @returns false if it was spent, ended or has expired */
export async function markFinished(tx: Tx, q: { id: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('sign_in')
      .set({ state: 'finished', finished_at: q.now })
      .where('id', '=', q.id)
      .where('state', 'in', ['waiting', 'requested', 'confirmed'])
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** Notes that this sign-in itself changed the password, so that the new version is its own. */
export async function notePasswordChange(tx: Tx, q: { id: string; version: number; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('sign_in')
      .set({ password_version: q.version, password_changed_at: q.now })
      .where('id', '=', q.id)
      .where('state', 'in', ['waiting', 'confirmed'])
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

const open = ['waiting', 'requested', 'confirmed'] as const

/** @returns false if it was over already */
export async function markEnded(tx: Tx, q: { id: string; reason: string; from?: readonly SignInTable['state'][] }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('sign_in')
      .set({ state: 'ended', ended_reason: q.reason })
      .where('id', '=', q.id)
      .where('state', 'in', q.from ?? open)
      .executeTakeFirstOrThrow(),
  )
}

export const listOpen = (tx: Tx, account: string) =>
  tx.selectFrom('sign_in').select('id').where('account_id', '=', account).where('state', 'in', open).execute()

/** Sign-ins that these devices confirmed and that are not finished yet; with `sms` also those that SMS did. */
export const listConfirmedBy = (tx: Tx, q: { account: string; devices: string[]; sms: boolean }) =>
  tx
    .selectFrom('sign_in')
    .select('id')
    .where('account_id', '=', q.account)
    .where('state', '=', 'confirmed')
    .where((eb) => eb.or([eb('device_id', 'in', q.devices), ...(q.sms ? [eb('method', '=', 'sms')] : [])]))
    .execute()

export async function endOpen(tx: Tx, q: { account: string; reason: string; spared?: string | undefined }): Promise<void> {
  let update = tx
    .updateTable('sign_in')
    .set({ state: 'ended', ended_reason: q.reason })
    .where('account_id', '=', q.account)
    .where('state', 'in', open)
  if (q.spared) update = update.where('id', '!=', q.spared)
  await update.execute()
}

/** Sign-ins of unknown browsers whose time ran out without a confirmation, for telling the owner (SI-14). */
export const listRunOut = (db: Db, now: Instant, most: number) =>
  db.selectFrom('sign_in').selectAll().where('state', '=', 'waiting').where('expires_at', '<=', now).limit(most).execute()

/** The last time something confirmed in this lane: prompts are counted since then (SI-6). */
export async function lastConfirmed(db: Db | Tx, account: string, known: boolean): Promise<Instant> {
  const row = await db
    .selectFrom('sign_in')
    .select((eb) => eb.fn.max('confirmed_at').as('at'))
    .where('account_id', '=', account)
    .where('known_browser', '=', known ? 1 : 0)
    .executeTakeFirst()
  return row?.at ?? 0
}

/** From now on the sign-in can only wait, be withdrawn, or be finished by a suspension (SI-11). @returns false if it does not wait */
export async function markRequested(tx: Tx, q: { id: string; request: string; until: Instant; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('sign_in')
      .set({ state: 'requested', request_id: q.request, expires_at: q.until })
      .where('id', '=', q.id)
      .where('state', '=', 'waiting')
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** The password was typed once more on a shared computer (RR-2). */
export async function markPasswordAgain(tx: Tx, q: { id: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('sign_in')
      .set({ password_again_at: q.now })
      .where('id', '=', q.id)
      .where('state', '=', 'requested')
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** Begun in the browser that holds the cookie of an approved request. */
export async function noteRequest(tx: Tx, id: string, request: string): Promise<void> {
  await tx.updateTable('sign_in').set({ request_id: request }).where('id', '=', id).where('state', '=', 'waiting').execute()
}

/** A remembered browser's cookie came with the password (SI-13). */
export async function noteRemembered(tx: Tx, id: string, q: { id: string; digest: string }): Promise<void> {
  await tx
    .updateTable('sign_in')
    .set({ remembered_id: q.id, remembered_digest: q.digest })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
}

/** It does not count any more: from now on the sign-in is confirmed like any other. @returns false if somebody was faster */
export async function dropRemembered(tx: Tx, id: string): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('sign_in')
      .set({ remembered_id: null, remembered_digest: null })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('remembered_id', 'is not', null)
      .executeTakeFirstOrThrow(),
  )
}

/** "Skip the confirmation on this browser" was ticked or not; what comes of it is decided when the sign-in is finished. */
export async function setRememberAsked(tx: Tx, q: { id: string; at: Instant | null; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('sign_in')
      .set({ remember_asked_at: q.at })
      .where('id', '=', q.id)
      .where('state', 'in', ['waiting', 'confirmed'])
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** The suspension that let it in. */
export async function noteSuspension(tx: Tx, id: string, suspension: string): Promise<void> {
  await tx.updateTable('sign_in').set({ suspension_id: suspension }).where('id', '=', id).execute()
}

/** A new cookie for the same sign-in: the browser was closed, and its request's cookie led back. The old one is dead. */
export async function renewDigest(tx: Tx, q: { id: string; digest: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('sign_in')
      .set({ digest: q.digest })
      .where('id', '=', q.id)
      .where('state', '=', 'requested')
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** A request was approved: its sign-in can be finished for as long as the suspension lives (RR-1). */
export async function keepRequested(tx: Tx, q: { request: string; until: Instant; now: Instant }): Promise<void> {
  await tx
    .updateTable('sign_in')
    .set({ expires_at: q.until })
    .where('request_id', '=', q.request)
    .where('state', '=', 'requested')
    .where('expires_at', '>', q.now)
    .where('expires_at', '<', q.until)
    .execute()
}
