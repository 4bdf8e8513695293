import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockTrouble, learnOffset } from './clock-offset.ts'

const at = Date.UTC(2026, 10, 22)

test('VC-2 whatever the phone’s clock says and whatever was learnt before, one quick answer puts it right within a second', () => {
  const off = fc.integer({ min: -1e11, max: 1e11 })
  const around = fc.integer({ min: -2_000, max: 2_000 })
  fc.assert(
    fc.property(off, fc.oneof(off, around), fc.nat(400), fc.double({ min: 0, max: 1, noNaN: true }), (phoneOff, wrong, tookMs, when) => {
      const askedAt = at + phoneOff
      const answer = { serverTime: Math.round(at + tookMs * when), askedAt, gotAt: askedAt + tookMs }
      expect(Math.abs(learnOffset(wrong - phoneOff, answer) + phoneOff)).toBeLessThan(1000)
    }),
  )
})

test('VC-2 a slow answer does not spoil what is known, and corrects what is wrong by more than it can be', () => {
  const slow = { serverTime: at + 12_000, askedAt: at, gotAt: at + 12_000 }
  expect(learnOffset(0, slow)).toBe(0)
  expect(learnOffset(-60_000, slow)).toBe(6_000)
})

test('VC-2 an answer over which the phone’s clock was set back teaches nothing', () => {
  expect(learnOffset(70, { serverTime: at, askedAt: at, gotAt: at - 3_600_000 })).toBe(70)
})

test('VC-2 a clock that is off by more than 30 s is told, with the way it is off', () => {
  const known = (offset: number) => clockTrouble({ offset, heardAt: at }, at - offset)
  expect(known(30_000)).toBeUndefined()
  expect(known(-30_000)).toBeUndefined()
  expect(known(30_001)).toEqual({ kind: 'off', by: -30_001 })
  expect(known(-90_000)).toEqual({ kind: 'off', by: 90_000 })
})

test('VC-2 a clock that was set back without a network is noticed: the server was heard at a later time', () => {
  expect(clockTrouble({ offset: 0, heardAt: at }, at - 30_001)).toEqual({ kind: 'set-back' })
  expect(clockTrouble({ offset: 0, heardAt: at }, at)).toBeUndefined()
  expect(clockTrouble({ offset: 0, heardAt: 0 }, 0)).toBeUndefined()
})
