import { describe, expect, it } from 'vitest'
import { compareSamples, toldApart } from './two-samples.ts'

const upTo = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n)

/** A small generator that gives the same numbers everywhere (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
/** Skewed, as times are. */
const times = (next: () => number, count: number, more = 0): number[] =>
  Array.from({ length: count }, () => 20 - 3 * Math.log(1 - next()) + more)

describe('two samples', () => {
  it('agree with the tables: 1 to 10 against 11 to 20', () => {
    const { shiftP, effect, shapeP } = compareSamples(upTo(1, 10), upTo(11, 20))
    expect(shiftP).toBeCloseTo(0.000182672, 6)
    expect(effect).toBe(-1)
    expect(shapeP).toBeLessThan(0.0005)
  })
  it('that are the same are the same, also where all values are equal', () => {
    expect(compareSamples(upTo(1, 100), upTo(1, 100))).toMatchObject({ shapeP: 1, effect: 0 })
    expect(compareSamples([5, 5, 5], [5, 5, 5, 5])).toEqual({ shiftP: 1, shapeP: 1, effect: 0 })
  })
  it('share ranks where values are equal: by hand, U is 6.5 of 25 and its variance 25 / 12 · (11 − 54 / 90)', () => {
    const { shiftP, effect } = compareSamples([1, 2, 2, 3, 4], [2, 3, 3, 4, 5])
    // erfc(5.5 / √(2 · 21.667))
    expect(shiftP).toBeCloseTo(0.2373686, 6)
    expect(effect).toBeCloseTo(-0.48, 10)
  })
  it('of one distribution are told apart about as often as p says', () => {
    const next = numbers(7)
    const found = Array.from({ length: 400 }, () => compareSamples(times(next, 200), times(next, 200)))
    for (const p of ['shiftP', 'shapeP'] as const) {
      const share = found.filter((one) => one[p] <= 0.05).length / found.length
      expect(share).toBeGreaterThan(0.015)
      expect(share).toBeLessThan(0.09)
    }
  })
  it('of 1,000 each are told apart when one is slower by a tenth of their spread and more', () => {
    const next = numbers(11)
    const same = compareSamples(times(next, 1000), times(next, 1000))
    const slower = compareSamples(times(next, 1000), times(next, 1000, 0.6))
    expect(toldApart(same)).toBe(false)
    expect(toldApart(slower)).toBe(true)
    expect(slower.effect).toBeLessThan(0)
  })
  it('are told apart by their shape where the middle is the same', () => {
    const next = numbers(13)
    const narrow = Array.from({ length: 1000 }, () => 20 + next())
    const wide = Array.from({ length: 1000 }, () => 19 + 3 * next())
    const { shiftP, shapeP } = compareSamples(narrow, wide)
    expect(shiftP).toBeGreaterThan(0.01)
    expect(shapeP).toBeLessThan(1e-6)
  })
})
