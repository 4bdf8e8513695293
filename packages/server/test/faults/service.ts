import { buildApp } from '../../src/app.ts'
import { assemble } from '../../src/assemble.ts'
import { loadConfig, readKeyRing } from '../../src/config/index.ts'
import { checkKeys } from '../../src/features/installation/index.ts'
import { startJobs } from '../../src/jobs.ts'
import { systemRandom } from '../../src/kernel/random.ts'

// The service as `npm start` runs it, without its pages: a process of its own, made to be killed. Says its port once it listens.

const loaded = loadConfig()
if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
const { config } = loaded
const { core } = await assemble(config, readKeyRing(config.dataDir, systemRandom, loaded.keys))
await checkKeys(core)
const app = await buildApp(core)
startJobs(core)
const address = await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`listening at ${address}`)
