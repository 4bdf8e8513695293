import { type CompiledQuery, sql } from 'kysely'
import type { Db } from '../../src/db/open.ts'
import type { TestCore } from '../../src/testing/test-core.ts'

export type Row = Record<string, unknown>
/** Every row of every table. */
export type Whole = ReadonlyMap<string, readonly Row[]>

/** What differs between two states, by table: rows that went and rows that came. A changed row is one of each. */
export type Difference = Record<string, { gone: Row[]; came: Row[] }>

/** A database that is looked at whole before and after each request, and put back after one that changed it. */
export interface WholeDatabase {
  /** The state that every request finds. */
  readonly start: Whole
  /** What changed since; undefined if nothing did. */
  changes(): Promise<Difference | undefined>
  /** Puts the start back, in the tables of the difference. */
  restore(difference: Difference): Promise<void>
}

const bookkeeping = /^(kysely_|sqlite_)/

async function read(db: Db, tables: readonly string[]): Promise<Whole> {
  const whole = new Map<string, Row[]>()
  for (const table of tables) whole.set(table, (await sql<Row>`select * from ${sql.table(table)}`.execute(db)).rows)
  return whole
}

const keyed = (rows: readonly Row[]): Map<string, Row> => new Map(rows.map((row) => [JSON.stringify(row), row]))

function compare(before: Whole, after: Whole): Difference | undefined {
  const difference: Difference = {}
  for (const [table, rows] of before) {
    const [old, now] = [keyed(rows), keyed(after.get(table) ?? [])]
    const gone = [...old].filter(([key]) => !now.has(key)).map(([, row]) => row)
    const came = [...now].filter(([key]) => !old.has(key)).map(([, row]) => row)
    if (gone.length + came.length > 0) difference[table] = { gone, came }
  }
  return Object.keys(difference).length > 0 ? difference : undefined
}

/** A number that grows with every row that is written; undefined where there is none to ask for cheaply. */
async function writesSoFar(core: TestCore): Promise<number | undefined> {
  if (core.database.engine !== 'sqlite') return undefined
  const { rows } = await sql<{ n: number }>`select total_changes() as n`.execute(core.db)
  return rows[0]?.n
}

/** One statement that says of each table whether it is as it was. */
const digestsOf = (tables: readonly string[]) =>
  sql<Row>`select ${sql.join(
    tables.map(
      (name) => sql`(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${sql.table(name)} t) as ${sql.ref(name)}`,
    ),
  )}`

/** Takes the state as it is now for the one that every request finds. */
export async function watchWhole(core: TestCore): Promise<WholeDatabase> {
  const { db } = core
  const postgres = core.database.engine === 'postgres'
  const tables = (await db.introspection.getTables()).map(({ name }) => name).filter((name) => !bookkeeping.test(name))
  const start = await read(db, tables)
  const mark = async (): Promise<unknown> =>
    postgres ? JSON.stringify((await digestsOf(tables).execute(db)).rows) : await writesSoFar(core)
  let marked = await mark()

  /** Foreign keys would ask for an order of the tables; the whole that is put back keeps them by itself. */
  const withoutForeignKeys = async (work: (run: (query: CompiledQuery) => Promise<unknown>) => Promise<void>): Promise<void> => {
    await db.connection().execute(async (one) => {
      const set = (on: boolean) =>
        postgres ? `set session_replication_role = ${on ? 'origin' : 'replica'}` : `pragma foreign_keys = ${on ? 'on' : 'off'}`
      await sql.raw(set(false)).execute(one)
      await work((query) => one.executeQuery(query))
      await sql.raw(set(true)).execute(one)
    })
  }

  return {
    start,
    async changes() {
      const now = await mark()
      if (now === marked) return undefined
      marked = now
      return compare(start, await read(db, tables))
    },
    async restore(difference) {
      await withoutForeignKeys(async (run) => {
        for (const table of Object.keys(difference)) {
          await run(sql`delete from ${sql.table(table)}`.compile(db))
          for (const row of start.get(table) ?? []) {
            const names = Object.keys(row)
            await run(
              sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))}) values (${sql.join(names.map((name) => row[name]))})`.compile(
                db,
              ),
            )
          }
        }
      })
      // Sessions are kept in memory for a second; what was put back is not what they were read from.
      core.live.wakeAll()
      marked = await mark()
    },
  }
}
