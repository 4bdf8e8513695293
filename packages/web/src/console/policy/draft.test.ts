import { shippedSettings } from '@sparekey/protocol/policy-settings'
import { expect, test } from 'vitest'
import { changesOf, dayOf, endOfDay, formOf } from './draft.ts'

const end = String(new Date(2026, 11, 24, 23, 59).getTime())

test('EN-1 a form that nobody touched changes nothing, of everyone and of a group', () => {
  expect(changesOf(formOf({ ...shippedSettings, setUpBy: end }), { ...shippedSettings, setUpBy: end }, true)).toEqual([])
  expect(changesOf(formOf({}), {}, false)).toEqual([])
  expect(changesOf(formOf({ methods: 'phone,sms', setUpBy: end }), { methods: 'phone,sms', setUpBy: end }, false)).toEqual([])
})

test('EN-1 only what was changed is named', () => {
  expect(changesOf({ ...formOf(shippedSettings), matchDigits: '4' }, shippedSettings, true)).toEqual([
    { setting: 'matchDigits', value: '4' },
  ])
})

test('EN-1 what a group is to say no more is named with nothing, also its methods once all are ticked', () => {
  const held = { matchDigits: '5', methods: 'phone' }
  const all = { ...formOf(held), matchDigits: '', methods: 'phone,sms,recovery-code,verification-code' }
  expect(changesOf(all, held, false)).toEqual([
    { setting: 'methods', value: null },
    { setting: 'matchDigits', value: null },
  ])
})

test('EN-2 a day lasts until its last minute, in the reader’s calendar', () => {
  expect(endOfDay('2026-12-24')).toBe(Number(end))
  expect(dayOf(end)).toBe('2026-12-24')
  expect(changesOf({ ...formOf({}), setUpBy: '2026-12-24' }, {}, false)).toEqual([{ setting: 'setUpBy', value: end }])
  expect(endOfDay('')).toBeUndefined()
})
