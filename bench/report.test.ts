import { expect, it } from 'vitest'
import { jsonOf, keepsBudget, median, percentile, tableOf } from './report.ts'

it('a figure is judged by its own side of the budget, and not at all without one', () => {
  const figure = { name: 'a', what: 'A', value: 10, unit: 'ms' } as const
  expect(keepsBudget({ ...figure, atMost: 10 })).toBe(true)
  expect(keepsBudget({ ...figure, atMost: 9 })).toBe(false)
  expect(keepsBudget({ ...figure, atLeast: 11 })).toBe(false)
  expect(keepsBudget(figure)).toBeUndefined()
})

it('the table and the JSON line say the same', () => {
  const figure = { name: 'start', what: 'Start', value: 812.4, unit: 'ms', atMost: 800 } as const
  expect(tableOf([figure])).toMatch(/Start +812\.4 ms +≤ 800 ms +MISSED/)
  expect(JSON.parse(jsonOf(figure))).toMatchObject({ name: 'start', value: 812.4, kept: false })
})

it('the middle and the 99th of a hundred are what they are called', () => {
  const hundred = Array.from({ length: 100 }, (_, nth) => 100 - nth)
  expect(median(hundred)).toBe(50.5)
  expect(median([3, 1, 2])).toBe(2)
  expect(percentile(hundred, 0.99)).toBe(99)
  expect(percentile([7], 0.99)).toBe(7)
})
