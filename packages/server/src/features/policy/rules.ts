import type { MethodKind, Role } from '@sparekey/protocol/common'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, hours, type Instant, minutes } from '../../kernel/clock.ts'

/** The rules that hold for one account (EN-1), read once per use case and passed on: of several groups the strictest value,
 * setting by setting. All times are ms. */
export interface Rules {
  /** Two-factor authentication is asked for at all. */
  required: boolean
  /** Characters of a password, at least (EN-3). */
  passwordMin: number
  /** Digits of the match code, 2 to 6 (SI-4). */
  matchDigits: number
  sessionLife: number
  sessionIdle: number
  /** What may confirm. */
  methods: readonly MethodKind[]
  /** SI-13: a browser may skip the confirmation for so long after one; 0 for never. */
  rememberBrowserFor: number
  /** RR-6: the account is in a marked group, and two people answer for it. */
  twoApprovers: boolean
  /** RR-8: a suspension may be for any browser. */
  anyBrowser: boolean
}

/** What holds without any group's rules. */
export const shippedRules: Rules = {
  required: true,
  passwordMin: 15,
  matchDigits: 3,
  sessionLife: hours(12),
  sessionIdle: minutes(30),
  methods: ['phone', 'sms', 'recovery-code', 'verification-code'],
  rememberBrowserFor: 0,
  twoApprovers: false,
  anyBrowser: false,
}

/** The rules for an account. */
export async function rulesFor(_db: Db | Tx, account: { id: string; role: Role }): Promise<Rules> {
  // SM-3: the weakest method is not for those who can let others in.
  return account.role === 'member' ? shippedRules : { ...shippedRules, methods: shippedRules.methods.filter((kind) => kind !== 'sms') }
}

/** Until when two-factor authentication may be off: administrators and approvers at once, everyone else ten days (EN-1). */
export const dueAt = (role: Role, now: Instant): Instant => (role === 'member' ? now + days(10) : now)
