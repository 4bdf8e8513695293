import { Kysely, type LogEvent, PostgresDialect } from 'kysely'
import { openSqlite, sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

export type Engine = 'sqlite' | 'postgres'

/** The database, outside of any transaction. */
export type Db = Kysely<Tables>

export interface OpenDatabase {
  db: Db
  engine: Engine
  /** Changes when another process wrote; constant on PostgreSQL, which notifies. */
  dataVersion(): number
  close(): Promise<void>
}

/** Opens a database by its address.
 * @param url `postgres://…`, or `sqlite:PATH` with `:memory:` allowed
 * @param log receives every statement; for tests that compare the work of two requests */
export async function openDatabase(url: string, log?: (event: LogEvent) => void): Promise<OpenDatabase> {
  const logging = log ? { log } : {}
  if (/^postgres(ql)?:/.test(url)) {
    const { default: pg } = await import('pg')
    // int8 comes as text by default; every integer here is below 2^53.
    pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))
    const pool = new pg.Pool({ connectionString: url, max: 10 })
    // A connection that the server closes must not end the process, whether it is idle or in the middle of a transaction: whoever
    // uses it hears of it by the statement that fails.
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => {}))
    const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }), ...logging })
    return { db, engine: 'postgres', dataVersion: () => 0, close: () => db.destroy() }
  }
  const raw = openSqlite(url.replace(/^sqlite:/, ''))
  const db: Db = new Kysely({ dialect: sqliteDialect(raw), ...logging })
  const version = raw.prepare('pragma data_version')
  const dataVersion = (): number => Number((version.get() as { data_version: number }).data_version)
  return { db, engine: 'sqlite', dataVersion, close: () => db.destroy() }
}
