import { expect, test } from 'vitest'
import { readLink } from './link-token.ts'

const token = 'Abc_-'.repeat(9).slice(0, 43)

test('the purpose is in the path and the token in the fragment', () => {
  expect(readLink('/link/reset', `#${token}`, null)).toEqual({ purpose: 'reset', token })
})

test('after a refresh the token comes from what the tab kept; a new one in the address goes before it', () => {
  expect(readLink('/link/reset', '', token)).toEqual({ purpose: 'reset', token })
  const other = 'z'.repeat(43)
  expect(readLink('/link/reset', `#${other}`, token)).toEqual({ purpose: 'reset', token: other })
})

test('anything else is no link', () => {
  expect(readLink('/link/reset', '', null)).toBeUndefined()
  expect(readLink('/link/nothing', `#${token}`, null)).toBeUndefined()
  expect(readLink('/link/constructor', `#${token}`, null)).toBeUndefined()
  expect(readLink('/link/', `#${token}`, null)).toBeUndefined()
  expect(readLink('/link/reset', `#${token}x`, null)).toBeUndefined()
  expect(readLink('/link/reset', `#${token.slice(1)}!`, null)).toBeUndefined()
})
