import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LogEvent } from 'kysely'
import { migrate } from '../db/migrate.ts'
import { type Engine, type OpenDatabase, openDatabase } from '../db/open.ts'
import { openPatientSqlite } from './patient-sqlite.ts'

/** A database of its own for one test, with the schema in it. */
export interface TestDatabase extends OpenDatabase {
  url: string
  /** Another connection to the same database, as another node or the CLI would have. Closed together with this one. */
  another(): Promise<OpenDatabase>
}

export interface TestDatabaseOptions {
  /** SQLite in a file, so that several connections can open it. PostgreSQL always can. */
  shared?: boolean
  /** Receives every statement. */
  log?: (event: LogEvent) => void
}

const name = (): string => `sparekey_test_${randomBytes(8).toString('hex')}`

/** @throws if PostgreSQL is asked for and no server is there: `TEST_POSTGRES_URL` names it. */
export async function openTestDatabase(engine: Engine = 'sqlite', options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  if (engine === 'postgres') return await openPostgres(options)
  return options.shared ? await openSqliteFile() : await openInMemory(options)
}

async function openInMemory(options: TestDatabaseOptions): Promise<TestDatabase> {
  const url = 'sqlite::memory:'
  const open = await openDatabase(url, options.log)
  await migrate(open)
  const another = (): Promise<OpenDatabase> => Promise.reject(new Error('A database in memory has one connection: ask for a shared one'))
  return { ...open, url, another }
}

async function openSqliteFile(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-test-'))
  const file = join(folder, 'sparekey.db')
  const first = openPatientSqlite(file)
  await migrate(first)
  const others: OpenDatabase[] = []
  return {
    ...first,
    url: `sqlite:${file}`,
    async another() {
      const other = openPatientSqlite(file)
      others.push(other)
      return other
    },
    async close() {
      for (const open of [...others, first]) await open.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The address of the test server with another database name in it. */
function addressOf(database: string): string {
  const server = process.env.TEST_POSTGRES_URL
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: run this through `npm run test:engines`')
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

async function onServer(...statements: string[]): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: addressOf('postgres') })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

let template: Promise<string> | undefined

/** The schema is migrated once for a test file; every test of it gets a copy. */
async function makeTemplate(): Promise<string> {
  const database = name()
  await onServer(`create database ${database}`)
  const open = await openDatabase(addressOf(database))
  await migrate(open)
  await open.close()
  return database
}

async function openPostgres(options: TestDatabaseOptions): Promise<TestDatabase> {
  template ??= makeTemplate()
  const database = name()
  await onServer(`create database ${database} template ${await template}`)
  const url = addressOf(database)
  const first = await openDatabase(url, options.log)
  const others: OpenDatabase[] = []
  return {
    ...first,
    url,
    async another() {
      const other = await openDatabase(url)
      others.push(other)
      return other
    },
    async close() {
      for (const open of [...others, first]) await open.close()
      await onServer(`drop database ${database} with (force)`)
    },
  }
}
