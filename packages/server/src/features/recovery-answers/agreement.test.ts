import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hours, minutes } from '../../kernel/clock.ts'
import { comesTo, pausedUntil, whyTwo } from './agreement.ts'

const plain = { accountRole: 'member', marked: false, disputed: false, hours: 24, flags: 0 } as const

describe('RR-6 two people are needed', () => {
  it.each([
    [plain, []],
    [{ ...plain, accountRole: 'admin' as const }, ['administrator']],
    [{ ...plain, accountRole: 'approver' as const }, ['approver']],
    [{ ...plain, disputed: true }, ['disputed']],
    [{ ...plain, marked: true }, ['marked-group']],
    [{ ...plain, flags: 1 }, ['red-flag']],
    [{ ...plain, flags: 5 }, ['red-flag']],
    [{ ...plain, accountRole: 'admin' as const, disputed: true }, ['administrator', 'disputed']],
  ])('%j → %j', (facts, expected) => expect(whyTwo(facts)).toEqual(expected))
  it('RR-8 beyond 48 h in force within 7 days', () => {
    expect(whyTwo({ ...plain, hours: 48 })).toEqual([])
    expect(whyTwo({ ...plain, hours: 48.1 })).toEqual(['too-long'])
  })
})

describe('RR-6 what approvals come to', () => {
  const [a, b, c] = ['a', 'b', 'c']
  it.each([
    // two, approved, qualify → state
    [false, [a], [a, b], 'in-force'],
    [false, [a], [], 'in-force'],
    [false, [], [a, b], 'needs-second'],
    [true, [a], [a, b], 'needs-second'],
    [true, [a, b], [a, b], 'in-force'],
    [true, [a, b], [a, b, c], 'in-force'],
    // A new approver is not one of two, but where fewer than two qualify anybody’s approval waits.
    [true, [a, c], [a, b], 'needs-second'],
    [true, [c], [a], 'waits'],
    [true, [a], [a], 'waits'],
    [true, [a], [], 'waits'],
    [true, [], [a], 'needs-second'],
  ] as const)('two: %s, approved by %j, of %j → %s', (two, approved, qualify, expected) => {
    expect(comesTo({ two, approved: [...approved], qualify: [...qualify], otherHalf: undefined })).toBe(expected)
  })
  it.each([
    // approved, qualify, other half → state: phone and password are both lost (RR-13)
    [[a], [a, b], [a], 'needs-second'],
    [[b], [a, b], [a], 'in-force'],
    [[a, b], [a, b], [a], 'in-force'],
    [[a], [a], [a], 'waits'],
  ] as const)('RR-13 approved by %j, of %j, the other half by %j → %s', (approved, qualify, other, expected) => {
    expect(comesTo({ two: false, approved: [...approved], qualify: [...qualify], otherHalf: [...other] })).toBe(expected)
  })
  it('one person alone never puts in force what needs two', () => {
    const people = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
    fc.assert(
      fc.property(people, fc.constantFrom('a', 'b'), (qualify, only) => {
        expect(comesTo({ two: true, approved: [only], qualify, otherHalf: undefined })).not.toBe('in-force')
        expect(comesTo({ two: false, approved: [only], qualify, otherHalf: [only] })).not.toBe('in-force')
      }),
    )
  })
})

describe('RR-6 five approvals in an hour', () => {
  const at = (...after: number[]) => after.map((minute) => minutes(minute))
  it('pause for 60 minutes from the fifth on', () => {
    const times = at(0, 10, 20, 30, 40)
    expect(pausedUntil(times.slice(0, 4), minutes(40))).toBeUndefined()
    expect(pausedUntil(times, minutes(40))).toBe(minutes(100))
    expect(pausedUntil(times.toReversed(), minutes(99))).toBe(minutes(100))
    expect(pausedUntil(times, minutes(100))).toBeUndefined()
  })
  it('within exactly an hour count, over a longer time not', () => {
    expect(pausedUntil(at(0, 15, 30, 45, 60), minutes(60))).toBe(minutes(120))
    expect(pausedUntil(at(0, 15, 30, 45, 60.1), minutes(61))).toBeUndefined()
  })
  it('the first one after the pause does not pause again', () => {
    expect(pausedUntil(at(0, 10, 20, 30, 40, 100), minutes(100))).toBeUndefined()
    expect(pausedUntil(at(0, 1, 2, 3, 4, 64, 65, 66, 67, 68), minutes(68))).toBe(minutes(68) + hours(1))
  })
})
