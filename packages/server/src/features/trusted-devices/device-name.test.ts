import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainName } from './device-name.ts'

describe('a name from outside', () => {
  it.each([
    ['Ada’s phone', 'Ada’s phone'],
    ['  two   spaces\t\n', 'two spaces'],
    ['a\u202egpj.exe', 'a gpj.exe'],
    ['zero\u200bwidth', 'zero width'],
    ['null\u0000byte', 'null byte'],
    ['x'.repeat(80), 'x'.repeat(60)],
    ['📱'.repeat(80), '📱'.repeat(60)],
  ])('%j reads %j', (given, name) => expect(plainName(given)).toBe(name))

  it.each(['', ' ', '\u0000', '\u202e\u202d', '\ud800'])('%j is none', (given) => expect(plainName(given)).toBeUndefined())

  it('whatever comes in, what comes out is one line of text that shows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const name = plainName(given)
        expect(name === undefined || (!/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(name) && name.trim() === name && [...name].length <= 60)).toBe(
          true,
        )
      }),
    )
  })
})
