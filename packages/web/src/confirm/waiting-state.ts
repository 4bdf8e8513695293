import type { RequestView } from '@sparekey/protocol/recovery'
import type { SignInView } from '@sparekey/protocol/sign-in'

/** How it stands with a sign-in that waits for an administrator (RR-2). */
export type Waiting =
  | { state: 'open'; request: RequestView }
  /** Granted, and in force only from then on (RR-6). */
  | { state: 'later'; request: RequestView; startsAt: number }
  /** Access was granted, and the password is marked: it is changed first, in another way (SI-15). */
  | { state: 'password-first' }
  | { state: RequestEnd; request: RequestView }

/** How a request can end without letting in. */
export type RequestEnd = 'declined' | 'expired' | 'stopped' | 'withdrawn' | 'ended'

/** What the waiting page says. A suspension in force would have let in by now; if it did not, the marked password is what is in its way. */
export function waitingOf(view: SignInView): Waiting {
  const { request } = view
  if (!request) return { state: 'password-first' }
  if (request.state === 'open') return { state: 'open', request }
  if (request.state !== 'approved') return { state: request.state, request }
  return request.startsAt !== undefined && request.startsAt > view.now
    ? { state: 'later', request, startsAt: request.startsAt }
    : { state: 'password-first' }
}

/** Something can still come of it, so the page looks again by itself. */
export const mayStillChange = (view: SignInView): boolean => ['open', 'later', 'password-first'].includes(waitingOf(view).state)
