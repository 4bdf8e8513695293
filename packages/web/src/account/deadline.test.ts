import { expect, test } from 'vitest'
import { bannerRests, daysLeft } from './deadline.ts'

const day = 86_400_000
const now = 1_800_000_000_000

test('EN-2 the banner counts whole days, down to 0 on the last one and never below', () => {
  expect(daysLeft(now + 10 * day, now)).toBe(10)
  expect(daysLeft(now + 10 * day - 1, now)).toBe(9)
  expect(daysLeft(now + day - 1, now)).toBe(0)
  expect(daysLeft(now - day, now)).toBe(0)
})

test('EN-2 the banner asks once a day', () => {
  expect(bannerRests(undefined, now)).toBe(false)
  expect(bannerRests(now, now)).toBe(true)
  expect(bannerRests(now - day + 1, now)).toBe(true)
  expect(bannerRests(now - day, now)).toBe(false)
})

test('a clock that was set back does not silence the banner', () => {
  expect(bannerRests(now + 30 * day, now)).toBe(false)
})
