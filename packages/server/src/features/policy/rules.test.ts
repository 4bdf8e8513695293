import { describe, expect, it } from 'vitest'
import { days } from '../../kernel/clock.ts'
import { dueAt } from './index.ts'

describe('EN-1 as shipped', () => {
  it('EN-1 two-factor authentication is required of administrators and approvers at once', () => {
    expect([dueAt('admin', 5), dueAt('approver', 5)]).toEqual([5, 5])
  })
  it('EN-1 and of everyone else within ten days', () => {
    expect(dueAt('member', 5)).toBe(5 + days(10))
  })
})
