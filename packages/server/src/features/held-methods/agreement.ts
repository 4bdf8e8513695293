import { hours, type Instant } from '../../kernel/clock.ts'

// AU-4, RR-6: what the approvals of one held thing come to. Reads nothing.

/** RR-6's wait, where fewer than two qualify. ms */
export const waitOfOne = hours(24)

export interface Agreement {
  /** Everybody who allowed it. */
  approved: readonly string[]
  /** Who may answer for this account now. */
  may: readonly string[]
  /** Those of them who count where two are needed: no new approver, and a phone that confirms. */
  qualify: readonly string[]
  /** When the wait that was told to all is over; null where none began. */
  startsAt: Instant | null
}

/** Two different people; or one, once the wait is over and still fewer than two qualify. The right of each counts as it is now. */
export function comesTo(q: Agreement, now: Instant): 'needs-second' | 'waits' | 'allowed' {
  const people = new Set(q.approved.filter((id) => q.may.includes(id)))
  const counting = [...people].filter((id) => q.qualify.includes(id))
  if (counting.length >= 2) return 'allowed'
  if (people.size === 0 || q.startsAt === null || q.qualify.length >= 2) return 'needs-second'
  return q.startsAt <= now ? 'allowed' : 'waits'
}
