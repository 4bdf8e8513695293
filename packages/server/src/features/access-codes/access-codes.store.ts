import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { AccessCodeTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type AccessCodeRow = Selectable<AccessCodeTable>

export async function insertCode(tx: Tx, row: Insertable<AccessCodeTable>): Promise<void> {
  await tx.insertInto('access_code').values(row).execute()
}

/** Counts one answer to the code of this account and purpose before it is looked at. One statement, whether or not there is a
 * code or an account. @returns the code, undefined where none can be tried now */
export const countTry = (
  tx: Tx,
  q: { account: string; purpose: AccessCodeTable['purpose']; tries: number; now: Instant },
): Promise<AccessCodeRow | undefined> =>
  tx
    .updateTable('access_code')
    .set({ tries: sql<number>`tries + 1` })
    .where('account_id', '=', q.account)
    .where('purpose', '=', q.purpose)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('works_from', '<=', q.now)
    .where('expires_at', '>', q.now)
    .where('tries', '<', q.tries)
    .returningAll()
    .executeTakeFirst()

/** Writes one value that is always new, so that a try costs a write to disk whether or not it counted on a code: that would tell
 * who has one. The same value again would cost none. */
export async function noteTry(tx: Tx, value: string): Promise<void> {
  await tx
    .insertInto('service_state')
    .values({ name: 'access code tried', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

/** The answer was right: it was no wrong try. */
export async function uncountTry(db: Db, id: string): Promise<void> {
  await db.updateTable('access_code').set({ tries: sql<number>`tries - 1` }).where('id', '=', id).where('tries', '>', 0).execute()
}

/** The one statement that uses a code up. @returns false if it was used, has ended or expired */
export async function markSpent(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('access_code')
      .set({ spent_at: now })
      .where('id', '=', id)
      .where('spent_at', 'is', null)
      .where('ended_at', 'is', null)
      .where('works_from', '<=', now)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow(),
  )
}

/** Ends unused codes of an account, of one purpose or one suspension if given.
 * @param q.spared leaves the code of that suspension, `any` those of all suspensions */
export async function markEnded(
  tx: Tx,
  q: {
    account: string
    now: Instant
    purpose?: AccessCodeTable['purpose'] | undefined
    suspension?: string | undefined
    spared?: string | undefined
  },
): Promise<void> {
  let update = tx
    .updateTable('access_code')
    .set({ ended_at: q.now })
    .where('account_id', '=', q.account)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
  if (q.purpose) update = update.where('purpose', '=', q.purpose)
  if (q.suspension) update = update.where('suspension_id', '=', q.suspension)
  const { spared } = q
  if (spared === 'any') update = update.where('suspension_id', 'is', null)
  else if (spared) update = update.where((eb) => eb.or([eb('suspension_id', 'is', null), eb('suspension_id', '!=', spared)]))
  await update.execute()
}

/** The code that can still be used, now or from `works_from` on. */
export const findOpen = (db: Db | Tx, q: { account: string; purpose: AccessCodeTable['purpose']; now: Instant }) =>
  db
    .selectFrom('access_code')
    .selectAll()
    .where('account_id', '=', q.account)
    .where('purpose', '=', q.purpose)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', q.now)
    .executeTakeFirst()
