import { join } from 'node:path'
import { spawnToDie } from './killed-service.ts'

// Stands for a run of the tests: starts something that would wait for ever, says its process id once it works, and waits.

const child = spawnToDie(join(import.meta.dirname, 'waits-for-ever.ts'), { env: {}, signal: new AbortController().signal })
child.stdout?.once('data', () => console.log(`works ${child.pid}`))
setInterval(() => {}, 1_000_000)
