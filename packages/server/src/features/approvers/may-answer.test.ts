import type { Role } from '@sparekey/protocol/common'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { days } from '../../kernel/clock.ts'
import { type AnswerFacts, highestRole, isNewApprover, whyNotAnswer } from './may-answer.ts'

const facts = (given: Partial<AnswerFacts>): AnswerFacts => ({
  self: false,
  role: 'admin',
  accountRole: 'member',
  sharesGroup: true,
  changedIt: false,
  anotherMay: true,
  ...given,
})

describe('RR-6 who may answer', () => {
  // [who answers, for whom, in a common group] → why not
  const table: [Role, Role, boolean, string | undefined][] = [
    ['admin', 'member', true, undefined],
    ['admin', 'member', false, undefined],
    ['admin', 'approver', false, undefined],
    ['admin', 'admin', false, undefined],
    ['approver', 'member', true, undefined],
    ['approver', 'member', false, 'not-your-group'],
    ['approver', 'approver', true, 'role'],
    ['approver', 'approver', false, 'role'],
    ['approver', 'admin', true, 'role'],
    ['approver', 'admin', false, 'role'],
    ['member', 'member', true, 'role'],
    ['member', 'approver', true, 'role'],
    ['member', 'admin', true, 'role'],
  ]
  it.each(table)('%s for %s, common group: %s → %s', (role, accountRole, sharesGroup, expected) => {
    expect(whyNotAnswer(facts({ role, accountRole, sharesGroup }))).toBe(expected)
  })
  it('nobody answers for themselves, whatever else holds', () => {
    const role = fc.constantFrom<Role>('member', 'approver', 'admin')
    const any = fc.record({ role, accountRole: role, sharesGroup: fc.boolean(), changedIt: fc.boolean(), anotherMay: fc.boolean() })
    fc.assert(fc.property(any, (given) => whyNotAnswer(facts({ ...given, self: true })) === 'own-account'))
  })
  it('who changed the contact data answers only where nobody else may', () => {
    expect(whyNotAnswer(facts({ changedIt: true, anotherMay: true }))).toBe('changed-account')
    expect(whyNotAnswer(facts({ changedIt: true, anotherMay: false }))).toBeUndefined()
    expect(whyNotAnswer(facts({ role: 'approver', changedIt: true, anotherMay: true }))).toBe('changed-account')
  })
})

describe('RR-6 roles over 7 days', () => {
  const now = days(100)
  const account = (role: Role, before: Role | null, daysAgo: number | null) => ({
    role,
    role_before: before,
    role_changed_at: daysAgo === null ? null : now - days(daysAgo),
    created_at: now - days(90),
  })
  it.each([
    ['member', null, null, 'member'],
    ['member', 'admin', 1, 'admin'],
    ['member', 'admin', 6.9, 'admin'],
    ['member', 'admin', 7, 'member'],
    ['member', 'approver', 3, 'approver'],
    ['admin', 'member', 1, 'admin'],
    ['approver', 'admin', 2, 'admin'],
  ] as const)('an account that is %s, was %s and changed %s days ago is protected as %s', (role, before, ago, expected) => {
    expect(highestRole(account(role, before, ago), now)).toBe(expected)
  })
  it.each([
    ['admin', null, null, false],
    ['admin', 'member', 1, true],
    ['admin', 'member', 7, false],
    ['approver', 'member', 6, true],
    ['approver', 'admin', 1, false],
    ['admin', 'approver', 2, true],
  ] as const)('who is %s, was %s and changed %s days ago is new: %s', (role, before, ago, expected) => {
    expect(isNewApprover(account(role, before, ago), now)).toBe(expected)
  })
  it('an account that was made with its role is new for 7 days', () => {
    expect(isNewApprover({ ...account('admin', null, null), created_at: now - days(6) }, now)).toBe(true)
    expect(isNewApprover({ ...account('admin', null, null), created_at: now - days(7) }, now)).toBe(false)
  })
})
