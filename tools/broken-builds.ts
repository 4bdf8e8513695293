import { breakages } from './broken-builds/breakages.ts'
import { copySources } from './broken-builds/copy.ts'
import { notFound, runRegressions } from './broken-builds/run-regression.ts'
import { regressions, testFiles, unfit } from './broken-builds/sources.ts'
import { writeTable } from './broken-builds/write-table.ts'

// Shows that each regression finds the mistake that it is about: makes the mistake in a copy of the sources, runs that one
// test, and expects it to fail at an assertion.
//   npm run broken-builds               all of them (minutes)
//   npm run broken-builds R-47 R-52     these
//   npm run broken-builds -- --write    all of them, and the table in docs/regressions.md

const args = process.argv.slice(2)
const wanted = args.filter((one) => /^R-\d\d$/.test(one))
const chosen = breakages.filter((one) => wanted.length === 0 || wanted.includes(one.id))
const odd = [
  ...wanted.filter((id) => !breakages.some((one) => one.id === id)).map((id) => `${id} has no breakage`),
  ...chosen.flatMap(unfit),
]
if (odd.length > 0) {
  console.error(odd.join('\n'))
  process.exit(1)
}

const files = testFiles()
const copy = copySources()
process.on('exit', () => copy.remove())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

const needed = [...new Set(chosen.flatMap((one) => files.get(one.id) ?? []))]
const whole = runRegressions(copy.folder, { files: wanted.length > 0 ? needed : [regressions] })
if (whole.broken || whole.failed.length > 0) {
  console.error('The regressions must pass before something is broken:', whole.broken ?? '')
  for (const one of whole.failed) console.error(`  ${one.title}: ${one.why}`)
  process.exit(1)
}

let missed = 0
for (const breakage of chosen) {
  const own = files.get(breakage.id)
  const began = Date.now()
  const mend = copy.breakBy(breakage)
  const why = own ? notFound(runRegressions(copy.folder, { files: own, id: breakage.id }), breakage.id) : 'it has no test'
  mend()
  if (why) missed += 1
  console.log(
    `${breakage.id}  ${why ? 'NOT FOUND' : 'found    '}  ${Date.now() - began} ms  ${breakage.mistake}${why ? `\n      ${why}` : ''}`,
  )
}
console.log(`${chosen.length - missed} of ${chosen.length} mistakes were found by their regressions`)
if (missed === 0 && args.includes('--write')) writeTable(breakages, files)
process.exit(missed === 0 ? 0 : 1)
