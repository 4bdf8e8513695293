import type { MyAnswer } from '@sparekey/protocol/cases'
import { expect, test } from 'vitest'
import { contactChoices, stepsOf } from './steps.ts'

const shown = (mine: Partial<MyAnswer> & Pick<MyAnswer, 'step'>, withRequest = true) =>
  stepsOf(mine, withRequest)
    .map(({ name, state }) => `${name} ${state}`)
    .join(', ')

test('RR-5 each step opens the next', () => {
  expect(shown({ step: 'contact' })).toBe('contact now, account later, caller-code later, decide later')
  expect(shown({ step: 'caller-code' })).toBe('contact done, account done, caller-code now, decide later')
  expect(shown({ step: 'decide' })).toBe('contact done, account done, caller-code done, decide now')
  expect(shown({ step: 'done', decision: 'approved' })).toBe('contact done, account done, caller-code done, decide done')
})

test('RR-7 without a request there is no caller code', () => {
  expect(shown({ step: 'account' }, false)).toBe('contact done, account now, decide later')
})

test('RR-5 after a step that failed none is open', () => {
  const contact = { kind: 'in-person', detail: '', at: 1 } as const
  for (const step of ['decline-only', 'barred'] as const) {
    expect(shown({ step, contact })).toBe('contact done, account later, caller-code later, decide later')
  }
  expect(shown({ step: 'done', decision: 'declined', contact })).not.toContain('now')
})

const account = { id: 'acc_1', login: 'ana', name: 'Ana', role: 'member', groups: [], emails: [] }
const numbers = [{ id: 'num_1', number: '+351 21 555 77', kind: 'contact' }]
const kinds = (...of: Parameters<typeof contactChoices>) => contactChoices(...of).map((one) => (one.missing ? `(${one.kind})` : one.kind))

test('RR-5 a way of contact with nothing on record is shown, and cannot be taken', () => {
  expect(kinds({ disputed: false, numbers: [], account }, false)).toEqual(['in-person', 'live-video', '(call-back)', '(manager)'])
  expect(kinds({ disputed: false, numbers, account: { ...account, manager: 'Bo' } }, false)).toEqual([
    'in-person',
    'live-video',
    'call-back',
    'manager',
  ])
})

test('RR-5 who answers does not vouch as the manager as well', () => {
  const mine = { ...account, manager: 'Bo', managerIsYou: true }
  expect(kinds({ disputed: false, numbers, account: mine }, false)).toEqual(['in-person', 'live-video', 'call-back', '(manager)'])
})

test('RR-3 a disputed request is answered in person or by live video only', () => {
  expect(kinds({ disputed: true, numbers, account }, false)).toEqual(['in-person', 'live-video'])
  expect(kinds({ disputed: false, numbers, account }, true)).toEqual(['in-person', 'live-video'])
})

test('what the service says of the contacts that count holds', () => {
  expect(kinds({ disputed: false, numbers, account, contacts: ['live-video'] }, false)).toEqual(['live-video'])
})
