import { breakages } from './broken-builds/breakages.ts'
import { copySources } from './broken-builds/copy.ts'
import { breakRegressions } from './broken-builds/regressions.ts'
import { byTheModel } from './broken-builds/rules/by-the-model.ts'
import type { RuleBreakage } from './broken-builds/rules/rule.ts'
import { ruleBreakages } from './broken-builds/rules/rules.ts'
import { runRules, type Tried } from './broken-builds/rules/run-rules.ts'
import { regressionFiles, unfit } from './broken-builds/sources.ts'
import { writeRules, writeTable } from './broken-builds/write-table.ts'

// Shows that tests can fail: makes a mistake in a copy of the sources, runs the tests that are about it, and expects one of them to
// fail at an assertion.
//   npm run broken-builds                      mistakes of others, and every broken rule
//   npm run broken-builds -- regressions       mistakes of others (docs/regressions.md)
//   npm run broken-builds -- rules             broken rules of the specification
//   npm run broken-builds -- model             those that the model test's stories must find
//   npm run broken-builds -- R-47 RR-6 SM-4    these
//   npm run broken-builds -- … --write         and the tables in docs, of what was run whole

const args = process.argv.slice(2)
const wanted = args.filter((one) => /^[A-Z]+-\d+$/.test(one))
const kinds = args.filter((one) => ['regressions', 'rules', 'model'].includes(one))
const all = kinds.length === 0 && wanted.length === 0
const isWanted = (id: string): boolean => wanted.length === 0 || wanted.includes(id)
const mistakes = all || kinds.includes('regressions') || wanted.length > 0 ? breakages.filter((one) => isWanted(one.id)) : []
const rules = all || kinds.includes('rules') || wanted.length > 0 ? ruleBreakages.filter((one) => isWanted(one.id)) : []
const stories = kinds.includes('model') ? byTheModel : []
const known = new Set([...breakages, ...ruleBreakages].map((one) => one.id))
const odd = [
  ...wanted.filter((id) => !known.has(id)).map((id) => `${id} has no breakage`),
  ...[...mistakes, ...rules, ...stories].flatMap(unfit),
]
if (odd.length > 0) {
  console.error(odd.join('\n'))
  process.exit(1)
}

const copy = copySources()
process.on('exit', () => copy.remove())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

/** @returns how many were not found */
async function breakRules(some: readonly RuleBreakage[]): Promise<number> {
  // Only PostgreSQL shows some: `node tools/with-postgres.ts node tools/broken-builds.ts` tries them as well.
  const tried = some.filter((one) => one.needs === undefined || process.env.TEST_POSTGRES_URL)
  let missed = 0
  const tell = ({ breakage, why, found, took }: Tried): void => {
    if (why) missed += 1
    console.log(`${breakage.id}  ${why ? 'NOT FOUND' : 'found    '}  ${took} ms  ${breakage.mistake}\n      ${why ?? found[0]}`)
  }
  await runRules(copy, tried, tell)
  if (tried.length > 0) console.log(`${tried.length - missed} of ${tried.length} broken rules were found`)
  if (tried.length < some.length) console.log(`${some.length - tried.length} need PostgreSQL and were not tried`)
  return missed
}

let missed = await breakRegressions(copy, mistakes, wanted.length === 0)
missed += await breakRules(rules)
// The stories need no shortening to be seen to fail.
process.env.MODEL_ENGINE = 'sqlite'
process.env.MODEL_SHORTEN = 'no'
// More of them than an ordinary run plays, and others each time.
process.env.MODEL_RUNS ??= '400'
missed += await breakRules(stories)
if (missed === 0 && args.includes('--write') && wanted.length === 0) {
  if (mistakes.length > 0) writeTable(breakages, regressionFiles())
  writeRules(ruleBreakages, byTheModel)
}
process.exit(missed === 0 ? 0 : 1)
