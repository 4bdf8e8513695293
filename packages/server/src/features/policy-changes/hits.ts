import type { MethodKind } from '@sparekey/protocol/common'
import type { Instant } from '../../kernel/clock.ts'
import type { Standing } from '../policy/index.ts'

/** Whom a change of the rules hits, person by person. Reads nothing. */

/** What is known of somebody when the rules change. */
export interface Affected {
  id: string
  name: string
  login: string
  twoFactor: boolean
  /** Rules and deadline before the change, and right after it. */
  before: Standing
  after: Standing
  /** What the account could confirm with, whatever the rules say. */
  has: ReadonlySet<MethodKind>
  sessions: readonly { created_at: Instant; last_seen_at: Instant; expires_at: Instant }[]
}

/** The deadline, where it comes sooner than it was or is asked at all for the first time. */
export function soonerDeadline(one: Affected): Instant | undefined {
  if (one.twoFactor) return undefined
  const [before, after] = [one.before.deadline, one.after.deadline]
  return after !== undefined && (before === undefined || after < before) ? after : undefined
}

/** Methods that the account has and could use until now. */
export const lostMethods = (one: Affected): MethodKind[] =>
  one.twoFactor ? one.before.rules.methods.filter((method) => one.has.has(method) && !one.after.rules.methods.includes(method)) : []

/** What it has left where it loses something: empty for who could confirm with nothing any more. */
export const remainingMethods = (one: Affected): MethodKind[] => one.after.rules.methods.filter((method) => one.has.has(method))

/** An open session ends sooner than it would have. */
export const hasShorterSession = (one: Affected): boolean => {
  const [before, after] = [one.before.rules, one.after.rules]
  if (after.sessionLife >= before.sessionLife && after.sessionIdle >= before.sessionIdle) return false
  return one.sessions.some(
    (session) => session.expires_at > session.created_at + after.sessionLife || after.sessionIdle < before.sessionIdle,
  )
}

export const needsTwoNow = (one: Affected): boolean => !one.before.rules.twoApprovers && one.after.rules.twoApprovers
