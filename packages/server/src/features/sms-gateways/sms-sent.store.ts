import type { Insertable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { SmsSentTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** What texts can be counted by. */
export type CountedBy = 'account_id' | 'number_mac' | 'prefix_mac' | 'network'

export async function insertSent(tx: Tx, row: Insertable<SmsSentTable>): Promise<void> {
  await tx.insertInto('sms_sent').values(row).execute()
}

/** When the text was sent that is the `nth` from the newest; undefined if there are fewer.
 * @param q.of what kinds count; all of them if absent
 * @param q.by one account, number, prefix or network; the whole installation if absent */
export async function nthNewest(
  db: Db | Tx,
  q: { nth: number; of?: readonly SmsSentTable['kind'][]; by?: { column: CountedBy; value: string } },
): Promise<Instant | undefined> {
  let query = db.selectFrom('sms_sent').select('at')
  if (q.of) query = query.where('kind', 'in', [...q.of])
  if (q.by) query = query.where(q.by.column, '=', q.by.value)
  const row = await query
    .orderBy('at', 'desc')
    .limit(1)
    .offset(q.nth - 1)
    .executeTakeFirst()
  return row?.at
}

export async function countSince(db: Db | Tx, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('sms_sent')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** For whom most were sent, and from how many networks they were asked for. */
export const mostSince = (db: Db | Tx, since: Instant, limit: number) =>
  db
    .selectFrom('sms_sent')
    .innerJoin('account', 'account.id', 'sms_sent.account_id')
    .select((eb) => [
      'account.id',
      'account.name',
      'account.login',
      eb.fn.countAll<number>().as('texts'),
      eb.fn.count<number>('sms_sent.network').distinct().as('networks'),
    ])
    .where('sms_sent.at', '>', since)
    .groupBy(['account.id', 'account.name', 'account.login'])
    .orderBy('texts', 'desc')
    .orderBy('account.id')
    .limit(limit)
    .execute()

const told = (what: string): string => `sms told ${what}`

/** When administrators were told last; undefined if never. */
export async function lastTold(db: Db | Tx, what: string): Promise<Instant | undefined> {
  const row = await db.selectFrom('service_state').select('value').where('name', '=', told(what)).executeTakeFirst()
  return row && Number(row.value)
}

export async function setTold(tx: Tx, what: string, at: Instant): Promise<void> {
  const value = String(at)
  await tx
    .insertInto('service_state')
    .values({ name: told(what), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
