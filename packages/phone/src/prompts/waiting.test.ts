import type { PhonePrompt } from '@sparekey/protocol/phone'
import { expect, test } from 'vitest'
import type { PhoneState } from '../state/phone.ts'
import { isWaiting, successorOf, waitingPrompts } from './waiting.ts'

const prompt = (id: string, more: Partial<PhonePrompt> = {}): PhonePrompt => ({
  id,
  account: 'acc_1',
  accountName: 'Ana',
  login: 'ana',
  subject: 'sgn_1',
  purpose: 'sign-in',
  act: '',
  params: '{}',
  site: 'Northwind',
  agent: 'Chrome on Linux',
  ip: '192.0.2.1',
  newBrowser: false,
  digits: 3,
  scanOnly: false,
  at: 1000,
  expiresAt: 121_000,
  ...more,
})

function stateWith(prompts: Record<string, PhonePrompt[]>, accounts: [device: string, account: string][]): PhoneState {
  return {
    loaded: true,
    keyless: [],
    pairing: undefined,
    current: undefined,
    noticesSeen: {},
    accounts: accounts.map(([device, account]) => ({ device, account }) as PhoneState['accounts'][number]),
    views: Object.fromEntries(Object.entries(prompts).map(([device, list]) => [device, { looked: true, reached: true, prompts: list }])),
  }
}

test('TD-6 prompts of all accounts are shown, the newest first', () => {
  const state = stateWith({ dev_1: [prompt('prm_1', { at: 1000 })], dev_2: [prompt('prm_2', { account: 'acc_2', at: 2000 })] }, [
    ['dev_1', 'acc_1'],
    ['dev_2', 'acc_2'],
  ])
  expect(waitingPrompts(state, 3000).map((one) => [one.prompt.id, one.device])).toEqual([
    ['prm_2', 'dev_2'],
    ['prm_1', 'dev_1'],
  ])
})

test('a prompt of one account that is here twice is shown once, for the device paired last', () => {
  const state = stateWith({ dev_1: [prompt('prm_1')], dev_2: [prompt('prm_1')] }, [
    ['dev_1', 'acc_1'],
    ['dev_2', 'acc_1'],
  ])
  expect(waitingPrompts(state, 2000).map((one) => one.device)).toEqual(['dev_2'])
})

test('SI-4 a prompt is over when its time is, also without a network', () => {
  const state = stateWith({ dev_1: [prompt('prm_1')] }, [['dev_1', 'acc_1']])
  expect(isWaiting(state, prompt('prm_1'), 120_999)).toBe(true)
  expect(isWaiting(state, prompt('prm_1'), 121_000)).toBe(false)
})

test('a prompt for an account that this device does not belong to is never shown', () => {
  const state = stateWith({ dev_1: [prompt('prm_1', { account: 'acc_9' })] }, [['dev_1', 'acc_1']])
  expect(waitingPrompts(state, 2000)).toEqual([])
})

test('SI-3 "Send again" takes the place of the prompt that it ended, and nothing else does', () => {
  const ended = prompt('prm_1')
  const next = (more: Partial<PhonePrompt>) => successorOf(stateWith({ dev_1: [prompt('prm_2', more)] }, [['dev_1', 'acc_1']]), ended, 2000)
  expect(next({})?.prompt.id).toBe('prm_2')
  expect(next({ subject: 'sgn_2' })).toBeUndefined()
  expect(next({ purpose: 'act' })).toBeUndefined()
  expect(next({ act: 'remove-device' })).toBeUndefined()
  expect(next({ params: '{"device":"dev_2"}' })).toBeUndefined()
})
