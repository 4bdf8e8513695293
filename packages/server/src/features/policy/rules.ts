import type { Role } from '@sparekey/protocol/common'
import { days, hours, type Instant, minutes, seconds } from '../../kernel/clock.ts'

/** The rules that hold for one account, read once per use case and passed on. All times are ms.
 * So far everybody has the shipped values (EN-1); groups will make them stricter. */
export interface Rules {
  /** Characters of a password, at least (EN-3). */
  passwordMin: number
  /** Digits of the match code (SI-4). */
  matchDigits: number
  /** A sign-in can be confirmed for this long after the password (SI-11). */
  signInLife: number
  promptLife: number
  /** "Send again" (SI-3). */
  promptAgainAfter: number
  /** Then the page offers the other methods by itself (SI-6). */
  promptSilentAfter: number
  sessionLife: number
  sessionIdle: number
  knownBrowserLife: number
  /** A fresh confirmation can be used for this long. */
  confirmationLife: number
  /** What a recovery code confirmed counts as weak for this long (SI-16). */
  weakLife: number
  maxDevices: number
  /** SMS, the weakest method, may confirm (SM-3). */
  smsAllowed: boolean
}

export const shippedRules: Rules = {
  passwordMin: 15,
  matchDigits: 3,
  signInLife: minutes(10),
  promptLife: seconds(120),
  promptAgainAfter: seconds(30),
  promptSilentAfter: seconds(15),
  sessionLife: hours(12),
  sessionIdle: minutes(30),
  knownBrowserLife: days(180),
  confirmationLife: minutes(5),
  weakLife: hours(24),
  maxDevices: 5,
  smsAllowed: true,
}

/** The rules for an account. */
export const rulesFor = (account: { role: Role }): Rules => ({ ...shippedRules, smsAllowed: account.role === 'member' })

/** Until when two-factor authentication may be off: administrators and approvers at once, everyone else ten days (EN-1). */
export const dueAt = (role: Role, now: Instant): Instant => (role === 'member' ? now + days(10) : now)
