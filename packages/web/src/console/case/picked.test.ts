import type { CaseRequest, MyAnswer } from '@sparekey/protocol/cases'
import { expect, test } from 'vitest'
import { pickedOf } from './picked.ts'

const answer = (step: MyAnswer['step']): MyAnswer => ({ step, callerTriesLeft: 5 })
const request = (id: string, mine = answer('contact'), state: CaseRequest['state'] = 'open'): CaseRequest => ({
  id,
  state,
  sentAt: 1,
  expiresAt: 2,
  message: '',
  agent: 'Chrome on Windows',
  ip: '192.0.2.1',
  knownBrowser: false,
  disputed: false,
  flags: [],
  twoBecause: [],
  waits: false,
  evidence: [],
  mine,
})
const idOf = (...of: Parameters<typeof pickedOf>): string | undefined => {
  const picked = pickedOf(...of)
  return picked && (picked.request?.id ?? 'none')
}

test('RR-1 of several open requests none is picked by itself: it may be the stranger’s', () => {
  expect(idOf({ requests: [request('req_1'), request('req_2')] }, null)).toBeUndefined()
})

test('the only open request is picked, beside closed ones', () => {
  expect(idOf({ requests: [request('req_1', answer('contact'), 'withdrawn'), request('req_2')] }, null)).toBe('req_2')
})

test('what was begun goes on after a refresh', () => {
  expect(idOf({ requests: [request('req_1'), request('req_2', answer('account'))] }, null)).toBe('req_2')
})

test('the one that is asked for holds, if it is open', () => {
  const requests = [request('req_1'), request('req_2'), request('req_3', answer('contact'), 'declined')]
  expect(idOf({ requests }, 'req_1')).toBe('req_1')
  expect(idOf({ requests }, 'req_3')).toBeUndefined()
  expect(idOf({ requests }, 'req_9')).toBeUndefined()
})

test('RR-7 an answer without a request is given only when asked for, or where there is no request', () => {
  const requests = [request('req_1')]
  expect(idOf({ requests, mine: answer('contact') }, null)).toBe('req_1')
  expect(idOf({ requests, mine: answer('contact') }, 'none')).toBe('none')
  expect(idOf({ requests }, 'none')).toBe('req_1')
  expect(idOf({ requests: [], mine: answer('contact') }, null)).toBe('none')
  expect(idOf({ requests: [] }, null)).toBeUndefined()
})
