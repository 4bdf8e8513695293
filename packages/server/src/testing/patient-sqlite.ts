import { type DatabaseConnection, type Driver, Kysely, type QueryResult } from 'kysely'
import type { OpenDatabase } from '../db/open.ts'
import { openSqlite, sqliteDialect } from '../db/sqlite.ts'

// Several connections of one process cannot wait for each other the way two processes do: SQLite's own waiting
// blocks the only thread, so that the connection which holds the lock could never go on. Here a connection that finds
// the database locked steps back and asks again on the next turn of the event loop.

const sqliteBusy = 5
const isBusy = (error: unknown): boolean => (error as { errcode?: unknown } | null)?.errcode === sqliteBusy
const nextTurn = (): Promise<void> => new Promise((go) => setImmediate(go))

function patientConnection(inner: DatabaseConnection): DatabaseConnection {
  return {
    async executeQuery<R>(query: Parameters<DatabaseConnection['executeQuery']>[0]): Promise<QueryResult<R>> {
      for (;;) {
        try {
          return await inner.executeQuery<R>(query)
        } catch (error) {
          if (!isBusy(error)) throw error
          await nextTurn()
        }
      }
    },
    streamQuery: (query, size) => inner.streamQuery(query, size),
  }
}

function patientDriver(inner: Driver): Driver {
  return {
    init: () => inner.init(),
    acquireConnection: async () => patientConnection(await inner.acquireConnection()),
    beginTransaction: (connection, settings) => inner.beginTransaction(connection, settings),
    commitTransaction: (connection) => inner.commitTransaction(connection),
    rollbackTransaction: (connection) => inner.rollbackTransaction(connection),
    releaseConnection: (connection) => inner.releaseConnection(connection),
    destroy: () => inner.destroy(),
  }
}

/** One of several connections of this process to the same database file, for races. */
export function openPatientSqlite(file: string): OpenDatabase {
  const raw = openSqlite(file)
  raw.exec('pragma busy_timeout = 0')
  // What is tested is who wins, not what a power cut leaves.
  raw.exec('pragma synchronous = off')
  const dialect = sqliteDialect(raw)
  const db: OpenDatabase['db'] = new Kysely({ dialect: { ...dialect, createDriver: () => patientDriver(dialect.createDriver()) } })
  const version = raw.prepare('pragma data_version')
  return {
    db,
    engine: 'sqlite',
    dataVersion: () => Number((version.get() as { data_version: number }).data_version),
    close: () => db.destroy(),
  }
}
