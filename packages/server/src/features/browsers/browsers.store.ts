import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export const findBrowser = (db: Db | Tx, digest: string) =>
  db.selectFrom('browser').selectAll().where('digest', '=', digest).executeTakeFirst()

export async function insertBrowser(tx: Tx, row: { id: string; digest: string; agent: string; at: Instant }): Promise<void> {
  const { at, ...rest } = row
  await tx
    .insertInto('browser')
    .values({ ...rest, created_at: at, last_seen_at: at })
    .execute()
}

export async function touchBrowser(tx: Tx, id: string, agent: string, now: Instant): Promise<void> {
  await tx.updateTable('browser').set({ last_seen_at: now, agent }).where('id', '=', id).execute()
}

/** The account that this browser is known for, if it is: one statement whether or not either exists. */
export async function isKnownFor(db: Db | Tx, browser: string, account: string, now: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('browser_account')
    .select('browser_id')
    .where('browser_id', '=', browser)
    .where('account_id', '=', account)
    .where('voided_at', 'is', null)
    .where('known_until', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

export async function upsertKnown(tx: Tx, q: { browser: string; account: string; now: Instant; until: Instant }): Promise<void> {
  await tx
    .insertInto('browser_account')
    .values({ browser_id: q.browser, account_id: q.account, known_since: q.now, known_until: q.until, voided_at: null })
    .onConflict((conflict) =>
      conflict.columns(['browser_id', 'account_id']).doUpdateSet((eb) => ({
        known_until: q.until,
        // A browser that was voided in between begins anew.
        known_since: eb.case().when('browser_account.voided_at', 'is', null).then(eb.ref('browser_account.known_since')).else(q.now).end(),
        voided_at: null,
      })),
    )
    .execute()
}

/** @returns how many were known */
export async function voidKnown(tx: Tx, q: { account: string; browser?: string; now: Instant }): Promise<bigint> {
  let update = tx
    .updateTable('browser_account')
    .set({ voided_at: q.now })
    .where('account_id', '=', q.account)
    .where('voided_at', 'is', null)
  if (q.browser) update = update.where('browser_id', '=', q.browser)
  return (await update.executeTakeFirstOrThrow()).numUpdatedRows
}

export const listKnown = (db: Db, account: string, now: Instant) =>
  db
    .selectFrom('browser_account')
    .innerJoin('browser', 'browser.id', 'browser_account.browser_id')
    .select(['browser.id', 'browser.agent', 'browser.last_seen_at', 'browser_account.known_since', 'browser_account.known_until'])
    .where('browser_account.account_id', '=', account)
    .where('browser_account.voided_at', 'is', null)
    .where('browser_account.known_until', '>', now)
    .orderBy('browser.last_seen_at', 'desc')
    .execute()
