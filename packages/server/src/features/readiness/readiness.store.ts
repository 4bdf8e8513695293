import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { type AskedOfAll, factsOf } from './people-facts.store.ts'

export const pageSize = 25

/** Who has no second factor now: never set up, suspended, or nothing left that confirms. */
const lacking = (db: Db, q: AskedOfAll) =>
  db
    .with('person', () => factsOf(db, q))
    .selectFrom('person')
    .where((eb) =>
      eb.or([
        eb('two_factor_since', 'is', null),
        eb('suspended_until', 'is not', null),
        eb.and([eb('phones', '=', 0), eb('numbers', '=', 0), eb.or([eb('code', 'is', null), eb('lanes_off', '>=', 2)])]),
      ]),
    )

export async function countLacking(db: Db, q: AskedOfAll): Promise<number> {
  const row = await lacking(db, q)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** One page, by name; the id decides between equal names, so that nobody is on two pages or none. */
export const listLacking = (db: Db, q: AskedOfAll & { page: number }) =>
  lacking(db, q)
    .select(['id', 'name', 'login', 'role', 'two_factor_since', 'due_at', 'due_extended_until', 'suspended_until'])
    .orderBy('name_key')
    .orderBy('id')
    .limit(pageSize)
    .offset((q.page - 1) * pageSize)
    .execute()

/** Who could let whom in (RR-6), read once for all. */
export interface Coverage {
  /** Administrators whose phone can confirm an approval. */
  administrators: string[]
  /** Groups that an approver answers for whose phone can confirm. */
  groups: string[]
  /** There is a break-glass kit: it lets administrators in. */
  kit: boolean
}

/** 0 for nobody, 1 for the kit, 2 for somebody where two people are asked for, 3 for somebody: the smaller, the worse. */
function leftOf(q: AskedOfAll & Coverage): RawBuilder<number> {
  const ids = q.administrators
  // An administrator does not answer for themselves: one alone leaves nobody for that one.
  const administrator = ids.length > 1 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`id <> ${ids[0] ?? ''}`
  const approver =
    q.groups.length === 0
      ? sql<SqlBool>`1 = 0`
      : sql<SqlBool>`exists (select 1 from membership where membership.account_id = person.id and membership.group_id in (${sql.join(q.groups)}))`
  // For 7 days an account keeps its highest role: no approver answers for it then.
  const since = q.now - days(7)
  const plain = sql<SqlBool>`role = 'member' and (role_before is null or role_before = 'member' or role_changed_at <= ${since})
    and not exists (select 1 from standing_past where standing_past.account_id = person.id and standing_past.until_at > ${since}
      and standing_past.role <> 'member')`
  const somebody =
    ids.length === 0 ? sql<SqlBool>`(${plain} and ${approver})` : sql<SqlBool>`(${administrator} or (${plain} and ${approver}))`
  const kit = q.kit ? sql<SqlBool>`role = 'admin'` : sql<SqlBool>`1 = 0`
  return sql<number>`case when ${somebody} then case when ${plain} then 3 else 2 end when ${kit} then 1 else 0 end`
}

/** Who would have nothing of their own left without one phone: no codes, no second phone. A number counts as in the phone. Who
 * is suspended or has nothing even now is in the other list. */
const atRisk = (db: Db, q: AskedOfAll & Coverage) =>
  db
    .with('person', () => factsOf(db, q))
    .with('ranked', (with_) =>
      with_
        .selectFrom('person')
        .selectAll()
        .select(leftOf(q).as('left_over'))
        .where('two_factor_since', 'is not', null)
        .where('suspended_until', 'is', null)
        .where('phones', '<=', 1)
        .where((eb) => eb.or([eb('code', 'is', null), eb('lanes_off', '>=', 2)]))
        .where((eb) => eb.or([eb('phones', '=', 1), eb('numbers', '>', 0)])),
    )
    .selectFrom('ranked')

export async function countAtRisk(db: Db, q: AskedOfAll & Coverage): Promise<{ all: number; nobody: number }> {
  const row = await atRisk(db, q)
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.count<number>(eb.case().when('left_over', '<', 2).then(1).end()).as('nobody'),
    ])
    .executeTakeFirstOrThrow()
  return { all: Number(row.all), nobody: Number(row.nobody) }
}

/** One page, the worst first, then by name; each row with how many there are in all. */
export const listAtRisk = (db: Db, q: AskedOfAll & Coverage & { page: number }) =>
  atRisk(db, q)
    .leftJoin('readiness_ask', 'readiness_ask.account_id', 'ranked.id')
    .select(['ranked.id', 'ranked.name', 'ranked.login', 'ranked.role', 'ranked.phones', 'ranked.code', 'ranked.lanes_off'])
    .select(['ranked.left_over', 'readiness_ask.asked_at', sql<number>`count(*) over ()`.as('total')])
    .orderBy('ranked.left_over')
    .orderBy('ranked.name_key')
    .orderBy('ranked.id')
    .limit(pageSize)
    .offset((q.page - 1) * pageSize)
    .execute()

/** Notes that somebody was asked now. @returns false if they were since `notSince` */
export async function markAsked(tx: Tx, q: { account: string; by: string; now: Instant; notSince: Instant }): Promise<boolean> {
  const result = await tx
    .insertInto('readiness_ask')
    .values({ account_id: q.account, asked_at: q.now, asked_by: q.by })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet({ asked_at: q.now, asked_by: q.by }).where('readiness_ask.asked_at', '<=', q.notSince),
    )
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}
