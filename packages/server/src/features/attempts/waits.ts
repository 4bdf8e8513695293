import { hours, seconds } from '../../kernel/clock.ts'

/** How the waits between wrong answers grow. Times in ms. */
export interface WaitRule {
  /** So many answers in a row before the first wait: the wait follows the `free`th. */
  free: number
  waitFrom: number
  waitUpTo: number
  /** The row is forgotten after so long without an answer; 0 for never. */
  forgetAfter?: number
}

/** Typed methods (SI-10): from 30 s after the 5th to 1 h, never forgotten. */
export const typedWaits: WaitRule = { free: 5, waitFrom: seconds(30), waitUpTo: hours(1) }
/** In a row before typed methods are off in the lane. */
export const typedOffAt = 20
/** Wrong ones in 90 days before they are off, whatever came between. */
export const typedOffTotal = 60
/** Both, for lists that ask it of many accounts at once. */
export const typedOffAfter = { inRow: typedOffAt, total: typedOffTotal }

/** The waits by the number in a row: the last one holds for all beyond it. */
export function waitTable(rule: WaitRule): { inRow: number; wait: number }[] {
  const table: { inRow: number; wait: number }[] = []
  for (let wait = rule.waitFrom, inRow = rule.free; ; wait *= 2, inRow++) {
    table.push({ inRow, wait: Math.min(wait, rule.waitUpTo) })
    if (wait >= rule.waitUpTo) return table
  }
}
