import { expect, test } from 'vitest'
import { standingOf } from './standing.ts'

const now = Date.UTC(2026, 10, 22)

test('RR-10 a phone that was left at home is paused until the suspension ends, and trusted again to the millisecond', () => {
  const account = { state: 'trusted', pausedUntil: now + 1 } as const
  expect(standingOf(account, now)).toBe('paused')
  expect(standingOf(account, now + 1)).toBe('trusted')
})

test('RR-10 a phone that was lost or stolen does not come back by waiting', () => {
  expect(standingOf({ state: 'trusted', pausedUntil: 8_640_000_000_000_000 }, now)).toBe('lost')
})

test('TD-8 blocked, held and removed say more than a pause does', () => {
  for (const state of ['blocked', 'held', 'removed', 'ready'] as const) expect(standingOf({ state, pausedUntil: now + 1 }, now)).toBe(state)
})

test('a phone that was told nothing of a pause is trusted', () => {
  expect(standingOf({ state: 'trusted' }, now)).toBe('trusted')
  expect(standingOf({ state: 'trusted', pausedUntil: undefined }, now)).toBe('trusted')
})
