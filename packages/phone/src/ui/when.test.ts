import { expect, test } from 'vitest'
import { ago, exactly, howLong } from './when.ts'

const now = Date.UTC(2026, 10, 22, 12, 0, 0)

test.each([
  [0, 'Just now'],
  [59_999, 'Just now'],
  [60_000, '1 minute ago'],
  [6 * 60_000, '6 minutes ago'],
  [3 * 3_600_000, '3 hours ago'],
  [2 * 86_400_000, '2 days ago'],
  [-5000, 'Just now'],
])('%i ms are "%s"', (passed, text) => {
  expect(ago(now - passed, now)).toBe(text)
})

test('the date is said where it is not today', () => {
  expect(exactly(now - 5 * 86_400_000, now)).toContain('2026')
  expect(exactly(now, now)).not.toContain('2026')
})

test.each([
  [42_000, '42 seconds'],
  [60_000, '1 minute'],
  [7_199_000, '1 hour'],
  [3 * 86_400_000, '3 days'],
])('a difference of %i ms is "%s"', (ms, text) => {
  expect(howLong(ms)).toBe(text)
})
