import { sql } from 'kysely'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { hashPassword } from '../../src/features/passwords/index.ts'
import { makeCodeSet, saveCodeSet } from '../../src/features/recovery-codes/index.ts'
import { days } from '../../src/kernel/clock.ts'
import {
  makeAccountRow,
  makeAnsweringRow,
  makeEmailRow,
  makeNumberRow,
  makeTrustedPhone,
  seededRandom,
  type TestCore,
  type TestEngine,
  type TestPhone,
  testSms,
  testStart,
} from '../../src/testing/index.ts'
import { buildTestApp, type TestApp, testPassword } from '../../src/testing/whole.ts'

// The company that every story happens in. It is made once, its rows are kept, and each story begins with exactly them.

export const people = ['ana', 'ben', 'nia', 'pia', 'pit', 'nils', 'ada', 'abe'] as const
export type Person = (typeof people)[number]

/** Eve is the attacker: she knows the passwords of Ana, Nia and Ada, and has two browsers of her own. */
export const places = {
  'Ana at her desk': { holder: 'ana', ip: '203.0.113.10' },
  'Ana’s laptop': { holder: 'ana', ip: '203.0.113.11' },
  'Eve’s browser': { holder: 'eve', ip: '198.51.100.66' },
  'Eve’s other browser': { holder: 'eve', ip: '192.0.2.66' },
  'Ben at his desk': { holder: 'ben', ip: '203.0.113.12' },
  'Nia at her desk': { holder: 'nia', ip: '203.0.113.13' },
  'Pia at her desk': { holder: 'pia', ip: '203.0.113.20' },
  'Pit at his desk': { holder: 'pit', ip: '203.0.113.21' },
  'Nils at his desk': { holder: 'nils', ip: '203.0.113.22' },
  'Ada at her desk': { holder: 'ada', ip: '203.0.113.23' },
  'Abe at his desk': { holder: 'abe', ip: '203.0.113.24' },
} as const
export type Place = keyof typeof places
export type Holder = Person | 'eve'
export const placeNames = Object.keys(places) as Place[]

/** What is true of somebody on the first day. Nils became an approver two days ago: never one of two. */
const roles: Record<Person, 'member' | 'approver' | 'admin'> = {
  ana: 'member',
  ben: 'member',
  nia: 'member',
  pia: 'approver',
  pit: 'approver',
  nils: 'approver',
  ada: 'admin',
  abe: 'admin',
}
/** In the one group, which approvers answer for. */
const inSales: readonly Person[] = ['ana', 'nia', 'pia', 'pit', 'nils']

const numbersOf = { ana: '+4915110000001', ben: '+4915120000002' }

export interface Member {
  id: string
  login: string
  email: string
  role: 'member' | 'approver' | 'admin'
  inSales: boolean
  emailId: string
  number: { id: string; number: string } | undefined
  phone: TestPhone | undefined
  codeSet: string
  codes: readonly string[]
}

/** The database as the stories find it, and the way back to it. */
export interface Stage {
  app: TestApp
  core: TestCore
  cast: Record<Person, Member>
  group: string
  /** A marked group (RR-6), in which nobody is on the first day. */
  board: string
  /** The password of everybody on the first day. */
  password: string
  /** Makes everything as on the first day. */
  reset(): Promise<void>
  close(): Promise<void>
}

async function makeMember(core: TestCore, person: Person, hash: string): Promise<Member> {
  const now = core.clock.now()
  const role = roles[person]
  const fresh = person === 'nia'
  const account = await makeAccountRow(core, {
    login: person,
    name: person[0]?.toUpperCase() + person.slice(1),
    role,
    password_hash: hash,
    two_factor_since: fresh ? null : now - days(20),
    ...(person === 'nils' ? { role_before: 'member', role_changed_at: now - days(2) } : {}),
  })
  const email = await makeEmailRow(core, account.id)
  const base = { id: account.id, login: account.login, email: email.address, emailId: email.id, role, inSales: inSales.includes(person) }
  if (fresh) return { ...base, number: undefined, phone: undefined, codeSet: '', codes: [] }
  const made = await makeCodeSet(core, { accountId: account.id, weakUntil: 0 })
  await inPlainTransaction(core.db, (tx) => saveCodeSet(core, tx, { accountId: account.id, set: made.set }))
  const hasNumber = person === 'ana' || person === 'ben'
  const number = hasNumber ? await makeNumberRow(core, account.id, { number: numbersOf[person] }) : undefined
  return {
    ...base,
    number: number && { id: number.id, number: number.number },
    phone: await makeTrustedPhone(core, account.id),
    codeSet: made.set,
    codes: made.codes,
  }
}

/** Tables in the order in which they were made, so that what is referred to comes first. */
async function tablesOf(core: TestCore): Promise<string[]> {
  const query =
    core.database.engine === 'sqlite'
      ? sql<{
          name: string
        }>`select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%' order by rowid`
      : sql<{
          name: string
        }>`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%' order by oid`
  return (await query.execute(core.db)).rows.map((row) => row.name)
}

const pastLogin = {
  sign_in_id: null,
  session_id: null,
  result: 'signed-in',
  method: 'phone',
  device_id: null,
  browser_id: null,
  known_browser: 0,
  agent: 'Chrome on Windows',
} as const

type Rows = Record<string, unknown>[]

async function clear(core: TestCore, tables: string[]): Promise<void> {
  const all = tables.toReversed().map((table) => sql`delete from ${sql.table(table)}`)
  if (core.database.engine === 'sqlite') for (const one of all) await one.execute(core.db)
  // In one go: each way to the server and back takes longer than the work.
  else await sql`do $$ begin ${sql.join(all, sql`; `)}; end $$`.execute(core.db)
}

async function fill(core: TestCore, kept: Map<string, Rows>): Promise<void> {
  for (const [table, rows] of kept) {
    if (rows.length === 0) continue
    const columns = Object.keys(rows[0] ?? {})
    const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`)
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`.execute(
      core.db,
    )
  }
}

/** What was so then is new to nobody (RR-6). */
const longAgo = testStart - days(30)

/** Builds the service and the company on one engine. */
export async function setStage(engine: TestEngine): Promise<Stage> {
  const database = await engine.open()
  let random = seededRandom('stage')
  const app = await buildTestApp({
    database,
    config: { sms: testSms },
    random: { bytes: (size) => random.bytes(size), below: (limit) => random.below(limit) },
    resting: true,
  })
  const { core } = app
  const hash = await hashPassword(core, testPassword)
  const [group, board] = ['grp_sales', 'grp_board']
  for (const [id, name] of [
    [group, 'Sales'],
    [board, 'Board'],
  ] as const)
    await core.db.insertInto('people_group').values({ id, name, name_key: name.toLowerCase(), created_at: testStart }).execute()
  const cast = {} as Record<Person, Member>
  for (const person of people) {
    const member = await makeMember(core, person, hash)
    cast[person] = member
    if (!member.inSales) continue
    await core.db.insertInto('membership').values({ group_id: group, account_id: member.id, added_at: longAgo }).execute()
    // Whom they answer for does not follow from where they are: these keep Sales also when they leave it.
    await makeAnsweringRow(core, member.id, group, { added_at: longAgo })
  }
  // SI-13 and RR-8 are off as shipped: the company allows both.
  for (const [group_id, setting, value] of [
    ['', 'rememberDays', '30'],
    ['', 'anyBrowser', 'yes'],
    [board, 'twoApprovers', 'yes'],
  ] as const)
    await core.db
      .insertInto('policy_rule')
      .values({ id: `rul_${setting}`, group_id, setting, value, works_from: 1, revision: 1, made_at: 1, made_by: cast.ada.id })
      .execute()
  // Everybody signed in from their own place before: a place that nobody was ever seen at is a red flag.
  for (const { holder, ip } of Object.values(places))
    if (holder !== 'eve')
      await core.db
        .insertInto('login_event')
        .values({ ...pastLogin, id: `log_${ip}`, account_id: cast[holder].id, ip, at: testStart - days(8) })
        .execute()
  const tables = await tablesOf(core)
  const kept = new Map<string, Rows>()
  for (const table of tables) kept.set(table, (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(core.db)).rows)
  return {
    app,
    core,
    cast,
    group,
    board,
    password: testPassword,
    async reset() {
      await core.db.transaction().execute(async (tx) => {
        await clear({ ...core, db: tx }, tables)
        await fill({ ...core, db: tx }, kept)
      })
      core.clock.set(testStart)
      // The same story draws the same values again, so that it can be shortened.
      random = seededRandom('story')
      core.live.wakeAll()
    },
    // The database is closed by whoever opened it.
    close: () => app.app.close(),
  }
}
