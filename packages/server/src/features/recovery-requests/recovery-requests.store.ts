import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { RecoveryRequestTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type RequestRow = Selectable<RecoveryRequestTable>

export async function insertRequest(tx: Tx, row: Insertable<RecoveryRequestTable>): Promise<void> {
  await tx.insertInto('recovery_request').values(row).execute()
}

export const findRequest = (db: Db | Tx, id: string): Promise<RequestRow | undefined> =>
  db.selectFrom('recovery_request').selectAll().where('id', '=', id).executeTakeFirst()

/** By the cookie of the page that waits (RR-2). */
export const findByDigest = (db: Db | Tx, digest: string): Promise<RequestRow | undefined> =>
  db.selectFrom('recovery_request').selectAll().where('digest', '=', digest).executeTakeFirst()

/** Open by its state, also where its time is over: for closing the books. */
export const listOpen = (db: Db | Tx, account: string): Promise<RequestRow[]> =>
  db
    .selectFrom('recovery_request')
    .selectAll()
    .where('account_id', '=', account)
    .where('state', '=', 'open')
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** When requests of browsers that were not known were sent since then, the oldest first. */
export const listUnknownSince = (db: Db | Tx, account: string, since: Instant): Promise<{ created_at: Instant }[]> =>
  db
    .selectFrom('recovery_request')
    .select('created_at')
    .where('account_id', '=', account)
    .where('known_browser', '=', 0)
    .where('created_at', '>', since)
    .orderBy('created_at')
    .execute()

/** The one statement that decides or ends a request. @returns false if it was over */
export async function moveRequest(
  tx: Tx,
  q: {
    id: string
    from: RequestRow['state']
    to: RequestRow['state']
    /** Only while its time lasts. */
    alive?: boolean
    by?: string | undefined
    reason?: string | undefined
    now: Instant
  },
): Promise<boolean> {
  let update = tx
    .updateTable('recovery_request')
    .set({ state: q.to, decided_at: q.now, decided_by: q.by ?? null, reason: q.reason ?? null })
    .where('id', '=', q.id)
    .where('state', '=', q.from)
  if (q.alive) update = update.where('expires_at', '>', q.now)
  return wonOne(await update.executeTakeFirstOrThrow())
}

/** The same browser asks again: its request goes on with another sign-in and another cookie. @returns false if it is over */
export async function takeUp(tx: Tx, q: { id: string; signIn: string; digest: string; shared: 0 | 1; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('recovery_request')
      .set({ sign_in_id: q.signIn, digest: q.digest, shared: q.shared })
      .where('id', '=', q.id)
      .where('state', '=', 'open')
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** Approved ones whose suspension may still be granted, for a stop. */
export const listApproved = (db: Db | Tx, account: string, since: Instant): Promise<RequestRow[]> =>
  db
    .selectFrom('recovery_request')
    .selectAll()
    .where('account_id', '=', account)
    .where('state', '=', 'approved')
    .where('decided_at', '>', since)
    .execute()

/** Those whose time ran out while nobody decided. */
export const listRunOut = (db: Db, now: Instant, most: number): Promise<RequestRow[]> =>
  db.selectFrom('recovery_request').selectAll().where('state', '=', 'open').where('expires_at', '<=', now).limit(most).execute()
