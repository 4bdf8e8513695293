import { expect, test } from 'vitest'
import { actsOf } from './acts-of.ts'

const active = { self: false, state: 'active', sessions: 1, typedOff: [] as string[], twoFactorSince: 1 } as const

test('nobody is offered to change the power of their own account', () => {
  expect(actsOf({ ...active, self: true })).toEqual(['groups'])
})

test('EN-5 an account is offered to be disabled or enabled, whichever it is not', () => {
  expect(actsOf(active)).toContain('disable')
  expect(actsOf(active)).not.toContain('enable')
  expect(actsOf({ ...active, state: 'disabled' })).toContain('enable')
  expect(actsOf({ ...active, state: 'disabled' })).not.toContain('disable')
})

test('TD-9 a new invitation is offered until the set-up was completed once', () => {
  const { twoFactorSince: _, ...without } = active
  expect(actsOf({ ...without, state: 'invited', sessions: 0 })).toContain('invitation')
  expect(actsOf(without)).toContain('invitation')
  expect(actsOf(active)).not.toContain('invitation')
})

test('SI-10 codes can be allowed again only where they are off', () => {
  expect(actsOf(active)).not.toContain('typed')
  expect(actsOf({ ...active, typedOff: ['other'] })).toContain('typed')
})
