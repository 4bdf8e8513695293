import type { CaseEvent } from '@sparekey/protocol/recovery'
import { expect, test } from 'vitest'
import { flagsAtDecision, secondNeeded } from './agreeing.ts'

const event = (flags?: CaseEvent['flags']): CaseEvent => ({ at: 1, kind: 'approved', by: 'Ada', params: {}, ...(flags ? { flags } : {}) })

test('RR-4 the flags of the last decision are those that are shown of a closed case', () => {
  expect(flagsAtDecision([])).toBeUndefined()
  expect(flagsAtDecision([event(), event([])])).toEqual([])
  const one = { key: 'phone-used', params: {} }
  expect(flagsAtDecision([event([]), event([one]), event()])).toEqual([one])
})

test('RR-6 a second person is announced until one agreed, and not where the approval waits', () => {
  const two = { flags: [], twoBecause: ['red-flag'], waits: false }
  expect(secondNeeded(two, 0)).toBe(true)
  expect(secondNeeded(two, 1)).toBe(false)
  expect(secondNeeded({ ...two, waits: true }, 0)).toBe(false)
  expect(secondNeeded({ ...two, twoBecause: ['password-too'] }, 0)).toBe(false)
})
