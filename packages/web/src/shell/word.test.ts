import { expect, test } from 'vitest'
import { leaveWord, takeWord } from './word.ts'

test('a word is said once, by the page that it was left for', () => {
  leaveWord('/account/security', 'Pixel 9 is a trusted device now.')
  expect(takeWord('/account/security')).toBe('Pixel 9 is a trusted device now.')
  expect(takeWord('/account/security')).toBeUndefined()
})

test('a word that was left for another page is dropped, not said late', () => {
  leaveWord('/account/security', 'Pixel 9 is a trusted device now.')
  expect(takeWord('/account')).toBeUndefined()
  expect(takeWord('/account/security')).toBeUndefined()
})
