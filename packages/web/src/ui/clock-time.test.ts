import { expect, test } from 'vitest'
import { clockTime } from './clock-time.ts'

const at = new Date(2026, 10, 22, 9, 12).getTime()

test('today is told by its time alone, another day with its date', () => {
  expect(clockTime(at, new Date(2026, 10, 22, 23, 59).getTime())).not.toContain('2026')
  expect(clockTime(at, new Date(2026, 10, 23, 0, 1).getTime())).toContain('2026')
})
