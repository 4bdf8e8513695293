import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

// Nothing falls through: each known case has a test of its name, or a line in docs/regressions.md that says why it cannot apply yet.

/** The published mistakes of comparable products that this house holds itself to. */
const cases = `
  R-01 R-02 R-03 R-04 R-05 R-06 R-07 R-08 R-10 R-11 R-12 R-13 R-15 R-16 R-19 R-20 R-22 R-23 R-25 R-27
  R-28 R-29 R-30 R-31 R-32 R-34 R-36 R-38 R-39 R-41 R-42 R-43 R-44 R-45 R-46
  R-47 R-48 R-50 R-52 R-53 R-54 R-55 R-56 R-57 R-58 R-59 R-60
  R-62 R-63 R-64 R-65 R-66 R-68 R-69 R-71 R-72 R-73 R-74 R-75 R-76
  R-78 R-79 R-80 R-81 R-82 R-84
  R-86 R-87 R-88 R-89 R-90 R-92 R-93 R-94 R-95 R-96 R-97 R-98 R-99`
  .trim()
  .split(/\s+/)

const page = readFileSync(resolve(import.meta.dirname, '../../../../docs/regressions.md'), 'utf8')
const section = (title: string): string => page.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
const idsIn = (text: string): string[] => [...text.matchAll(/^\| (R-\d\d) \|/gm)].map(([, id = '']) => id)

const tested = [
  ...new Set(
    readdirSync(import.meta.dirname)
      .filter((name) => name.endsWith('.test.ts'))
      .flatMap((name) => [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/['`]regress\/(R-\d\d) /g)])
      .map(([, id = '']) => id),
  ),
].sort()
const waiting = idsIn(section('Cannot apply yet'))

it('every case is tested, or listed with the reason why it cannot be yet, and never both', () => {
  expect([...tested, ...waiting].sort()).toEqual(cases)
})

it('the page lists every tested case with the mistake that its test found', () => {
  expect([...new Set(idsIn(section('Seen to fail')))]).toEqual(tested)
})
