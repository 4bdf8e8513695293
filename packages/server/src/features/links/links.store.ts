import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { LinkTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type LinkRow = Selectable<LinkTable>

export async function insertLink(tx: Tx, row: Insertable<LinkTable>): Promise<void> {
  await tx.insertInto('link').values(row).execute()
}

export const findOpen = (db: Db | Tx, digest: string, now: Instant): Promise<LinkRow | undefined> =>
  db
    .selectFrom('link')
    .selectAll()
    .where('digest', '=', digest)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()

/** @returns false if it was used, ended or has expired: only one caller ever gets true */
export async function markSpent(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('link')
      .set({ spent_at: now })
      .where('id', '=', id)
      .where('spent_at', 'is', null)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow(),
  )
}

export async function markEnded(
  tx: Tx,
  q: { account?: string | undefined; purposes: LinkRow['purpose'][] | 'all'; data?: string; now: Instant },
): Promise<void> {
  let update = tx.updateTable('link').set({ ended_at: q.now }).where('spent_at', 'is', null).where('ended_at', 'is', null)
  if (q.account !== undefined) update = update.where('account_id', '=', q.account)
  if (q.purposes !== 'all') update = update.where('purpose', 'in', q.purposes)
  if (q.data !== undefined) update = update.where('data', '=', q.data)
  await update.execute()
}

/** The last link of this purpose that can still be used. */
export const findLastOpen = (
  db: Db | Tx,
  q: { account: string; purpose: LinkRow['purpose']; now: Instant },
): Promise<LinkRow | undefined> =>
  db
    .selectFrom('link')
    .selectAll()
    .where('account_id', '=', q.account)
    .where('purpose', '=', q.purpose)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', q.now)
    .orderBy('expires_at', 'desc')
    .executeTakeFirst()
