import type { Insertable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { SessionEventTable, SessionTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** A session with what every check needs of its account, and of the browser that it was made for. */
export const findSession = (db: Db | Tx, digest: string) =>
  db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    // With no row there is nothing that its cookie could fit.
    .leftJoin('browser', 'browser.id', 'session.browser_id')
    .select(['session.ip', 'session.agent', 'browser.digest as browser_digest'])
    .select([
      'session.id',
      'session.account_id',
      'session.browser_id',
      'session.access',
      'session.started_as',
      'session.weak_until',
      'session.suspension_id',
    ])
    .select(['session.created_at', 'session.last_seen_at', 'session.expires_at', 'session.ended_at'])
    .select(['account.role', 'account.state as account_state', 'account.two_factor_since', 'account.due_at', 'account.due_extended_until'])
    .where('session.digest', '=', digest)
    .executeTakeFirst()

export type FoundSession = NonNullable<Awaited<ReturnType<typeof findSession>>>

export async function insertSession(tx: Tx, row: Insertable<SessionTable>): Promise<void> {
  await tx.insertInto('session').values(row).execute()
}

export async function insertEvent(tx: Tx, row: Insertable<SessionEventTable>): Promise<void> {
  await tx.insertInto('session_event').values(row).execute()
}

/** At most once a minute, so that reading a page does not write. */
export async function touchSession(db: Db, id: string, now: Instant, notBefore: Instant): Promise<void> {
  await db.updateTable('session').set({ last_seen_at: now }).where('id', '=', id).where('last_seen_at', '<', notBefore).execute()
}

/** @returns false if it was not open, or is somebody else's */
export async function markEnded(tx: Tx, q: { id: string; account: string; reason: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('session')
      .set({ ended_at: q.now, ended_reason: q.reason })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

export async function markAllEnded(
  tx: Tx,
  q: {
    account: string
    reason: string
    now: Instant
    spared?: string | undefined
    ofSignIn?: string
    suspended?: boolean
    remembered?: string
  },
): Promise<void> {
  let update = tx
    .updateTable('session')
    .set({ ended_at: q.now, ended_reason: q.reason })
    .where('account_id', '=', q.account)
    .where('ended_at', 'is', null)
  if (q.spared) update = update.where('id', '!=', q.spared)
  if (q.suspended) update = update.where('suspension_id', 'is not', null)
  const { remembered } = q
  if (remembered)
    update = update
      .where('access', '=', 'one-factor')
      .where('sign_in_id', 'in', (eb) => eb.selectFrom('sign_in').select('sign_in.id').where('remembered_id', '=', remembered))
  if (q.ofSignIn) update = update.where('sign_in_id', '=', q.ofSignIn)
  await update.execute()
}

export const listOpen = (db: Db, account: string, q: { now: Instant; idleSince: Instant; openedSince: Instant }) =>
  db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', account)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', q.now)
    .where('last_seen_at', '>', q.idleSince)
    .where('created_at', '>', q.openedSince)
    .orderBy('last_seen_at', 'desc')
    .execute()

/** An unspent confirmation of exactly this act and these parameters; a strong one before a weak one, the narrower one first. */
export const findConfirmation = (tx: Tx, q: { session: string; act: string; params: string; now: Instant }) =>
  tx
    .selectFrom('session_event')
    .selectAll()
    .where('session_id', '=', q.session)
    .where('act', '=', q.act)
    .where('act_params', 'in', [q.params, '*'])
    .where('spent_at', 'is', null)
    .where('expires_at', '>', q.now)
    .orderBy('weak_until')
    .orderBy('act_params', 'desc')
    .orderBy('expires_at')
    .executeTakeFirst()

/** Uses one up. @returns false if somebody was faster */
export async function spendEvent(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('session_event')
      .set({ spent_at: now })
      .where('id', '=', id)
      .where('spent_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow(),
  )
}
