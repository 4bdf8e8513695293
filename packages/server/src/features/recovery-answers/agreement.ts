import type { TwoReason } from '@sparekey/protocol/case-words'
import type { Role } from '@sparekey/protocol/common'
import { hours, type Instant } from '../../kernel/clock.ts'

// RR-6: how many must agree, and what their agreement comes to. Reads nothing.

/** RR-6's wait, where two are asked for and fewer than two qualify. ms */
export const waitOfOne = hours(24)
/** Hours that a suspension may be in force within 7 days before two must agree (RR-8). */
export const hoursWithoutSecond = 48
/** RR-13: a new password and a suspension for one account are given this far apart. ms */
export const apart = hours(1)
/** A suspension and a password code count as one recovery of both for so long. ms */
export const togetherWithin = hours(72)

export interface AgreementFacts {
  /** The highest role of the account in the last 7 days. */
  accountRole: Role
  /** It is in a marked group, or was in the last 7 days. */
  marked: boolean
  disputed: boolean
  /** Hours in force within 7 days, with those that are asked for. */
  hours: number
  /** Red flags that stand (RR-4). */
  flags: number
}

/** Why two different people must agree on this one thing, each with all steps. */
export function whyTwo(facts: AgreementFacts): TwoReason[] {
  return [
    ...(facts.accountRole === 'admin' ? (['administrator'] as const) : []),
    ...(facts.accountRole === 'approver' ? (['approver'] as const) : []),
    ...(facts.marked ? (['marked-group'] as const) : []),
    ...(facts.disputed ? (['disputed'] as const) : []),
    ...(facts.hours > hoursWithoutSecond ? (['too-long'] as const) : []),
    ...(facts.flags > 0 ? (['red-flag'] as const) : []),
  ]
}

export interface Agreement {
  two: boolean
  /** Everybody who approved this, and may still answer. */
  approved: string[]
  /** Who counts where two are needed: may answer now, can confirm, and is no new approver (RR-6). */
  qualify: string[]
  /** Who approved the other half, where phone and password are both lost (RR-13, SI-15); undefined where they are not. */
  otherHalf: string[] | undefined
}

/** What the approvals so far come to. */
export function comesTo(q: Agreement): 'needs-second' | 'waits' | 'in-force' {
  const counting = q.approved.filter((id) => q.qualify.includes(id))
  const enough = q.two ? counting.length >= 2 : q.approved.length >= 1
  const people = new Set([...q.approved, ...(q.otherHalf ?? [])])
  if (enough && (q.otherHalf === undefined || people.size >= 2)) return 'in-force'
  return q.approved.length >= 1 && q.qualify.length < 2 ? 'waits' : 'needs-second'
}

/** Approvals of one person within an hour that pause them, and for how long. ms */
const tooMany = 5
const within = hours(1)
const pause = hours(1)

/** RR-6: five approvals in an hour pause that approver for 60 minutes.
 * @param times of that approver's approvals, in any order
 * @returns until when, or undefined */
export function pausedUntil(times: readonly Instant[], now: Instant): Instant | undefined {
  const sorted = times.toSorted((a, b) => a - b)
  for (let last = tooMany - 1; last < sorted.length; last++) {
    const [first, fifth] = [sorted[last - tooMany + 1] ?? 0, sorted[last] ?? 0]
    if (fifth - first <= within && now < fifth + pause) return fifth + pause
  }
  return undefined
}
