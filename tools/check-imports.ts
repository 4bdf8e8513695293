import { resolve } from 'node:path'
import { blindLint } from './house-rules/biome-bites.ts'
import { rules } from './house-rules/rules.ts'
import { blindRules } from './house-rules/rules-still-bite.ts'
import { readSources } from './house-rules/source.ts'

// The rules of the house that no other tool checks: who may import whom, where SQL, time and randomness come from, who makes
// a session. First every rule is tried on violations planted for it: one that no longer finds them fails the check.

const root = resolve(import.meta.dirname, '..')
/** Files that every look at the house must have seen; without them it looked at the wrong place. */
const landmarks = ['packages/server/src/core.ts', 'packages/web/src/api/request.ts', 'packages/protocol/src/errors.ts']

const blind = [...blindRules(rules), ...blindLint(root)]
const sources = readSources(root)
const missing = landmarks.filter((path) => !sources.some((source) => source.path === path))
const findings = sources.flatMap((source) => rules.flatMap((rule) => rule.find(source).map((finding) => ({ ...finding, rule: rule.name }))))

for (const sentence of blind) console.error(sentence)
for (const path of missing) console.error(`The check did not see ${path}`)
for (const { path, line, what, rule } of findings) console.error(`${path}:${line}  ${what}\n    ${rule}`)

const failed = blind.length + missing.length + findings.length > 0
console.log(
  `${sources.length} files, ${rules.length} rules, each of which found what was planted for it: ${failed ? 'failed' : 'in order'}`,
)
process.exit(failed ? 1 : 0)
