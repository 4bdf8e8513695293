import { copyFileSync, existsSync } from 'node:fs'
import { type Migration, Migrator } from 'kysely/migration'
import * as house from './migrations/2026-11-22-house.ts'
import * as recovery from './migrations/2026-11-22-recovery.ts'
import type { OpenDatabase } from './open.ts'

/** Every change of the schema in order. A file that has shipped never changes again. */
const migrations: Record<string, Migration> = { '2026-11-22-house': house, '2026-11-22-recovery': recovery }

/** Brings the schema up to this program's. A database file is copied aside first (OP-6).
 * @throws with a sentence for the operator if the database is newer than the program, or a step failed. */
export async function migrate(open: OpenDatabase, file?: string): Promise<void> {
  const migrator = new Migrator({ db: open.db, provider: { getMigrations: async () => migrations } })
  const known = await migrator.getMigrations().catch((error: unknown) => {
    throw newer(error)
  })
  const waiting = known.filter((one) => !one.executedAt)
  if (waiting.length === 0) return
  if (file && existsSync(file) && waiting.length < known.length) copyFileSync(file, `${file}.before-${waiting[0]?.name}`)
  const { error, results } = await migrator.migrateToLatest()
  if (!error) return
  const failed = results?.find((result) => result.status === 'Error')
  if (!failed) throw newer(error)
  throw new Error(
    `The database could not be brought up to date: step ${failed.migrationName} failed. ` +
      `Restore the copy made before it${file ? ` (${file}.before-${waiting[0]?.name})` : ''} and report this.`,
    { cause: error },
  )
}

const newer = (cause: unknown): Error =>
  new Error('The database was written by a newer version of Sparekey. Start that version, or restore a backup.', { cause })
