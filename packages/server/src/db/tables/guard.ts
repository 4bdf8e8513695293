import type { Time } from './columns.ts'

// Browsers that skip the confirmation, and what is held until two people allow it.

/** SI-13. A browser that holds its cookie needs no confirmation for a while. */
export interface RememberedBrowserTable {
  id: string
  account_id: string
  browser_id: string
  /** Of the half of the cookie that stays. */
  series_digest: string
  /** Of the half that changes with each use. */
  digest: string
  /** The one before: two tabs may have sent it. */
  previous_digest: string | null
  rotated_at: Time
  /** What confirmed the sign-in that it comes from. */
  method: string
  device_id: string | null
  password_version: number
  made_at: Time
  /** By the rule of that day; the rule of today may end it sooner. */
  ends_at: Time
  used_at: Time | null
  ended_at: Time | null
  ended_reason: string | null
}

/** AU-4. Two people allow one held thing again. */
export interface HeldAllowanceTable {
  id: string
  account_id: string
  kind: 'device' | 'codes' | 'number' | 'address'
  item_id: string
  state: 'open' | 'allowed' | 'refused' | 'ended'
  opened_at: Time
  /** RR-6's wait: one approval takes effect then. */
  starts_at: Time | null
  decided_at: Time | null
  decided_by: string | null
  reason: string | null
}

export interface HeldApprovalTable {
  id: string
  allowance_id: string
  approver_id: string
  at: Time
}
