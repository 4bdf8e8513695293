import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { breakages } from './breakages.ts'
import { root, testFiles, unfit } from './sources.ts'
import { tableOf, withTable } from './write-table.ts'

// Cheap enough for every run: the mistakes themselves are made by `npm run broken-builds`.

describe('the mistakes that are made on purpose', () => {
  it('are one for each regression at least', () => {
    expect([...new Set(breakages.map((one) => one.id))]).toEqual([...testFiles().keys()].sort())
  })

  it.each(breakages.map((one) => [`${one.id}: ${one.mistake}`, one] as const))('%s, still fits the sources', (_id, breakage) => {
    expect(unfit(breakage)).toEqual([])
    for (const { find, replace } of breakage.changes) expect(replace).not.toBe(find)
  })

  it('are in docs/regressions.md as they were found', () => {
    const page = readFileSync(join(root, 'docs/regressions.md'), 'utf8')
    expect(withTable(page, tableOf(breakages, testFiles())), 'run `npm run broken-builds -- --write`').toBe(page)
  })
})
