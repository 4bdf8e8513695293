import { availableParallelism, cpus, loadavg } from 'node:os'
import { killAll } from './child.ts'
import { fileLengths } from './file-lengths.ts'
import { knownAndUnknown } from './known-and-unknown.ts'
import { pageSizes } from './page-sizes.ts'
import { makePeople } from './people.ts'
import { type Figure, jsonOf, tableOf } from './report.ts'
import { sessionChecks } from './session-checks.ts'
import { sessionChecksInStorm } from './session-checks-in-storm.ts'
import { signIns } from './sign-ins.ts'
import { newSite, removeSite } from './site.ts'
import { startAndMemory } from './start.ts'

/** However slow the machine is, it ends. ms */
const longest = 8 * 60_000
const notYet = ['waiting sign-in pages on one node', 'the same sign-in with 1,000 and 1,000,000 accounts']

const site = await newSite()
const giveUp = setTimeout(() => {
  console.error('The benchmarks took too long.')
  process.exit(1)
}, longest)
process.on('exit', () => {
  killAll()
  removeSite(site)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const cores = availableParallelism()
const busy = loadavg()[0] ?? 0
console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${cores} cores, ${cpus()[0]?.model.trim() ?? ''}`)
if (busy > cores / 4) console.log(`Others keep this machine busy (load ${busy.toFixed(1)}): times and rates are worse than they are.`)

const figures: Figure[] = [...pageSizes(), ...fileLengths()]
const step = async (what: string, measure: () => Promise<Figure[]>): Promise<void> => {
  console.log(`… ${what}`)
  figures.push(...(await measure()))
}

await step('start and memory', () => startAndMemory(site))
// More people than the machine hashes for at once, so that its queue is never empty.
const people = await makePeople(site, cores * 4)
await step('logins', () => signIns(site, people))
await step('session checks', () => sessionChecks(site, people))
await step('session checks during a storm of logins', () => sessionChecksInStorm(site, people))
await step('known and unknown logins in time', () => knownAndUnknown(site, people))
clearTimeout(giveUp)

console.log(`\n${tableOf(figures)}\n`)
console.log(`Not measured yet: ${notYet.join('; ')}.\n`)
for (const figure of figures) console.log(jsonOf({ ...figure }))
process.exit(0)
