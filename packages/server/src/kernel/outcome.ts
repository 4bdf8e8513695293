import type { RefusalCode } from '@sparekey/protocol/errors'
import type { Instant } from './clock.ts'

/** A "no" that is part of the game: a wrong code, too many tries. Returned, never thrown,
 * because an exception would undo the attempt's count with its transaction (DESIGN §2). */
export interface Refused {
  readonly ok: false
  readonly code: RefusalCode
  /** When trying again makes sense. */
  readonly retryAt?: Instant
  /** What the page needs to say it well; never a secret. */
  readonly detail?: Record<string, string | number>
}

export type Done<T> = { readonly ok: true } & T
export type Outcome<T = unknown> = Done<T> | Refused

export const refused = (code: RefusalCode, more: Omit<Refused, 'ok' | 'code'> = {}): Refused => ({
  ok: false,
  code,
  ...more,
})

export const done = <T extends object>(value: T): Done<T> => ({ ok: true, ...value })
