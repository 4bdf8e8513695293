import type { RefusalBody, RefusalCode } from '@sparekey/protocol/errors'

/** `unavailable` with status 0: the server was not reached at all. */
export interface Refused {
  ok: false
  code: RefusalCode
  status: number
  retryAt?: number
  detail?: RefusalBody['detail']
}

/** What asking the server comes to. Refusals are answers, not exceptions. */
export type Outcome<T> = { ok: true; value: T } | Refused

export const unreachable: Refused = { ok: false, code: 'unavailable', status: 0 }
export const isUnreachable = (outcome: Refused): boolean => outcome.status === 0

/** The server answered, but not now: asking again later may help. */
export const isPassing = (outcome: Refused): boolean => outcome.status === 0 || outcome.status >= 500 || outcome.status === 429
