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

const isRole = (text: string | null): text is Role => text !== null && text in rank

/** The role that counts for the protection of an account: its highest of the last 7 days. */
export function highestRole(account: RoleHistory, now: Instant): Role {
  const { role, role_before: before, role_changed_at: changed } = account
  if (!isRole(before) || changed === null || changed <= now - lookBack) return role
  return rank[before] > rank[role] ? before : role
}

/** Answers for less than 7 days: made so, or added with that role. */
export function isNewApprover(account: RoleHistory & { created_at: Instant }, now: Instant): boolean {
  const { role, role_before: before, role_changed_at: changed } = account
  if (account.created_at > now - lookBack) return true
  return changed !== null && changed > now - lookBack && (!isRole(before) || rank[before] < rank[role])
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
