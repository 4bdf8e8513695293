import { expect, test } from 'vitest'
import { bannerRests, daysLeft } from './deadline.ts'

const day = 86_400_000
const hour = day / 24
/** Noon, wherever this runs. */
const now = new Date(2026, 10, 22, 12).getTime()

test('EN-2 the banner counts the days of the calendar, down to 0 on the last one and never below', () => {
  expect(daysLeft(now + 10 * day, now)).toBe(10)
  expect(daysLeft(now + 10 * day, now + 11 * hour)).toBe(10)
  expect(daysLeft(now + day, now)).toBe(1)
  expect(daysLeft(now + 13 * hour, now)).toBe(1)
  expect(daysLeft(now + 11 * hour, now)).toBe(0)
  expect(daysLeft(now - 3 * day, now)).toBe(0)
})

test('EN-2 a day that has 23 or 25 hours counts as one', () => {
  const at = (month: number, date: number) => new Date(2026, month, date, 12).getTime()
  expect(daysLeft(at(3, 5), at(2, 26))).toBe(10)
  expect(daysLeft(at(10, 2), at(9, 23))).toBe(10)
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
