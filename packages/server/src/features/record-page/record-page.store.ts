import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
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

/** A pattern that finds the text anywhere, with what LIKE would read as a wildcard taken literally. */
const anywhere = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

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
export const listRecord = (db: Db, q: RecordSearch, limit: number) =>
  records(db)
    .$if(q.person !== undefined, (query) =>
      query.where((eb) => eb.or([eb('audit.account_id', '=', q.person ?? ''), eb('audit.actor_id', '=', q.person ?? '')])),
    )
    .$if(q.acts !== undefined, (query) => query.where('audit.act', 'in', q.acts ?? []))
    .$if(q.from !== undefined, (query) => query.where('audit.at', '>=', q.from ?? 0))
    .$if(q.to !== undefined, (query) => query.where('audit.at', '<', q.to ?? 0))
    .$if(q.text !== undefined, (query) =>
      query.where('audit.reason', 'is not', null).where(sql<boolean>`lower(audit.reason) like ${anywhere(q.text ?? '')} escape '\\'`),
    )
    .$if(q.before !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('audit.at', '<', q.before?.at ?? 0),
          eb.and([eb('audit.at', '=', q.before?.at ?? 0), eb('audit.id', '<', q.before?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(limit)
    .execute()

export type FoundRow = Awaited<ReturnType<typeof listRecord>>[number]

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
