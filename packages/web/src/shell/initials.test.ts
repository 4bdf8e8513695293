import { expect, test } from 'vitest'
import { initialsOf } from './initials.ts'

test('the profile picture shows the first letters of the first and the last word of the name', () => {
  expect(initialsOf('Ana Silva')).toBe('AS')
  expect(initialsOf('ana maria da silva')).toBe('AS')
  expect(initialsOf('Cher')).toBe('C')
})

test('marks stay with their letter, and a name without letters still gives something or nothing, never an error', () => {
  expect(initialsOf('Élodie Ångström')).toBe('ÉÅ')
  expect(initialsOf('E\u0301lodie')).toBe('É')
  expect(initialsOf('山田 太郎').length).toBeGreaterThan(0)
  expect(initialsOf('  ')).toBe('')
  expect(initialsOf('')).toBe('')
})
