import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import * as house from './migrations/2026-11-22-house.ts'
import * as recovery from './migrations/2026-11-22-recovery.ts'
import * as sealedRecord from './migrations/2026-11-22-sealed-record.ts'
import * as readiness from './migrations/2026-11-22b-readiness.ts'
import * as guard from './migrations/2026-11-22c-guard.ts'
import * as rulesByGroup from './migrations/2026-11-22d-rules-by-group.ts'
import * as theCase from './migrations/2026-11-22e-case.ts'
import * as sms from './migrations/2026-11-22f-sms.ts'
import * as upkeep from './migrations/2026-11-22h-upkeep.ts'
import type { OpenDatabase } from './open.ts'

/** Every change of the schema in order. A file that has shipped never changes again. */
export const shippedMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-22-house': house,
  '2026-11-22-recovery': recovery,
  '2026-11-22-sealed-record': sealedRecord,
  '2026-11-22b-readiness': readiness,
  '2026-11-22c-guard': guard,
  '2026-11-22d-rules-by-group': rulesByGroup,
  '2026-11-22e-case': theCase,
  '2026-11-22f-sms': sms,
  '2026-11-22h-upkeep': upkeep,
}

/** Brings the schema up to this program's. A database file is copied aside first (OP-6).
 * @throws with a sentence for the operator if the database is newer than the program, or a step failed. */
export async function migrate(open: OpenDatabase, file?: string, migrations = shippedMigrations): Promise<void> {
  const migrator = new Migrator({ db: open.db, provider: { getMigrations: async () => migrations } })
  const known = await migrator.getMigrations().catch((error: unknown) => {
    throw newer(error)
  })
  const waiting = known.filter((one) => !one.executedAt)
  const isUpgrade = waiting.length > 0 && waiting.length < known.length
  const copy = file && isUpgrade ? `${file}.before-${waiting[0]?.name}` : undefined
  if (copy) await copyAside(open, copy)
  // Also with nothing to do: this is where steps that only a newer program knows are found.
  const { error, results } = await migrator.migrateToLatest()
  if (!error) return
  const failed = results?.find((result) => result.status === 'Error')
  if (!failed) throw newer(error)
  throw new Error(
    `The database could not be brought up to date: step ${failed.migrationName} failed. ` +
      `${copy ? `Restore the copy made before it (${copy})` : 'Restore a backup'} and report this.`,
    { cause: error },
  )
}

/** A whole copy of the database file, with what still lies in its journal. A copy that an earlier try left is replaced. */
async function copyAside(open: OpenDatabase, copy: string): Promise<void> {
  rmSync(copy, { force: true })
  await sql`vacuum into ${copy}`.execute(open.db)
}

const newer = (cause: unknown): Error =>
  new Error('The database was written by a newer version of Sparekey. Start that version, or restore a backup.', { cause })
