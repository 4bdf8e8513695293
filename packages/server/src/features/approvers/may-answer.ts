import type { Role } from '@sparekey/protocol/common'
import { days, type Instant } from '../../kernel/clock.ts'

// RR-6: who may answer for whom. Reads nothing.

/** For so long an account keeps its highest role, a new approver is not one of two, and a change of contact data counts. ms */
export const lookBack = days(7)

const rank: Record<Role, number> = { member: 0, approver: 1, admin: 2 }

interface RoleHistory {
  role: Role
  role_before: string | null
  role_changed_at: Instant | null
}

/** What an account was until some moment. */
export interface Was {
  role: Role
  state: string
  until: Instant
}

const isRole = (text: string | null): text is Role => text !== null && text in rank

/** Every role that the account had at some moment of the last 7 days, with the one of now. */
function rolesLately(account: RoleHistory, now: Instant, past: readonly Was[]): Role[] {
  const { role, role_before: before, role_changed_at: changed } = account
  const since = now - lookBack
  return [
    role,
    ...(isRole(before) && changed !== null && changed > since ? [before] : []),
    ...past.filter((one) => one.until > since).map((one) => one.role),
  ]
}

/** The role that counts for the protection of an account: its highest of the last 7 days.
 * @param past what it was before; without it, one step back */
export function highestRole(account: RoleHistory, now: Instant, past: readonly Was[] = []): Role {
  return rolesLately(account, now, past).reduce((highest, one) => (rank[one] > rank[highest] ? one : highest))
}

/** Answers for less than 7 days without a break: made so, added with that role, invited, or enabled again. */
export function isNewApprover(account: RoleHistory & { created_at: Instant }, now: Instant, past: readonly Was[] = []): boolean {
  const since = now - lookBack
  if (account.created_at > since || past.some((one) => one.until > since && one.state !== 'active')) return true
  if (rolesLately(account, now, past).some((one) => rank[one] < rank[account.role])) return true
  // A change without a role before it was a first one.
  return account.role_changed_at !== null && account.role_changed_at > since && !isRole(account.role_before)
}

/** Why somebody may not answer for an account. */
export type WhyNot = 'own-account' | 'role' | 'not-your-group' | 'changed-account'

export interface AnswerFacts {
  self: boolean
  /** What the one who answers is now. */
  role: Role
  /** The highest role of the account in the last 7 days. */
  accountRole: Role
  sharesGroup: boolean
  /** Changed the account's e-mail, number, role or group in the last 7 days. */
  changedIt: boolean
  /** Somebody who did not may answer. */
  anotherMay: boolean
}

/** @returns undefined for who may */
export function whyNotAnswer(facts: AnswerFacts): WhyNot | undefined {
  if (facts.self) return 'own-account'
  if (facts.role === 'member') return 'role'
  if (facts.role === 'approver') {
    if (facts.accountRole !== 'member') return 'role'
    if (!facts.sharesGroup) return 'not-your-group'
  }
  if (facts.changedIt && facts.anotherMay) return 'changed-account'
  return undefined
}
