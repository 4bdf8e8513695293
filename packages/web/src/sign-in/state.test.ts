import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { expect, test } from 'vitest'
import { after, atFirst, type Happening, type Here, screenOf } from './state.ts'

const view = (given: Partial<SignInView>): SignInView => ({
  step: 'password',
  now: 1_800_000_000_000,
  siteName: 'Northwind',
  mail: true,
  first: false,
  ...given,
})
const lost: RefusalBody = { code: 'unavailable', message: '' }
const name = (given: Partial<SignInView>, here: Here = atFirst) => screenOf(view(given), undefined, here).name
const happened = (...what: Happening[]): Here => what.reduce(after, atFirst)

test('before the first answer the page waits, and says so when the server does not answer', () => {
  expect(screenOf(undefined, undefined, atFirst).name).toBe('loading')
  expect(screenOf(undefined, lost, atFirst)).toEqual({ name: 'unreachable', refusal: lost })
})

test('SI-3 each of the steps of the server is its own screen, also right after a refresh', () => {
  const steps = ['password', 'confirm', 'change-password', 'new-codes', 'wait', 'password-again', 'finish', 'over'] as const
  for (const step of steps) expect(name({ step })).toBe(step)
})

test('a lost connection takes nothing off the screen; waiting for the phone or an administrator it is said', () => {
  expect(screenOf(view({ step: 'confirm' }), lost, atFirst)).toMatchObject({ name: 'confirm', offline: true })
  expect(screenOf(view({ step: 'wait' }), lost, atFirst)).toMatchObject({ name: 'wait', offline: true })
  expect(screenOf(view({ step: 'change-password' }), lost, atFirst).name).toBe('change-password')
})

test('OP-1 without an administrator the page says to open the first link', () => {
  expect(name({ first: true })).toBe('no-administrator')
})

test('"Forgotten password" and back are on this page alone', () => {
  expect(name({}, happened('chose-forgotten'))).toBe('forgotten')
  expect(name({}, happened('chose-forgotten', 'chose-login'))).toBe('password')
  expect(name({ step: 'confirm' }, happened('chose-forgotten'))).toBe('confirm')
})

test('how a sign-in ended is said until the reader goes on', () => {
  for (const over of ['expired', 'not-me', 'finished', 'ended', 'password-marked'] as const) {
    expect(screenOf(view({ step: 'over', over }), undefined, atFirst)).toMatchObject({ name: 'over', why: over })
  }
  expect(name({ step: 'over', over: 'expired' }, happened('started-over'))).toBe('password')
  expect(name({ step: 'over', over: 'left' })).toBe('password')
})

test('SI-15 from a marked password the way on leads to a reset link', () => {
  expect(name({ step: 'over', over: 'password-marked' }, happened('started-over', 'chose-forgotten'))).toBe('forgotten')
})

test('a new sign-in begins with nothing from the last one', () => {
  expect(name({ step: 'over', over: 'expired' }, happened('started-over', 'began'))).toBe('over')
  expect(name({ step: 'finish', codesLow: 2 }, happened('typed-code', 'began'))).toBe('finish')
})

test('RC-4 after a recovery code the reader hears once that few are left; after the phone the page goes straight on', () => {
  const low = { step: 'finish', codesLow: 2 } as const
  expect(screenOf(view(low), undefined, happened('typed-code'))).toMatchObject({ name: 'codes-low', left: 2 })
  expect(name(low, happened('typed-code', 'heard'))).toBe('finish')
  expect(name(low)).toBe('finish')
  expect(name({ step: 'finish' }, happened('typed-code'))).toBe('finish')
})
