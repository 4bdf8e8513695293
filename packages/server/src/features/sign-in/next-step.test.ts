import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Facts, nextStep } from './next-step.ts'

const base: Facts = {
  purpose: 'sign-in',
  startedAs: 'password',
  accountActive: true,
  passwordCurrent: true,
  passwordMarked: false,
  passwordHeldBack: false,
  twoFactor: true,
  deadlinePassed: true,
  confirmed: false,
  methodAllowed: true,
  recovery: 'none',
  passwordAgain: false,
  remembered: false,
  changesPassword: false,
  codesLeft: 10,
}

const flags = {
  accountActive: fc.boolean(),
  passwordCurrent: fc.boolean(),
  passwordMarked: fc.boolean(),
  passwordHeldBack: fc.boolean(),
  twoFactor: fc.boolean(),
}
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  purpose: fc.constantFrom('sign-in' as const, 'act' as const),
  startedAs: fc.constantFrom('password' as const, 'first-start' as const, 'invitation' as const, 'set-up-link' as const, 'set-up' as const),
  ...flags,
  deadlinePassed: fc.boolean(),
  confirmed: fc.boolean(),
  methodAllowed: fc.boolean(),
  recovery: fc.constantFrom('none' as const, 'waiting' as const, 'over' as const, 'may-enter' as const),
  passwordAgain: fc.boolean(),
  remembered: fc.boolean(),
  changesPassword: fc.boolean(),
  codesLeft: fc.integer({ min: 0, max: 10 }),
})

describe('next step', () => {
  it.each<[string, Partial<Facts>, ReturnType<typeof nextStep>]>([
    ['SI-2 an account with two-factor authentication is asked to confirm', {}, { step: 'confirm' }],
    ['SI-2 having no usable method left changes nothing', { codesLeft: 0 }, { step: 'confirm' }],
    [
      'SI-2 an account that was never set up gets in before its deadline',
      { twoFactor: false, deadlinePassed: false },
      { step: 'finish', access: 'one-factor' },
    ],
    ['EN-2 after the deadline sign-in leads to the set-up only', { twoFactor: false }, { step: 'finish', access: 'set-up' }],
    ['SI-12 a confirmed sign-in is finished', { confirmed: true }, { step: 'finish', access: 'full' }],
    [
      'EN-1 SI-12 what the rules no longer allow confirms nothing, also between the answer and the end',
      { confirmed: true, methodAllowed: false },
      { step: 'refuse', reason: 'ended' },
    ],
    ['SI-12 a disabled account gets nowhere', { confirmed: true, accountActive: false }, { step: 'refuse', reason: 'ended' }],
    [
      'SI-12 a password that was changed elsewhere ends it',
      { confirmed: true, passwordCurrent: false },
      { step: 'refuse', reason: 'ended' },
    ],
    [
      'SI-15 a marked password is changed after the confirmation and before the session',
      { confirmed: true, passwordMarked: true },
      { step: 'change-password' },
    ],
    [
      'SI-15 nobody gets past a marked password with the password alone',
      { twoFactor: false, passwordMarked: true, passwordHeldBack: true },
      { step: 'refuse', reason: 'password-marked' },
    ],
    ['RC-4 with no code left a full sign-in makes a new set before going on', { confirmed: true, codesLeft: 0 }, { step: 'new-codes' }],
    ['OP-9 a set-up link opens the set-up and nothing else', { startedAs: 'set-up-link' }, { step: 'finish', access: 'set-up' }],
    ['RR-2 a request that waits can only wait', { recovery: 'waiting' }, { step: 'wait' }],
    ['RR-2 how a request ended is shown by the same page', { recovery: 'over' }, { step: 'wait' }],
    ['RR-8 a suspension lets its browser in, with one factor', { recovery: 'may-enter' }, { step: 'finish', access: 'one-factor' }],
    ['RR-2 on a shared computer the password is asked again', { recovery: 'may-enter', passwordAgain: true }, { step: 'password-again' }],
    [
      'SI-15 a suspension gives no session while the password is marked',
      { recovery: 'may-enter', passwordHeldBack: true },
      { step: 'wait' },
    ],
    [
      'SI-15 a link that an administrator made clears the mark for a confirmed sign-in',
      { confirmed: true, passwordHeldBack: true },
      { step: 'finish', access: 'full' },
    ],
    [
      'SI-15 the sign-in that used the break-glass kit changes a marked password itself',
      { recovery: 'may-enter', passwordHeldBack: true, changesPassword: true },
      { step: 'change-password' },
    ],
    [
      'SI-15 nobody else changes it with the password alone',
      { recovery: 'waiting', passwordHeldBack: true, changesPassword: true },
      { step: 'wait' },
    ],
    [
      'SI-13 a remembered browser skips the confirmation, with one factor',
      { remembered: true },
      { step: 'finish', access: 'one-factor', by: 'remembered-browser' },
    ],
    ['SI-13 it confirms no act', { remembered: true, purpose: 'act' }, { step: 'confirm' }],
    ['SI-15 nor a login whose password is marked', { remembered: true, passwordMarked: true }, { step: 'confirm' }],
    ['SI-15 nor one whose mark an administrator’s link cleared', { remembered: true, passwordHeldBack: true }, { step: 'confirm' }],
    ['SI-13 nor what a link or a set-up began', { remembered: true, startedAs: 'set-up' }, { step: 'confirm' }],
    ['SI-11 a request that waits only waits, in a remembered browser too', { remembered: true, recovery: 'waiting' }, { step: 'wait' }],
    [
      'SI-16 a confirmed login has full access, in a remembered browser too',
      { remembered: true, confirmed: true },
      { step: 'finish', access: 'full' },
    ],
    ['a suspension confirms no act', { purpose: 'act', recovery: 'may-enter' }, { step: 'confirm' }],
    [
      'a fresh confirmation asks for nothing but itself',
      { purpose: 'act', confirmed: true, passwordMarked: true, codesLeft: 0 },
      { step: 'finish', access: 'full' },
    ],
    ['a fresh confirmation needs two-factor authentication', { purpose: 'act', twoFactor: false }, { step: 'refuse', reason: 'ended' }],
  ])('%s', (_name, facts, step) => {
    expect(nextStep({ ...base, ...facts })).toEqual(step)
  })

  it('SI-2 full access always rests on a confirmation, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const step = nextStep(facts)
        if (step.step === 'finish' && step.access === 'full')
          expect(facts).toMatchObject({ confirmed: true, methodAllowed: true, twoFactor: true, accountActive: true })
      }),
    )
  })

  it('SI-15 nobody with a marked password and without a confirmation gets more than a page, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const heldBack = facts.passwordMarked || facts.passwordHeldBack
        if (!heldBack || facts.confirmed || facts.startedAs === 'set-up-link') return
        const { step } = nextStep(facts)
        expect(step).not.toBe('finish')
        if (step === 'change-password') expect(facts).toMatchObject({ recovery: 'may-enter', changesPassword: true })
      }),
    )
  })

  it('SI-13 a remembered browser lets in with one factor, after a typed password that nobody else knows, and nothing more', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const step = nextStep(facts)
        if (step.step !== 'finish' || !step.by) return
        expect(step.access).toBe('one-factor')
        expect(facts).toMatchObject({
          remembered: true,
          purpose: 'sign-in',
          startedAs: 'password',
          passwordMarked: false,
          passwordHeldBack: false,
          twoFactor: true,
          confirmed: false,
          accountActive: true,
          passwordCurrent: true,
        })
      }),
    )
  })
  it('SI-13 without its cookie nothing changes for a remembered browser, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const [without, withIt] = [nextStep({ ...facts, remembered: false }), nextStep({ ...facts, remembered: true })]
        if (JSON.stringify(without) !== JSON.stringify(withIt)) expect(without).toEqual({ step: 'confirm' })
      }),
    )
  })

  it('SI-12 nothing goes on for a disabled account or another password, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        if (!facts.accountActive || !facts.passwordCurrent) expect(nextStep(facts).step).toBe('refuse')
      }),
    )
  })
})
