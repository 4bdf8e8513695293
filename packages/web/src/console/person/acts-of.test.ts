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

test('RR-7 two-factor authentication is switched off only where it was set up, and never by the account itself', () => {
  const { twoFactorSince: _, ...without } = active
  expect(actsOf(active)).toContain('two-factor')
  expect(actsOf(without)).not.toContain('two-factor')
  expect(actsOf({ ...active, self: true })).not.toContain('two-factor')
  expect(actsOf({ ...active, state: 'disabled' })).not.toContain('two-factor')
})

test('EN-6 nobody sets a manager or a contact number for themselves', () => {
  expect(actsOf(active)).toEqual(expect.arrayContaining(['manager', 'contact-number']))
  expect(actsOf({ ...active, self: true })).toEqual(['groups'])
})

test('SI-10 codes can be allowed again only where they are off', () => {
  expect(actsOf(active)).not.toContain('typed')
  expect(actsOf({ ...active, typedOff: ['other'] })).toContain('typed')
})
