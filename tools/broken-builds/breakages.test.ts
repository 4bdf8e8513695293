import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { breakages } from './breakages.ts'
import { byTheModel } from './rules/by-the-model.ts'
import { ruleBreakages } from './rules/rules.ts'
import { regressionFiles, root, unfit } from './sources.ts'
import { rulesPage, rulesTable, tableOf, withTable } from './write-table.ts'

// Cheap enough for every run: the mistakes themselves are made by `npm run broken-builds`.

describe('the mistakes that are made on purpose', () => {
  it('are one for each regression at least', () => {
    expect([...new Set(breakages.map((one) => one.id))]).toEqual([...regressionFiles().keys()].sort())
  })

  it.each(breakages.map((one) => [`${one.id}: ${one.mistake}`, one] as const))('%s, still fits the sources', (_id, breakage) => {
    expect(unfit(breakage)).toEqual([])
    for (const { find, replace } of breakage.changes) expect(replace).not.toBe(find)
  })

  it('are in docs/regressions.md as they were found', () => {
    const page = readFileSync(join(root, 'docs/regressions.md'), 'utf8')
    expect(withTable(page, tableOf(breakages, regressionFiles())), 'run `npm run broken-builds -- --write`').toBe(page)
  })
})

describe('the rules that are broken on purpose', () => {
  const rules = [...ruleBreakages, ...byTheModel]

  it('still fit the sources, each mistake once', () => {
    expect(rules.flatMap(unfit)).toEqual([])
    for (const { mistake, changes } of rules) for (const { find, replace } of changes) expect(replace, mistake).not.toBe(find)
    const told = rules.map((one) => `${one.id} ${one.mistake} ${one.tests.join(' ')}`)
    expect(told.filter((one, place) => told.indexOf(one) !== place)).toEqual([])
  })

  it('are looked for in tests that there are', () => {
    const missing = rules.flatMap((one) => one.tests).filter((file) => !existsSync(join(root, 'packages', file)))
    expect(missing).toEqual([])
  })

  it('are in docs/seen-to-fail.md', () => {
    const page = readFileSync(rulesPage, 'utf8')
    expect(withTable(page, rulesTable(ruleBreakages, byTheModel)), 'run `npm run broken-builds -- rules --write`').toBe(page)
  })
})
