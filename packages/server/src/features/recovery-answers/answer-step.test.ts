import { describe, expect, it } from 'vitest'
import { stepOf } from './answer-step.ts'
import type { AnswerRow } from './recovery-answers.store.ts'

const row = (given: Partial<AnswerRow>): AnswerRow =>
  ({
    contact_at: null,
    account_agrees: null,
    account_at: null,
    manager_agrees: null,
    caller_tries: 0,
    caller_ok_at: null,
    decision: null,
    ...given,
  }) as AnswerRow
const contacted = { contact_at: 1 }
const compared = { ...contacted, account_at: 2, account_agrees: 1 as const }

describe('RR-5 each step opens the next', () => {
  it.each([
    [{}, 'contact', 'contact'],
    [contacted, 'account', 'account'],
    [compared, 'caller-code', 'decide'],
    [{ ...compared, caller_ok_at: 3 }, 'decide', 'decide'],
    [{ ...compared, account_agrees: 0 as const }, 'decline-only', 'decline-only'],
    [{ manager_agrees: 0 as const }, 'decline-only', 'decline-only'],
    [{ ...compared, caller_tries: 4 }, 'caller-code', 'decide'],
    [{ ...compared, caller_tries: 5 }, 'barred', 'barred'],
    [{ ...compared, caller_tries: 5, caller_ok_at: 3 }, 'decide', 'decide'],
    [{ ...compared, decision: 'approved' as const }, 'done', 'done'],
    [{ decision: 'declined' as const }, 'done', 'done'],
  ])('%j: %s with a request, %s without', (given, withRequest, without) => {
    expect(stepOf(row(given), true)).toBe(withRequest)
    expect(stepOf(row(given), false)).toBe(without)
  })
  it('nothing was begun: contact', () => expect(stepOf(undefined, true)).toBe('contact'))
})
