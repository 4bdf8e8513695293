import type { PhonePrompt } from '@sparekey/protocol/phone'
import { expect, test } from 'vitest'
import type { OpenPrompt, ScannedPhone, Screen } from '../state/screen.ts'
import { givesWay, promptOn, whereShown, wouldBeSeen } from './where-shown.ts'

const open: OpenPrompt = { device: 'dev_1', prompt: { id: 'prm_1' } as PhonePrompt }
const pairing = { pairing: 'par_1' } as ScannedPhone

test('SI-6 no prompt is asked for while nobody could see it: the app is hidden, or a pairing is under way', () => {
  for (const screen of [
    { name: 'home' },
    { name: 'notices' },
    { name: 'verification-code', device: 'dev_1' },
    { name: 'scan' },
  ] satisfies Screen[]) {
    expect(wouldBeSeen(screen, false), screen.name).toBe(true)
    expect(wouldBeSeen(screen, true), screen.name).toBe(false)
  }
  for (const screen of [
    { name: 'link', secret: { token: '' } },
    { name: 'pair', secret: { token: '' } },
    { name: 'compare', pairing },
  ] satisfies Screen[])
    expect(wouldBeSeen(screen, false), screen.name).toBe(false)
})

test('whoever decides about one prompt is told of another, and not of the same one', () => {
  expect(promptOn({ name: 'deny', open, confirmed: false })).toBe('prm_1')
  expect(promptOn({ name: 'scan', prompt: open })).toBe('prm_1')
  expect(promptOn({ name: 'scan' })).toBeUndefined()
  expect(whereShown({ name: 'deny', open, confirmed: false })).toBe('banner')
})

test('what came of one prompt does not keep the next one from the screen', () => {
  expect(givesWay({ name: 'answered', state: 'confirmed', open, confirmed: false })).toBe(true)
  expect(givesWay({ name: 'answered', state: 'mistaken', open, confirmed: false })).toBe(true)
  expect(givesWay({ name: 'over', why: 'wrong' })).toBe(true)
})

test('nothing that is being read or done is taken off the screen by a prompt', () => {
  const kept: Screen[] = [
    { name: 'answered', state: 'denied', open, confirmed: false },
    { name: 'verification-code', device: 'dev_1' },
    { name: 'notices' },
    { name: 'prompt', open },
    { name: 'compare', pairing },
  ]
  for (const screen of kept) expect(givesWay(screen), screen.name).toBe(false)
})
