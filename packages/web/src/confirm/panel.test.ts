import type { SignInView } from '@sparekey/protocol/sign-in'
import { expect, test } from 'vitest'
import { firstChoice, nextTurn, panelOf, phoneState, spelled } from './panel.ts'

type Phone = NonNullable<SignInView['phone']>
type Prompt = NonNullable<Phone['prompt']>

const now = 1_800_000_000_000
const open: Prompt = {
  id: 'prm_1',
  state: 'open',
  matchCode: '471',
  scanUrl: 'https://example.org/app/#prompt.x.y',
  expiresAt: now + 120_000,
  againAt: now + 30_000,
  seen: false,
  silentAt: now + 15_000,
}
const pixel = { devices: [{ name: 'Pixel 9' }] }

const view = (given: Partial<SignInView> = {}): SignInView => ({
  step: 'confirm',
  now,
  siteName: 'Northwind',
  mail: true,
  first: false,
  phone: { ...pixel, prompt: open },
  methods: [{ kind: 'phone' }, { kind: 'recovery-code', left: 8 }],
  ...given,
})

test('SI-3 the phone comes first, with nothing to click', () => {
  expect(panelOf(view(), undefined)).toBe('phone')
})

test('SI-8 without a phone the other methods come first', () => {
  expect(panelOf(view({ phone: { devices: [] } }), undefined)).toBe('methods')
})

test('SI-2 with no usable method only "Cannot confirm login" is left', () => {
  expect(panelOf(view({ phone: { devices: [] }, methods: [] }), undefined)).toBe('cannot')
  expect(panelOf(view({ phone: { devices: [] }, methods: [] }), 'phone')).toBe('cannot')
})

test('what the reader chose stays while it is there, and gives way when the server takes it away', () => {
  expect(panelOf(view(), 'recovery-code')).toBe('recovery-code')
  expect(panelOf(view({ methods: [] }), 'recovery-code')).toBe('methods')
  expect(panelOf(view(), 'scan')).toBe('scan')
  expect(panelOf(view({ phone: { ...pixel, prompt: { ...open, state: 'ended' } } }), 'scan')).toBe('phone')
  expect(panelOf(view(), 'methods')).toBe('methods')
  expect(panelOf(view(), 'cannot')).toBe('cannot')
})

test('SI-6 a prompt is waited for, then silent after 15 s without a sign of life, unless a phone has shown it', () => {
  const phone: Phone = { ...pixel, prompt: open }
  expect(phoneState(phone, now)).toBe('asking')
  expect(phoneState(phone, now + 15_000)).toBe('silent')
  expect(phoneState({ ...pixel, prompt: { ...open, seen: true } }, now + 15_000)).toBe('seen')
})

test('a prompt past its end is over, whatever was read last', () => {
  expect(phoneState({ ...pixel, prompt: { ...open, seen: true } }, now + 120_000)).toBe('ended')
  expect(phoneState(pixel, now)).toBe('ended')
})

test('SI-15 a prompt without digits is confirmed by scanning only', () => {
  const { matchCode: _, ...undigited } = open
  expect(phoneState({ ...pixel, prompt: undigited }, now)).toBe('scan-only')
})

test('SI-5 the answers of the phone are told apart', () => {
  for (const state of ['confirmed', 'denied', 'mistaken', 'ended'] as const) {
    expect(phoneState({ ...pixel, prompt: { ...open, state } }, now)).toBe(state)
  }
})

test('SI-6 paused is said once nothing is open any more', () => {
  expect(phoneState({ ...pixel, prompt: open, pausedUntil: now + 600_000 }, now)).toBe('asking')
  expect(phoneState({ ...pixel, prompt: { ...open, state: 'mistaken' }, pausedUntil: 0 }, now)).toBe('paused')
  expect(phoneState({ ...pixel, pausedUntil: now + 600_000 }, now)).toBe('paused')
})

test('the page knows when it will look different by itself: at the silence, then at the end', () => {
  const phone: Phone = { ...pixel, prompt: open }
  expect(nextTurn(phone, now)).toBe(open.silentAt)
  expect(nextTurn(phone, open.silentAt)).toBe(open.expiresAt)
  expect(nextTurn(phone, open.expiresAt)).toBeUndefined()
  expect(nextTurn({ ...pixel, prompt: { ...open, state: 'mistaken' } }, now)).toBeUndefined()
})

test('OP-8 a screen reader says the match code digit by digit', () => {
  expect(spelled('471')).toBe('4 7 1')
})

test('SM-1 SI-3 a refresh goes on where a code was sent, as long as it is good', () => {
  const sent = { method: 'sms', to: '34', againAt: now + 60_000, expiresAt: now + 300_000, failed: false } as const
  expect(firstChoice(view())).toBeUndefined()
  expect(firstChoice(view({ sent }))).toBe('sms')
  expect(firstChoice(view({ sent: { ...sent, failed: true } }))).toBeUndefined()
  expect(firstChoice(view({ sent: { ...sent, expiresAt: now } }))).toBeUndefined()
})

test('RR-1 the ways below "Cannot confirm login" are there at a login and never in a fresh confirmation', () => {
  const cannot = { request: 'yes', devices: [], number: false } as const
  for (const choice of ['access-code', 'lost-phone'] as const) {
    expect(panelOf(view({ cannot: { ...cannot, devices: [] } }), choice)).toBe(choice)
    expect(panelOf(view({ purpose: 'act' }), choice)).toBe('cannot')
  }
})
