import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loginKeyOf, readLogin, readName } from './login-name.ts'

describe('a login name', () => {
  it('SI-10 is the same in every case, Unicode form and with outer spaces', () => {
    for (const form of ['ana.silva', 'ANA.Silva', ' ana.silva\t', 'ａｎａ.silva', 'ana.silva'.normalize('NFD')])
      expect(loginKeyOf(form), form).toBe('ana.silva')
    expect(loginKeyOf('Å')).toBe(loginKeyOf('A\u030a'))
  })
  it('is compared by a key that is its own key', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => loginKeyOf(loginKeyOf(text)) === loginKeyOf(text)))
  })
  it.each([
    ['ana', 'ana'],
    ['Ana.Silva-2_x', 'Ana.Silva-2_x'],
    ['  bo ', 'bo'],
    ['björn', 'björn'],
    ['李雷', '李雷'],
    ['x'.repeat(64), 'x'.repeat(64)],
  ])('may be %s', (typed, kept) => expect(readLogin(typed)).toBe(kept))
  it.each([
    'a',
    'x'.repeat(65),
    'ana@example.org',
    'ana＠example.org',
    'ana silva',
    'ana/../silva',
    '<b>ana',
    'ana\nsilva',
    '',
    '\u0301ana',
    'ana\u202esilva',
    "ana'--",
  ])('EN-6 may not be %j', (typed) => expect(readLogin(typed)).toBeUndefined())
})

describe('a name', () => {
  it('is one line without invisible characters', () => {
    expect(readName('  Ana \u202e Maria\r\nBcc: x@example.org ')).toBe('Ana Maria Bcc: x@example.org')
    expect(readName('Zoë'.normalize('NFD'))).toBe('Zoë'.normalize('NFC'))
  })
  it.each(['', '   ', '\n\u200b', '…', 'x'.repeat(121)])('is not %j', (typed) => expect(readName(typed)).toBeUndefined())
})
