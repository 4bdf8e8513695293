import { shippedSettings } from '@sparekey/protocol/policy-settings'
import { describe, expect, it } from 'vitest'
import { days } from '../../kernel/clock.ts'
import { deadlineOf, type Scope } from './deadline.ts'
import { shippedRules } from './index.ts'
import { roleSettings, rulesOf, shippedDue } from './rules.ts'

const shipped: Scope = { settings: { ...shippedSettings }, since: {} }
const member = { role: 'member' as const, due_at: shippedDue(days(100)), due_extended_until: null }
const admin = { ...member, role: 'admin' as const }
const role: Scope = { settings: roleSettings('admin'), since: {} }

describe('EN-1 as shipped', () => {
  it('EN-1 two-factor authentication is required of administrators and approvers at once', () => {
    expect(deadlineOf(admin, [shipped, role])).toBe(days(100))
    expect(deadlineOf({ ...admin, role: 'approver' }, [shipped, role])).toBe(days(100))
  })
  it('EN-1 and of everyone else within ten days', () => {
    expect(deadlineOf(member, [shipped])).toBe(days(110))
  })
  it('EN-1 nothing is remembered, marked or for any browser, and all methods confirm; SM-3 but not SMS for who lets others in', () => {
    expect(shippedRules).toMatchObject({ required: true, rememberBrowserFor: 0, twoApprovers: false, anyBrowser: false, matchDigits: 3 })
    expect(shippedRules.methods).toEqual(['phone', 'sms', 'recovery-code', 'verification-code'])
    expect(rulesOf([shippedSettings, roleSettings('approver')]).methods).toEqual(['phone', 'recovery-code', 'verification-code'])
  })
})

describe('EN-2 a deadline', () => {
  const group = (settings: Scope['settings'], since: Scope['since'] = {}): Scope => ({ settings, since })
  it('EN-2 is the earliest that any of the groups asks for', () => {
    expect(deadlineOf(member, [shipped, group({ setUpDays: '3' }), group({ setUpBy: String(days(104)) })])).toBe(days(103))
    expect(deadlineOf(member, [shipped, group({ setUpDays: '90' }), group({ setUpBy: String(days(104)) })])).toBe(days(104))
  })
  it('EN-2 is never before the rule began to hold: nobody was late for it', () => {
    expect(deadlineOf(member, [shipped, group({ setUpDays: '0' }, { setUpDays: days(105) })])).toBe(days(105))
  })
  it('EN-2 counts from when it began to be asked, for somebody who was active long before', () => {
    const free: Scope = { settings: { ...shippedSettings, required: 'no' }, since: {} }
    expect(deadlineOf(member, [free])).toBeUndefined()
    expect(deadlineOf(member, [free, group({ required: 'yes' }, { required: days(300) })])).toBe(days(310))
  })
  it('EN-2 is asked of administrators whatever the rules say', () => {
    const free: Scope = { settings: { ...shippedSettings, required: 'no' }, since: {} }
    expect(deadlineOf(admin, [free, role])).toBe(days(100))
  })
  it('EN-2 is extended for a member, never for who can let others in', () => {
    expect(deadlineOf({ ...member, due_extended_until: days(130) }, [shipped])).toBe(days(130))
    expect(deadlineOf({ ...member, due_extended_until: days(105) }, [shipped])).toBe(days(110))
    expect(deadlineOf({ ...admin, due_extended_until: days(130) }, [shipped, role])).toBe(days(100))
  })
})
