import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { SuspensionTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type SuspensionRow = Selectable<SuspensionTable>

export async function insertSuspension(tx: Tx, row: Insertable<SuspensionTable>): Promise<void> {
  await tx.insertInto('suspension').values(row).execute()
}

/** In force at this moment. Nothing but the times decides (RR-8): no job has to run. */
export const findActive = (db: Db | Tx, account: string, now: Instant): Promise<SuspensionRow | undefined> =>
  db
    .selectFrom('suspension')
    .selectAll()
    .where('account_id', '=', account)
    .where('ended_at', 'is', null)
    .where('starts_at', '<=', now)
    .where('ends_at', '>', now)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .executeTakeFirst()

/** Granted and not over, in force or not yet. */
export const listUnended = (db: Db | Tx, account: string, now: Instant): Promise<SuspensionRow[]> =>
  db
    .selectFrom('suspension')
    .selectAll()
    .where('account_id', '=', account)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', now)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()

export const findById = (db: Db | Tx, id: string): Promise<SuspensionRow | undefined> =>
  db.selectFrom('suspension').selectAll().where('id', '=', id).executeTakeFirst()

export const findOfRequest = (db: Db | Tx, request: string): Promise<SuspensionRow | undefined> =>
  db.selectFrom('suspension').selectAll().where('request_id', '=', request).orderBy('made_at', 'desc').executeTakeFirst()

export const findOfCase = (db: Db | Tx, id: string): Promise<SuspensionRow | undefined> =>
  db.selectFrom('suspension').selectAll().where('case_id', '=', id).orderBy('made_at', 'desc').executeTakeFirst()

/** All that were in force at some moment since then. */
export const listSince = (db: Db | Tx, account: string, since: Instant): Promise<SuspensionRow[]> =>
  db
    .selectFrom('suspension')
    .selectAll()
    .where('account_id', '=', account)
    .where('ends_at', '>', since)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', since)]))
    .execute()

/** @returns false if it ended before */
export async function markEnded(tx: Tx, q: { id: string; reason: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('suspension')
      .set({ ended_at: q.now, ended_reason: q.reason })
      .where('id', '=', q.id)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

/** The one browser that a suspension for the next browser lets in. @returns false if it has one, or is not in force */
export async function bindBrowser(tx: Tx, q: { id: string; account: string; browser: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('suspension')
      .set({ browser_id: q.browser })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('browser_id', 'is', null)
      .where('ended_at', 'is', null)
      .where('starts_at', '<=', q.now)
      .where('ends_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** The first time that it lets somebody in. @returns false if it did before, is another browser's, or is not in force */
export async function markClaimed(tx: Tx, q: { id: string; browser: string; signIn: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('suspension')
      .set({ claimed_at: q.now, claimed_sign_in_id: q.signIn })
      .where('id', '=', q.id)
      .where('browser_id', '=', q.browser)
      .where('claimed_at', 'is', null)
      .where('ended_at', 'is', null)
      .where('starts_at', '<=', q.now)
      .where('ends_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** One more browser of a suspension for any browser. Each place is there once, so that of any number of callers three get one.
 * @returns false if the places are taken, or it is not in force */
export async function takePlace(
  tx: Tx,
  q: { id: string; suspension: string; account: string; browser: string; signIn: string; most: number; now: Instant },
): Promise<boolean> {
  const taken = await tx
    .selectFrom('suspension_browser')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('suspension_id', '=', q.suspension)
    .executeTakeFirstOrThrow()
  const slot = Number(taken.n) + 1
  if (slot > q.most || !(await inForce(tx, q))) return false
  const result = await tx
    .insertInto('suspension_browser')
    .values({ id: q.id, suspension_id: q.suspension, slot, browser_id: q.browser, sign_in_id: q.signIn, claimed_at: q.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

async function inForce(tx: Tx, q: { suspension: string; account: string; now: Instant }): Promise<boolean> {
  const row = await tx
    .selectFrom('suspension')
    .select('id')
    .where('id', '=', q.suspension)
    .where('account_id', '=', q.account)
    .where('scope', '=', 'any-browser')
    .where('ended_at', 'is', null)
    .where('starts_at', '<=', q.now)
    .where('ends_at', '>', q.now)
    .executeTakeFirst()
  return row !== undefined
}

/** The browsers that a suspension for any browser lets in. */
export const listBrowsers = (db: Db | Tx, suspension: string) =>
  db
    .selectFrom('suspension_browser')
    .select(['browser_id', 'claimed_at', 'sign_in_id'])
    .where('suspension_id', '=', suspension)
    .orderBy('slot')
    .execute()

/** The first time that a suspension for any browser lets somebody in. */
export async function markFirstClaim(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.updateTable('suspension').set({ claimed_at: now }).where('id', '=', id).where('claimed_at', 'is', null).execute()
}

/** Granted, not used yet, resting on approvals: what a sweep looks at. */
export const listResting = (db: Db, now: Instant, most: number): Promise<SuspensionRow[]> =>
  db
    .selectFrom('suspension')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('ends_at', '>', now)
    .where('claimed_at', 'is', null)
    .where('needs', 'is not', null)
    .orderBy('made_at')
    .limit(most)
    .execute()

/** Those whose time ran out and whose owner was not told yet. */
export const listRunOut = (db: Db, now: Instant, most: number): Promise<SuspensionRow[]> =>
  db.selectFrom('suspension').selectAll().where('ended_at', 'is', null).where('ends_at', '<=', now).limit(most).execute()
