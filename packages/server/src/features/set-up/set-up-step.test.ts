import { describe, expect, it } from 'vitest'
import { type SetUpFacts, setUpStep } from './set-up-step.ts'

const base: SetUpFacts = {
  done: false,
  byLink: false,
  longOverdue: false,
  canSendCode: true,
  addressProved: false,
  phoneReady: false,
  numberPossible: false,
  numberDone: false,
  codesAllowed: true,
}

describe('where a set-up goes on', () => {
  it.each<[string, Partial<SetUpFacts>, string]>([
    ['TD-9 it begins with the code to the address', {}, 'address'],
    ['then the phone', { addressProved: true }, 'phone'],
    ['then the codes', { addressProved: true, phoneReady: true }, 'codes'],
    ['a phone that is ready does not stand in for the address', { phoneReady: true }, 'address'],
    ['TD-9 the session of the invitation needs no code', { byLink: true }, 'phone'],
    ['nor mail', { byLink: true, canSendCode: false }, 'phone'],
    ['nor does it come too late', { byLink: true, longOverdue: true, phoneReady: true }, 'codes'],
    ['TD-9 without mail only a new invitation leads to it', { canSendCode: false }, 'blocked'],
    ['mail that broke after the code was typed blocks nothing', { canSendCode: false, addressProved: true }, 'phone'],
    ['TD-9 long after the deadline only a new invitation leads to it', { longOverdue: true }, 'blocked'],
    ['also with a code typed before', { longOverdue: true, addressProved: true, phoneReady: true }, 'blocked'],
    ['TD-1 then the number, where SMS can be sent', { addressProved: true, phoneReady: true, numberPossible: true }, 'number'],
    [
      'after the number, or without it, the codes',
      { addressProved: true, phoneReady: true, numberPossible: true, numberDone: true },
      'codes',
    ],
    ['EN-1 no codes where the rules allow none', { addressProved: true, phoneReady: true, codesAllowed: false }, 'finish'],
    ['and the number all the same', { addressProved: true, phoneReady: true, numberPossible: true, codesAllowed: false }, 'number'],
    ['EN-1 the phone comes first, also without codes', { addressProved: true, codesAllowed: false }, 'phone'],
    ['a number that was typed first does not stand in for the phone', { byLink: true, numberPossible: true, numberDone: true }, 'phone'],
    ['an account that has it needs none', { done: true, byLink: true, addressProved: true, phoneReady: true }, 'done'],
  ])('%s', (_name, facts, step) => expect(setUpStep({ ...base, ...facts })).toBe(step))
})
