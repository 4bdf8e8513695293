import type { Clock, Instant } from '../kernel/clock.ts'

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(to: Instant): void
  /** @param by ms */
  advance(by: number): void
}

/** Where every test begins, unless it says otherwise: a Monday morning in UTC. */
export const testStart: Instant = Date.UTC(2027, 2, 1, 9, 0, 0)

export function testClock(start: Instant = testStart): TestClock {
  let now = start
  return {
    now: () => now,
    set(to) {
      now = to
    },
    advance(by) {
      now += by
    },
  }
}
