import { expect, test } from 'vitest'
import { t, tNamed } from './messages.ts'

test("places are filled, numbers in the reader's form", () => {
  expect(t('app.offline-why', { site: 'Northwind' })).toContain('does not reach Northwind')
  expect(t('home.waiting', { count: 2 })).toBe('2 logins are waiting')
  expect(t('home.waiting', { count: 1 })).toBe('A login is waiting')
})

test('a key from the server that is unknown falls back', () => {
  expect(tNamed('act.nonsense', { act: 'nonsense' }, 'act.other')).toBe('Something else (nonsense)')
  expect(tNamed('refusal.constructor', { code: 'constructor' }, 'refusal.other')).toContain('constructor')
})
