import { afterEach, describe } from 'vitest'
import type { Engine } from '../db/open.ts'
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts'

/** One of the two engines, as the tests of {@link forEachEngine} get it. What they open is closed after each test. */
export interface TestEngine {
  engine: Engine
  open(options?: TestDatabaseOptions): Promise<TestDatabase>
}

const postgresIsThere = (): boolean => Boolean(process.env.TEST_POSTGRES_URL)

/** The engines of this run. `SPAREKEY_ENGINES=all` is set where both must run: then a missing server fails and skips nothing. */
export function enginesOfThisRun(): Engine[] {
  if (process.env.SPAREKEY_ENGINES === 'all' || postgresIsThere()) return ['sqlite', 'postgres']
  return ['sqlite']
}

/** The same list of tests on SQLite and on PostgreSQL. */
export function forEachEngine(name: string, tests: (engine: TestEngine) => void): void {
  for (const engine of enginesOfThisRun()) {
    describe(`${name} [${engine}]`, () => {
      const opened: TestDatabase[] = []
      afterEach(async () => {
        for (const database of opened.splice(0)) await database.close()
      })
      tests({
        engine,
        async open(options) {
          const database = await openTestDatabase(engine, options)
          opened.push(database)
          return database
        },
      })
    })
  }
}
