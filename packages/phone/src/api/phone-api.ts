import type {
  AnsweredPrompt,
  AnswerPrompt,
  OpenedPairing,
  PhoneMe,
  PhoneNotices,
  PhonePrompts,
  PushKey,
  PushSubscription,
  ScannedPairing,
  ScanPairing,
  SignedPhoneAct,
} from '@sparekey/protocol/phone'
import { asDevice, type Device } from './device-token.ts'
import type { Outcome } from './outcome.ts'
import { request } from './request.ts'
import { learnServerTime } from './server-clock.ts'

type Done = { ok: true }

/** Answers that carry the server's time teach it. */
async function timed<T extends { now: number }>(call: Promise<Outcome<T>>): Promise<Outcome<T>> {
  const askedAt = Date.now()
  const outcome = await call
  if (outcome.ok) learnServerTime(outcome.value.now, askedAt)
  return outcome
}

const id = encodeURIComponent

export const phoneApi = {
  openPairing: (secret: { token: string } | { code: string }) =>
    request<OpenedPairing>('POST', '/api/phone/pairings/open', { body: secret }),
  scanPairing: (keys: ScanPairing) => request<ScannedPairing>('POST', '/api/phone/pairings/scan', { body: keys }),

  me: (device: Device) => asDevice(device, (token) => timed(request<PhoneMe>('GET', '/api/phone/me', { token }))),
  prompts: (device: Device) => asDevice(device, (token) => timed(request<PhonePrompts>('GET', '/api/phone/prompts', { token }))),
  notices: (device: Device) => asDevice(device, (token) => timed(request<PhoneNotices>('GET', '/api/phone/notices', { token }))),

  answerPrompt: (prompt: string, answer: AnswerPrompt) =>
    request<AnsweredPrompt>('POST', `/api/phone/prompts/${id(prompt)}/answer`, { body: answer }),
  denyNotice: (notice: string, act: SignedPhoneAct) => request<Done>('POST', `/api/phone/notices/${id(notice)}/not-me`, { body: act }),
  stopNotice: (notice: string, act: SignedPhoneAct) => request<Done>('POST', `/api/phone/notices/${id(notice)}/stop`, { body: act }),
  logOut: (act: SignedPhoneAct) => request<Done>('POST', '/api/phone/log-out', { body: act }),

  pushKey: (device: Device) => asDevice(device, (token) => request<PushKey>('GET', '/api/phone/push-key', { token })),
  keepPush: (device: Device, subscription: PushSubscription) =>
    asDevice(device, (token) => request<Done>('PUT', '/api/phone/push', { body: subscription, token })),
}
