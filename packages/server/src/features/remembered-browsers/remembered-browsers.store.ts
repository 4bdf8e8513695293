import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { RememberedBrowserTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type RememberedRow = Selectable<RememberedBrowserTable>

export async function insertRemembered(tx: Tx, row: Insertable<RememberedBrowserTable>): Promise<void> {
  await tx.insertInto('remembered_browser').values(row).execute()
}

export const findBySeries = (db: Db | Tx, series: string): Promise<RememberedRow | undefined> =>
  db.selectFrom('remembered_browser').selectAll().where('series_digest', '=', series).executeTakeFirst()

export const findRemembered = (db: Db | Tx, id: string): Promise<RememberedRow | undefined> =>
  db.selectFrom('remembered_browser').selectAll().where('id', '=', id).executeTakeFirst()

/** The one of this browser that was not ended, whether or not its time is over. */
export const findOpenAt = (db: Db | Tx, q: { account: string; browser: string }): Promise<RememberedRow | undefined> =>
  db
    .selectFrom('remembered_browser')
    .selectAll()
    .where('account_id', '=', q.account)
    .where('browser_id', '=', q.browser)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/** Uses the cookie's half up and puts the next in its place. Of any number of callers with one cookie exactly one wins. */
export async function rotate(tx: Tx, q: { id: string; from: string; to: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('remembered_browser')
      .set({ digest: q.to, previous_digest: q.from, rotated_at: q.now, used_at: q.now })
      .where('id', '=', q.id)
      .where('digest', '=', q.from)
      .where('ended_at', 'is', null)
      .where('ends_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** @returns false if it was over, or is another account's */
export async function markEnded(tx: Tx, q: { id: string; account: string; reason: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('remembered_browser')
      .set({ ended_at: q.now, ended_reason: q.reason })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

export async function markAllEnded(tx: Tx, q: { account: string; reason: string; now: Instant }): Promise<void> {
  await tx
    .updateTable('remembered_browser')
    .set({ ended_at: q.now, ended_reason: q.reason })
    .where('account_id', '=', q.account)
    .where('ended_at', 'is', null)
    .execute()
}

/** Those that were not ended and whose own time is not over, the one used last first. */
export const listOpen = (db: Db | Tx, account: string, now: Instant) =>
  db
    .selectFrom('remembered_browser')
    .innerJoin('browser', 'browser.id', 'remembered_browser.browser_id')
    .selectAll('remembered_browser')
    .select(['browser.agent', 'browser.last_seen_at'])
    .where('remembered_browser.account_id', '=', account)
    .where('remembered_browser.ended_at', 'is', null)
    .where('remembered_browser.ends_at', '>', now)
    .orderBy('browser.last_seen_at', 'desc')
    .orderBy('remembered_browser.id')
    .execute()
