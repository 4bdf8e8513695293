import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Rule, Sample } from './rule.ts'
import { readSources } from './source.ts'

/** Runs a rule over one sample the way it runs over the house: from files on disk, through the parser. */
function foundIn(rule: Rule, sample: Sample): boolean {
  const root = mkdtempSync(join(tmpdir(), 'sparekey-planted-'))
  try {
    const file = join(root, sample.path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, sample.text)
    return readSources(root).some((source) => rule.find(source).length > 0)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Tries every rule on violations planted for it, and on what it must leave alone.
 * @returns what went wrong, a sentence each */
export function blindRules(rules: readonly Rule[]): string[] {
  return rules.flatMap((rule) => {
    const missed = rule.planted
      .filter((sample) => !foundIn(rule, sample))
      .map((sample) => `does not find what is planted in ${sample.path}: ${sample.text.slice(0, 200)}`)
    const wrong = rule.allowed
      .filter((sample) => foundIn(rule, sample))
      .map((sample) => `finds what is allowed in ${sample.path}: ${sample.text.slice(0, 200)}`)
    const empty = rule.planted.length === 0 ? ['has nothing planted for it'] : []
    return [...missed, ...wrong, ...empty].map((what) => `The rule "${rule.name}" ${what}`)
  })
}
