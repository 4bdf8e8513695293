import { expect, test } from 'vitest'
import { pageHref, pageOf } from './paging.ts'

test('an address names its page; whatever is no page number is the first', () => {
  expect(pageOf('3')).toBe(3)
  for (const odd of [null, '', '0', '-1', '1.5', '1e3', 'two', ' 2', '9999999']) expect(pageOf(odd), String(odd)).toBe(1)
  expect(pageOf('999999')).toBe(100_000)
})

test('the links of the list keep the search', () => {
  expect(pageHref('/console/people', 1, '')).toBe('/console/people')
  expect(pageHref('/console/people', 2, 'ana & co')).toBe('/console/people?search=ana+%26+co&page=2')
})
