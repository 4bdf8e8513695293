import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { anywhere } from '../../db/like.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import type { Instant } from '../../kernel/clock.ts'

/** What is looked for. */
export interface RecordSearch {
  person?: string | undefined
  acts?: readonly string[] | undefined
  from?: Instant | undefined
  to?: Instant | undefined
  text?: string | undefined
  before?: { at: Instant; id: string } | undefined
}

type Narrow = (eb: ExpressionBuilder<Tables, 'audit'>) => Expression<SqlBool>

/** The parts that a search falls into, each of which an index has in the right order: a person as subject and as actor, and each act
 * of a kind. A busy administrator or a common act would otherwise be sorted whole for one page. */
function partsOf(q: RecordSearch): Narrow[] {
  const { person, acts } = q
  if (person !== undefined) {
    const actedOnOthers: Narrow = (eb) =>
      eb.and([eb('actor_id', '=', person), eb.or([eb('account_id', 'is', null), eb('account_id', '!=', person)])])
    return [(eb) => eb('account_id', '=', person), actedOnOthers]
  }
  if (acts !== undefined) return acts.map((act) => (eb) => eb('act', '=', act))
  return [(eb) => eb('id', 'is not', null)]
}

const newest = (db: Db, q: RecordSearch, limit: number, part: Narrow) =>
  db
    .selectFrom('audit')
    .select(['id', 'at'])
    .where(part)
    .$if(q.person !== undefined && q.acts !== undefined, (query) => query.where('act', 'in', q.acts ?? []))
    .$if(q.from !== undefined, (query) => query.where('at', '>=', q.from ?? 0))
    .$if(q.to !== undefined, (query) => query.where('at', '<', q.to ?? 0))
    .$if(q.text !== undefined, (query) =>
      query.where('reason', 'is not', null).where(sql<boolean>`lower(reason) like ${anywhere((q.text ?? '').toLowerCase())} escape '\\'`),
    )
    .$if(q.before !== undefined, (query) =>
      query
        .where('at', '<=', q.before?.at ?? 0)
        .where((eb) => eb.or([eb('at', '<', q.before?.at ?? 0), eb('id', '<', q.before?.id ?? '')])),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)

/** Records with where their sign-ins came from, where they themselves do not say. */
const records = (db: Db) =>
  db
    .selectFrom('audit')
    .leftJoin('browser', 'browser.id', 'audit.browser_id')
    .leftJoin('sign_in', 'sign_in.id', 'audit.sign_in_id')
    .select(['audit.id', 'audit.seq', 'audit.at', 'audit.act', 'audit.actor_kind', 'audit.actor_id', 'audit.account_id', 'audit.reason'])
    .select(['audit.detail', 'audit.session_id', 'audit.sign_in_id', 'audit.hash'])
    .select((eb) => [eb.fn.coalesce('audit.ip', 'sign_in.ip').as('ip'), eb.fn.coalesce('sign_in.agent', 'browser.agent').as('agent')])

/** The newest first; the order is the database's own, so that a page begins where the one before it ended. */
export async function listRecord(db: Db, q: RecordSearch, limit: number): Promise<FoundRow[]> {
  const whole = partsOf(q).map((part) => db.selectFrom(newest(db, q, limit, part).as('part')).selectAll())
  const [first, ...others] = whole
  if (!first) return []
  const all = others.reduce((sum, part) => sum.unionAll(part), first)
  const found = await db.selectFrom(all.as('found')).selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  if (found.length === 0) return []
  const rows = await records(db)
    .where(
      'audit.id',
      'in',
      found.map((one) => one.id),
    )
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap((one) => byId.get(one.id) ?? [])
}

export type FoundRow = Awaited<ReturnType<ReturnType<typeof records>['execute']>>[number]

/** Sealed records with a higher number, in their order. */
export const listSealedAfter = (db: Db, seq: number, limit: number): Promise<FoundRow[]> =>
  records(db).where('audit.seq', '>', seq).orderBy('audit.seq').limit(limit).execute()

/** What ids stand for: accounts, phones with their owners, groups. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, { name: string; deleted?: boolean }>> {
  const names = new Map<string, { name: string; deleted?: boolean }>()
  const of = (prefix: string) => ids.filter((id) => id.startsWith(`${prefix}_`))
  const accounts = of('acc')
  if (accounts.length > 0) {
    const rows = await db.selectFrom('account').select(['id', 'name', 'login', 'state']).where('id', 'in', accounts).execute()
    for (const row of rows) names.set(row.id, row.state === 'deleted' ? { name: '', deleted: true } : { name: row.name || row.login })
    await addDeletedNames(
      db,
      names,
      rows.filter((row) => row.state === 'deleted').map((row) => row.id),
    )
  }
  if (of('dev').length > 0) {
    const rows = await db.selectFrom('device').select(['id', 'name']).where('id', 'in', of('dev')).execute()
    for (const row of rows) names.set(row.id, { name: row.name })
  }
  if (of('grp').length > 0) {
    const rows = await db.selectFrom('people_group').select(['id', 'name']).where('id', 'in', of('grp')).execute()
    for (const row of rows) names.set(row.id, { name: row.name })
    if (rows.length < new Set(of('grp')).size) await addDeletedGroups(db, names)
  }
  return names
}

/** The account's row has no name any more; the record of its end does. */
async function addDeletedNames(db: Db, names: Map<string, { name: string; deleted?: boolean }>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await db
    .selectFrom('audit')
    .select(['account_id', 'detail'])
    .where('account_id', 'in', ids)
    .where('act', '=', 'account_deleted')
    .execute()
  for (const row of rows) {
    const { name } = JSON.parse(row.detail) as { name?: string }
    if (row.account_id && name) names.set(row.account_id, { name, deleted: true })
  }
}

/** What groups were called that are there no more; each of these records stands for one whole group, so there are few. */
async function addDeletedGroups(db: Db, names: Map<string, { name: string; deleted?: boolean }>): Promise<void> {
  const rows = await db.selectFrom('audit').select('detail').where('act', '=', 'group_deleted').execute()
  for (const row of rows) {
    const { group, name } = JSON.parse(row.detail) as { group?: string; name?: string }
    if (group && name) names.set(group, { name, deleted: true })
  }
}

/** The last check that was asked for. */
export const lastVerified = (db: Db) =>
  db
    .selectFrom('audit')
    .select(['at', 'detail'])
    .where('act', '=', 'record_verified')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function countUnsealed(db: Db): Promise<number> {
  const row = await db
    .selectFrom('audit')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('seq', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
