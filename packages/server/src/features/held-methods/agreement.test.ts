import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Agreement, comesTo } from './agreement.ts'

const now = 1000
const base: Agreement = { approved: ['ann'], may: ['ann', 'bob', 'cid'], qualify: ['ann', 'bob', 'cid'], startsAt: null }
const people = fc.subarray(['ann', 'bob', 'cid', 'dan'])
const any: fc.Arbitrary<Agreement> = fc
  .record({ approved: people, may: people, qualify: people, startsAt: fc.option(fc.integer({ min: 0, max: 2000 })) })
  .map((one) => ({ ...one, qualify: one.qualify.filter((id) => one.may.includes(id)) }))

describe('AU-4 what the approvals of a held thing come to', () => {
  it.each<[string, Partial<Agreement>, string]>([
    ['one of three', {}, 'needs-second'],
    ['two', { approved: ['ann', 'bob'] }, 'allowed'],
    ['one person twice', { approved: ['ann', 'ann'] }, 'needs-second'],
    ['two of whom one no longer may', { approved: ['ann', 'bob'], may: ['bob', 'cid'], qualify: ['bob', 'cid'] }, 'needs-second'],
    ['two of whom one is new', { approved: ['ann', 'bob'], qualify: ['bob', 'cid'] }, 'needs-second'],
    ['one, alone, before the wait is over', { may: ['ann'], qualify: ['ann'], startsAt: now + 1 }, 'waits'],
    ['one, alone, afterwards', { may: ['ann'], qualify: ['ann'], startsAt: now }, 'allowed'],
    ['one who is alone only since the others lost their right: no wait was told', { may: ['ann'], qualify: ['ann'] }, 'needs-second'],
    ['one after the wait, while two qualify again', { startsAt: now - 1 }, 'needs-second'],
    ['one after the wait, who lost the right', { may: [], qualify: [], startsAt: now - 1 }, 'needs-second'],
    ['a new approver, alone, after the wait', { may: ['ann'], qualify: [], startsAt: now - 1 }, 'allowed'],
    ['nobody', { approved: [], qualify: [], startsAt: now - 1 }, 'needs-second'],
  ])('%s', (_name, given, expected) => {
    expect(comesTo({ ...base, ...given }, now)).toBe(expected)
  })
  it('AU-4 it is never allowed by fewer than two who qualify, unless a wait that was told is over and fewer than two qualify', () => {
    fc.assert(
      fc.property(any, (q) => {
        if (comesTo(q, now) !== 'allowed') return
        const two = q.approved.filter((id) => q.qualify.includes(id)).length >= 2
        const waited = q.startsAt !== null && q.startsAt <= now && q.qualify.length < 2 && q.approved.some((id) => q.may.includes(id))
        expect(two || waited).toBe(true)
      }),
    )
  })
})
