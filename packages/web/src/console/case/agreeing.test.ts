import type { CaseEvent } from '@sparekey/protocol/cases'
import { expect, test } from 'vitest'
import { approvalsOf, flagsAtDecision, secondNeeded } from './agreeing.ts'
import type { Picked } from './picked.ts'

const event = (flags?: CaseEvent['flags']): CaseEvent => ({ at: 1, kind: 'approved', by: 'Ada', params: {}, ...(flags ? { flags } : {}) })

test('RR-4 the flags of the last decision are those that are shown of a closed case', () => {
  expect(flagsAtDecision([])).toBeUndefined()
  expect(flagsAtDecision([event(), event([])])).toEqual([])
  const one = { key: 'phone-used', params: {} }
  expect(flagsAtDecision([event([]), event([one]), event()])).toEqual([one])
})

test('RR-6 who approved another request of the case does not count as one of two for this one', () => {
  const said = (request: string | undefined, decision = 'approved') => ({ name: 'Ada', at: 1, decision, ...(request ? { request } : {}) })
  const answers = [said('req_declined'), said(undefined), said('req_open', 'declined')]
  const picked = (id: string | undefined) => ({ request: id === undefined ? undefined : { id } }) as Picked
  expect(approvalsOf({ answers }, picked('req_open'))).toEqual([])
  expect(approvalsOf({ answers }, picked('req_declined'))).toEqual([answers[0]])
  expect(approvalsOf({ answers }, picked(undefined))).toEqual([answers[1]])
})

test('RR-6 a second person is announced until one agreed, and not where the approval waits', () => {
  const two = { flags: [], twoBecause: ['red-flag'], waits: false }
  expect(secondNeeded(two, 0)).toBe(true)
  expect(secondNeeded(two, 1)).toBe(false)
  expect(secondNeeded({ ...two, waits: true }, 0)).toBe(false)
  expect(secondNeeded({ ...two, twoBecause: ['password-too'] }, 0)).toBe(false)
})
