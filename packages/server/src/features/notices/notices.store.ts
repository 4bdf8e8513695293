import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type NoticeRow = Selectable<Tables['notice']>

export async function insertNotice(tx: Tx, row: Insertable<Tables['notice']>): Promise<void> {
  await tx.insertInto('notice').values(row).execute()
}

export const findNotice = (db: Db | Tx, id: string): Promise<NoticeRow | undefined> =>
  db.selectFrom('notice').selectAll().where('id', '=', id).executeTakeFirst()

export const listNotices = (db: Db, account: string, since: Instant, limit: number): Promise<NoticeRow[]> =>
  db
    .selectFrom('notice')
    .selectAll()
    .where('account_id', '=', account)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

/** "This wasn't me" to this notice. @returns false if somebody said it before */
export async function markAnswered(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('notice')
      .set({ answered_at: now })
      .where('id', '=', id)
      .where('answered_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}
