import { useCodeCache } from '../../src/start/code-cache.js'

// The service as `npm start` runs it, without its pages: a process of its own, made to be killed. Says its address once it listens.

useCodeCache()
const { assemble } = await import('../../src/assemble.ts')
const { buildApp } = await import('../../src/app.ts')
const { loadConfig, readKeyRing } = await import('../../src/config/index.ts')
const { checkKeys } = await import('../../src/features/installation/index.ts')
const { startJobs } = await import('../../src/jobs.ts')
const { systemRandom } = await import('../../src/kernel/random.ts')

const loaded = loadConfig()
if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
const { config } = loaded
const { core } = await assemble(config, readKeyRing(config.dataDir, systemRandom, loaded.keys))
await checkKeys(core)
const app = await buildApp(core)
startJobs(core)
const address = await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`listening at ${address}`)
