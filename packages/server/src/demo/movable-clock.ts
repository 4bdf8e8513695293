import type { Clock } from '../kernel/clock.ts'
import { systemClock } from '../kernel/clock.ts'

/** The real time, moved by hand. */
export interface MovableClock extends Clock {
  /** @param by ms, on top of what it was moved already */
  move(by: number): void
  /** To the real time again. */
  back(): void
  /** ms between it and the real time. */
  moved(): number
}

export function createMovableClock(): MovableClock {
  let offset = 0
  return {
    now: () => systemClock.now() + offset,
    move(by) {
      offset += by
    },
    back() {
      offset = 0
    },
    moved: () => offset,
  }
}
