import { join } from 'node:path'
import { buildApp } from './app.ts'
import { assemble } from './assemble.ts'
import { loadConfig, readKeyRing } from './config/index.ts'
import { watchClock } from './features/clock-watch/index.ts'
import { makeFirstStartLink } from './features/first-start/index.ts'
import { checkKeys } from './features/installation/index.ts'
import { keepCosts } from './features/recovery-codes/index.ts'
import { startJobs } from './jobs.ts'
import { systemRandom } from './kernel/random.ts'
import { problemText, startMessages } from './start/start-messages.ts'

const packages = join(import.meta.dirname, '../..')

/** Reads the configuration, builds the service, listens, and stops cleanly on a signal.
 * @throws with a sentence for the operator */
export async function main(): Promise<void> {
  const loaded = loadConfig()
  if ('problems' in loaded) throw new Error(problemText(loaded.problems, 'sparekey'))
  const { config } = loaded
  const assembled = await assemble(config, readKeyRing(config.dataDir, systemRandom, loaded.keys))
  const { core } = assembled
  await checkKeys(core)
  await keepCosts(core)
  const clock = await watchClock(core)
  const app = await buildApp(core, { web: join(packages, 'web/dist'), phone: join(packages, 'phone/dist') })
  const jobs = startJobs(core)
  const stop = async (): Promise<void> => {
    clock.stop()
    await app.close()
    await jobs.stop()
    await assembled.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  await app.listen({ host: config.host, port: config.port })
  console.log(await startMessages(core, await makeFirstStartLink(core)))
}
