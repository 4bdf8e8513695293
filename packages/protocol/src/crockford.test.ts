import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crockford, normaliseDigits } from './crockford.ts'

const code = fc.array(fc.constantFrom(...crockford.alphabet), { minLength: 1, maxLength: 20 }).map((letters) => letters.join(''))

describe('RC-2 typed codes', () => {
  it('RC-2 read back from any case, with or without dashes and spaces', () => {
    fc.assert(
      fc.property(code, (text) => {
        expect(crockford.normalise(crockford.grouped(text))).toBe(text)
        expect(crockford.normalise(` ${text.toLowerCase()} `)).toBe(text)
      }),
    )
  })
  it('RC-2 read O as 0 and I and L as 1', () => {
    expect(crockford.normalise('oO-iIlL')).toBe('001111')
  })
  it.each(['', '-', 'U', 'ABCU', 'é', '1+1', '\u0000', '１２３Ａé'])('refuse %j', (text) => {
    expect(crockford.normalise(text)).toBeUndefined()
  })
})

describe('P-08 typed digits', () => {
  it('read full-width digits, spaces and dashes as what they mean', () => {
    expect(normaliseDigits(' １２３-456 ', 6)).toBe('123456')
  })
  it.each(['12345', '1234567', '+12345', '1e5000', '12345a', '٠١٢٣٤٥'])('refuse %j', (text) => {
    expect(normaliseDigits(text, 6)).toBeUndefined()
  })
})
