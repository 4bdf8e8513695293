import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMadeOfWords, passwordLength, passwordText, repeatedUnit } from './password-text.ts'

describe('a password', () => {
  it('EN-3 N-02 counts code points, and is the same composed or not', () => {
    expect(passwordLength('👩‍🚀'.repeat(10))).toBe(30)
    expect(passwordLength('é'.normalize('NFD'))).toBe(1)
    expect(passwordText('é'.normalize('NFD'))).toBe('é'.normalize('NFC'))
  })
  it('EN-3 keeps every character: nothing is trimmed or folded', () => {
    for (const text of [' a ', 'A\t', '\u00a0x', 'ﬁ']) expect(passwordText(text)).toBe(text)
  })
})

describe("EN-3 the account's own words", () => {
  const words = ['ana.silva', 'Ana María Silva', 'ana.silva@bakery.example', 'Example']
  it.each([
    'ana.silva.ana.silva',
    'AnaSilva1985!!!!',
    'ana.silva@bakery.example',
    'Silva-Silva-Silva-Silva',
    'bakerybakery2027',
    'example-example-example',
    'María-Ana-Silva-99',
  ])('%s is made of them', (password) => expect(isMadeOfWords(password, words)).toBe(true))
  it.each([
    'correct horse battery staple',
    'silva plays the accordion',
    'ana ate seven oranges',
    '123456789012345',
    'an-as-il-va-random-words',
  ])('%s is not', (password) => expect(isMadeOfWords(password, words)).toBe(false))
  it('of one or two letters do not count', () => expect(isMadeOfWords('al al al al al al', ['al', 'bo li'])).toBe(false))
  it('never make a password without any of them refused', () => {
    fc.assert(fc.property(fc.string(), (text) => !isMadeOfWords(`${text.replace(/[a-z]/gi, '')}`, ['ana', 'silva'])))
  })
})

it.each([
  ['abab', 'ab'],
  ['aaaa', 'a'],
  ['abcab', 'abcab'],
  ['', ''],
  ['passwordpassword', 'password'],
])('%j repeats %j', (text, unit) => expect(repeatedUnit(text)).toBe(unit))
