import type { RequestView } from '@sparekey/protocol/recovery'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { expect, test } from 'vitest'
import { mayStillChange, waitingOf } from './waiting-state.ts'

const now = 1_800_000_000_000
const request: RequestView = {
  id: 'req_1',
  state: 'open',
  sentAt: now - 60_000,
  expiresAt: now + 72 * 3_600_000,
  shared: false,
  told: 3,
  disputed: false,
  callerCode: { code: 'K7M2QX', changesAt: now + 41_000 },
}
const view = (given: Partial<RequestView> | undefined): SignInView => ({
  step: 'wait',
  now,
  siteName: 'Northwind',
  mail: true,
  first: false,
  ...(given ? { request: { ...request, ...given } } : {}),
})

test('RR-2 an open request waits', () => {
  expect(waitingOf(view({})).state).toBe('open')
  expect(mayStillChange(view({}))).toBe(true)
})

test('RR-2 each way in which a request ends is told apart, and nothing more comes of it', () => {
  for (const state of ['declined', 'expired', 'stopped', 'withdrawn', 'ended'] as const) {
    expect(waitingOf(view({ state }))).toMatchObject({ state, request: { state } })
    expect(mayStillChange(view({ state }))).toBe(false)
  }
})

test('RR-6 an approval that waits says from when it is in force, and the page goes on looking', () => {
  const later = view({ state: 'approved', startsAt: now + 86_400_000 })
  expect(waitingOf(later)).toMatchObject({ state: 'later', startsAt: now + 86_400_000 })
  expect(mayStillChange(later)).toBe(true)
})

test('SI-15 access that is in force and does not let in waits for a new password, with a request or by an access code', () => {
  expect(waitingOf(view({ state: 'approved' })).state).toBe('password-first')
  expect(waitingOf(view({ state: 'approved', startsAt: now })).state).toBe('password-first')
  expect(waitingOf(view(undefined)).state).toBe('password-first')
})
