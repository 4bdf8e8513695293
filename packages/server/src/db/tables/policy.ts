import type { Time } from './columns.ts'

// The rules of EN-1, and whom approvers answer for.

/** One value of one setting of one scope. A scope's value at a time is that of its row with the latest `works_from` before it that was
 * not stopped; a weaker value waits by lying in the future, so that comparing times at use decides. Rows are kept: evidence asks
 * what held 7 days ago. */
export interface PolicyRuleTable {
  id: string
  /** Empty for everyone. */
  group_id: string
  setting: string
  /** In the text form of `protocol/policy-settings`; null to say nothing any more. */
  value: string | null
  works_from: Time
  /** Grows with each save, stop included: what was previewed is what is saved. */
  revision: number
  made_at: Time
  made_by: string
  /** A newer value of the same setting took its place. */
  replaced_at: Time | null
  stopped_at: Time | null
  stopped_by: string | null
}

/** The approver answers for the members of the group (RR-6). Rows are kept. */
export interface AnsweringGroupTable {
  id: string
  account_id: string
  group_id: string
  added_at: Time
  added_by: string | null
  removed_at: Time | null
}
