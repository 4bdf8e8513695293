import { existsSync } from 'node:fs'
import { type Assembled, assemble } from '../assemble.ts'
import { keyFileOf, loadConfig, readKeyRing } from '../config/index.ts'
import { checkKeys } from '../features/installation/index.ts'
import { systemRandom } from '../kernel/random.ts'
import { problemText } from '../start/start-messages.ts'
import { Misuse } from './command.ts'

/** Runs `work` on the installation that this configuration names, beside the server if that is running.
 * @throws with a sentence for the operator */
export async function withInstallation<T>(work: (opened: Assembled) => Promise<T>): Promise<T> {
  const loaded = loadConfig()
  if ('problems' in loaded) throw new Error(problemText(loaded.problems, 'sparekey'))
  // A command in the wrong folder must not begin a new installation there.
  if (!loaded.keys && !existsSync(keyFileOf(loaded.config.dataDir))) {
    throw new Misuse(`There is no installation in ${loaded.config.dataDir}. Run this where the service runs, with its configuration.`)
  }
  // What a command has to say stands on its own lines; the log of the service is the service's.
  const config = { ...loaded.config, logLevel: 'error' }
  const opened = await assemble(config, readKeyRing(config.dataDir, systemRandom, loaded.keys))
  try {
    await checkKeys(opened.core)
    return await work(opened)
  } finally {
    await opened.close()
  }
}
