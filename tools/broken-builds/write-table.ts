import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Breakage } from './breakage.ts'
import type { RuleBreakage } from './rules/rule.ts'
import { root } from './sources.ts'

const page = join(root, 'docs/regressions.md')
export const rulesPage = join(root, 'docs/seen-to-fail.md')
const [begin, end] = ['<!-- written by npm run broken-builds -->', '<!-- end -->']

const filesOf = (paths: string[]): string => paths.map((path) => `\`${basename(path)}\``).join(', ')

/** The rows of the table in docs/regressions.md, by the number of the case. */
export const tableOf = (breakages: readonly Breakage[], files: Map<string, string[]>): string =>
  [
    '| case | where it happened | the mistake that was made in a copy of our sources | found by |',
    '|---|---|---|---|',
    ...breakages.map(({ id, from, mistake }) => `| ${id} | ${from} | ${mistake} | ${filesOf(files.get(id) ?? [])} |`),
  ].join('\n')

/** The page with the table in it; its other text stays. */
export function withTable(text: string, table: string): string {
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`The page has no place for the table: ${begin} … ${end}`)
  return `${before}${begin}\n\n${table}\n\n${end}${after}`
}

/** Writes down that each of these was found. */
export function writeTable(breakages: readonly Breakage[], files: Map<string, string[]>): void {
  writeFileSync(page, withTable(readFileSync(page, 'utf8'), tableOf(breakages, files)))
  console.log('docs/regressions.md is written')
}

/** What docs/seen-to-fail.md tells of rules that are broken on purpose. */
export const rulesTable = (rules: readonly RuleBreakage[], byTheModel: readonly RuleBreakage[]): string =>
  [
    '| rule | what was wrong in the copy | looked for in |',
    '|---|---|---|',
    ...[...rules, ...byTheModel].map(
      ({ id, mistake, tests, needs }) => `| ${id} | ${mistake}${needs ? ' (on PostgreSQL)' : ''} | ${filesOf(tests)} |`,
    ),
  ].join('\n')

/** Writes down which rules are broken on purpose. */
export function writeRules(rules: readonly RuleBreakage[], byTheModel: readonly RuleBreakage[]): void {
  writeFileSync(rulesPage, withTable(readFileSync(rulesPage, 'utf8'), rulesTable(rules, byTheModel)))
  console.log('docs/seen-to-fail.md is written')
}
