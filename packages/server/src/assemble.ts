import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { endsOf } from './app.ts'
import type { Config } from './config/config.ts'
import type { InstallationKeys } from './config/key-file.ts'
import type { Core } from './core.ts'
import { migrate } from './db/migrate.ts'
import { type OpenDatabase, openDatabase } from './db/open.ts'
import { connectLive } from './features/live/index.ts'
import { type Clock, systemClock } from './kernel/clock.ts'
import { createHashQueue } from './kernel/hash-queue.ts'
import { createLog, type Log } from './kernel/log.ts'
import { createPlaces, type Places } from './kernel/places.ts'
import { type Random, systemRandom } from './kernel/random.ts'
import { createSecrets } from './kernel/secrets.ts'

export interface Assembled {
  core: Core
  database: OpenDatabase
  close(): Promise<void>
}

/** Opens everything that the service or a command works with: the database brought up to date, the keys, the bus.
 * @throws with a sentence for the operator */
export async function assemble(
  config: Config,
  keys: InstallationKeys,
  replaced: { clock?: Clock; random?: Random; log?: Log; places?: Places } = {},
): Promise<Assembled> {
  const file = config.databaseUrl.startsWith('sqlite:') ? config.databaseUrl.slice('sqlite:'.length) : undefined
  if (file && file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = await openDatabase(config.databaseUrl)
  await migrate(database, file)
  const { live, close: closeLive } = await connectLive(database, config.databaseUrl)
  const random = replaced.random ?? systemRandom
  const log = replaced.log ?? createLog(config.logLevel)
  const parts: Omit<Core, 'ends'> = {
    db: database.db,
    clock: replaced.clock ?? systemClock,
    random,
    secrets: createSecrets(keys, random),
    config,
    log,
    live,
    push: keys.vapid,
    hashing: createHashQueue(config.hashing.atOnce, config.hashing.queue),
    places: replaced.places ?? createPlaces(config.geoDatabase, log),
  }
  const close = async (): Promise<void> => {
    await closeLive()
    await database.close()
  }
  return { core: { ...parts, ends: endsOf(parts) }, database, close }
}
