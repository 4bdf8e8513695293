import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { PromptTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { maxTries } from './prompt.ts'

export type PromptRow = Selectable<PromptTable>

/** @returns false if the sign-in has an open prompt already (SI-6) */
export async function insertPrompt(tx: Tx, row: Insertable<PromptTable>): Promise<boolean> {
  const result = await tx
    .insertInto('prompt')
    .values(row)
    .onConflict((conflict) => conflict.column('sign_in_id').where('state', '=', sql.lit('open')).doNothing())
    .executeTakeFirstOrThrow()
  return result.numInsertedOrUpdatedRows === 1n
}

export const findLatest = (db: Db | Tx, signIn: string): Promise<PromptRow | undefined> =>
  db.selectFrom('prompt').selectAll().where('sign_in_id', '=', signIn).orderBy('created_at', 'desc').orderBy('id').executeTakeFirst()

/** By its id and the account of the device that answers: another account's prompt does not exist. */
export const findPrompt = (db: Db | Tx, id: string, account: string): Promise<PromptRow | undefined> =>
  db.selectFrom('prompt').selectAll().where('id', '=', id).where('account_id', '=', account).executeTakeFirst()

export const listOpenPrompts = (db: Db, account: string, now: Instant) =>
  db
    .selectFrom('prompt')
    .innerJoin('sign_in', 'sign_in.id', 'prompt.sign_in_id')
    .innerJoin('account', 'account.id', 'prompt.account_id')
    .selectAll('prompt')
    .select([
      'sign_in.purpose',
      'sign_in.act',
      'sign_in.act_params',
      'sign_in.session_id',
      'sign_in.ip',
      'sign_in.agent',
      'sign_in.known_browser',
    ])
    .select(['account.name as account_name', 'account.login'])
    .where('prompt.account_id', '=', account)
    .where('prompt.state', '=', 'open')
    .where('prompt.expires_at', '>', now)
    .where('sign_in.state', '=', 'waiting')
    .where('sign_in.expires_at', '>', now)
    .orderBy('prompt.created_at', 'desc')
    .execute()

export type WaitingPrompt = Awaited<ReturnType<typeof listOpenPrompts>>[number]

/** @returns how many phones saw something new */
export async function markSeen(db: Db, ids: string[], now: Instant): Promise<string[]> {
  const rows = await db
    .updateTable('prompt')
    .set({ seen_at: now })
    .where('id', 'in', ids)
    .where('seen_at', 'is', null)
    .returning('sign_in_id')
    .execute()
  return rows.map((row) => row.sign_in_id)
}

/** Counts a try before it is checked, committed by itself. @returns the number of tries, or undefined if the prompt is over */
export async function reserveTry(db: Db, id: string, now: Instant): Promise<number | undefined> {
  const row = await db
    .updateTable('prompt')
    .set({ tries: sql<number>`tries + 1` })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('expires_at', '>', now)
    .where('tries', '<', maxTries)
    .returning('tries')
    .executeTakeFirst()
  return row?.tries
}

/** Ends an open prompt in one statement. @returns false if it was over */
export async function closePrompt(
  db: Db | Tx,
  q: { id: string; to: Exclude<PromptTable['state'], 'open'>; device: string | null; now: Instant },
): Promise<boolean> {
  return wonOne(
    await db
      .updateTable('prompt')
      .set({ state: q.to, device_id: q.device, answered_at: q.now })
      .where('id', '=', q.id)
      .where('state', '=', 'open')
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** "It wasn't me" after a confirmation, up to ten minutes (SI-5). @returns false if it was not confirmed so lately */
export async function denyConfirmed(tx: Tx, q: { id: string; since: Instant; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('prompt')
      .set({ state: 'denied', answered_at: q.now })
      .where('id', '=', q.id)
      .where('state', '=', 'confirmed')
      .where('answered_at', '>', q.since)
      .executeTakeFirstOrThrow(),
  )
}

/** "U while open" needs the opener to end expired ones first, in the same transaction (DESIGN §3). */
export async function closeExpired(tx: Tx, signIn: string, now: Instant): Promise<void> {
  await tx
    .updateTable('prompt')
    .set({ state: 'ended' })
    .where('sign_in_id', '=', signIn)
    .where('state', '=', 'open')
    .where('expires_at', '<=', now)
    .execute()
}

export async function closeAllOpen(tx: Tx, account: string): Promise<void> {
  await tx.updateTable('prompt').set({ state: 'ended' }).where('account_id', '=', account).where('state', '=', 'open').execute()
}

export async function readPromptTimes(tx: Db | Tx, q: { account: string; lane: PromptTable['lane']; since: Instant }): Promise<Instant[]> {
  const rows = await tx
    .selectFrom('prompt')
    .select('created_at')
    .where('account_id', '=', q.account)
    .where('lane', '=', q.lane)
    .where('created_at', '>', q.since)
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => row.created_at)
}

export async function lastNotMe(tx: Db | Tx, account: string, since: Instant): Promise<Instant> {
  const row = await tx
    .selectFrom('prompt')
    .select((eb) => eb.fn.max('answered_at').as('at'))
    .where('account_id', '=', account)
    .where('state', '=', 'denied')
    .where('answered_at', '>', since)
    .executeTakeFirst()
  return row?.at ?? 0
}

/** A newer prompt takes its place. */
export async function closeReplaced(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('prompt').set({ state: 'ended' }).where('id', '=', id).where('state', '=', 'open').execute()
}
