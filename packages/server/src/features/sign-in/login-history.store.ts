import type { Insertable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { LoginEventTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export async function insertLoginEvent(db: Db | Tx, row: Insertable<LoginEventTable>): Promise<void> {
  await db.insertInto('login_event').values(row).execute()
}

/** Newest first, with the names of the phones that confirmed. */
export const listLoginEvents = (db: Db, q: { account: string; before: Instant; since: Instant; limit: number }) =>
  db
    .selectFrom('login_event')
    .leftJoin('device', 'device.id', 'login_event.device_id')
    .selectAll('login_event')
    .select('device.name as device_name')
    .where('login_event.account_id', '=', q.account)
    .where('login_event.at', '<', q.before)
    .where('login_event.at', '>', q.since)
    .orderBy('login_event.at', 'desc')
    .orderBy('login_event.id')
    .limit(q.limit)
    .execute()

/** Failures since the account last got in, within a day (SI-14: success after failures). */
export async function countFailures(tx: Tx, account: string, since: Instant): Promise<number> {
  const last = await tx
    .selectFrom('login_event')
    .select((eb) => eb.fn.max('at').as('at'))
    .where('account_id', '=', account)
    .where('result', '=', 'signed-in')
    .executeTakeFirst()
  const row = await tx
    .selectFrom('login_event')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', account)
    .where('result', 'in', ['wrong-password', 'wrong-code'])
    .where('at', '>', Math.max(since, last?.at ?? 0))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}
