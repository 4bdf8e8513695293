import type { Flag, Time } from './columns.ts'

// The way through an administrator.

export interface RecoveryCaseTable {
  id: string
  account_id: string
  kind: 'request' | 'desk' | 'password'
  opened_at: Time
  opened_by: string | null
  closed_at: Time | null
  closed_reason: string | null
}

export interface RecoveryRequestTable {
  id: string
  case_id: string
  account_id: string
  browser_id: string
  sign_in_id: string
  /** Of the 256-bit cookie that the refreshed page shows (RR-2). */
  digest: string
  shared: Flag
  message: string
  known_browser: Flag
  ip: string
  agent: string
  /** JSON: what was true when it was sent. */
  evidence: string
  state: 'open' | 'approved' | 'declined' | 'expired' | 'stopped' | 'withdrawn' | 'ended'
  disputed: Flag
  created_at: Time
  expires_at: Time
  decided_at: Time | null
  decided_by: string | null
  reason: string | null
}

export interface RecoveryApprovalTable {
  id: string
  case_id: string
  /** The request, or the case where there is none: one answer of each approver for it. */
  answer_key: string
  request_id: string | null
  approver_id: string
  started_at: Time
  contact_kind: 'in-person' | 'live-video' | 'call-back' | 'manager' | null
  contact_detail: string | null
  contact_at: Time | null
  manager_id: string | null
  manager_asked_at: Time | null
  manager_answered_at: Time | null
  manager_agrees: Flag | null
  account_agrees: Flag | null
  account_at: Time | null
  caller_tries: number
  caller_ok_at: Time | null
  decision: 'approved' | 'declined' | null
  decided_at: Time | null
  note: string | null
  fate: 'lost' | 'left' | null
  number_in_it: Flag | null
  hours: number | null
  scope: 'this-browser' | 'next-browser' | 'any-browser' | null
  ended_at: Time | null
  /** JSON: the red flags that stood when it was given (RR-4). */
  flags: string | null
}

export interface SuspensionTable {
  id: string
  account_id: string
  case_id: string | null
  request_id: string | null
  scope: 'this-browser' | 'next-browser' | 'any-browser'
  source: 'approval' | 'kit' | 'cli'
  hours: number
  fate: 'lost' | 'left'
  number_in_it: Flag
  made_at: Time
  /** In force from then on (RR-6's wait), until `ends_at`, by comparing times at every use. */
  starts_at: Time
  ends_at: Time
  ended_at: Time | null
  ended_reason: string | null
  /** The one browser that it lets in; null until an access code claimed it, and for any browser. */
  browser_id: string | null
  claimed_at: Time | null
  claimed_sign_in_id: string | null
  /** How many of those who approved must still be such until it is first used (RR-6); null where nobody did. */
  needs: number | null
}

/** A browser that a suspension for any browser lets in (RR-8). */
export interface SuspensionBrowserTable {
  id: string
  suspension_id: string
  /** 1 to 3 */
  slot: number
  browser_id: string
  sign_in_id: string
  claimed_at: Time
}

/** One line of what happened in a case; kept for as long as the case is. */
export interface CaseEventTable {
  id: string
  case_id: string
  account_id: string
  at: Time
  kind: string
  actor_id: string | null
  /** As it was then: the account may be gone since. */
  actor_name: string
  request_id: string | null
  /** JSON, by kind. */
  detail: string
}

export interface AccessCodeTable {
  id: string
  account_id: string
  purpose: 'suspension' | 'password'
  mac: string
  tries: number
  suspension_id: string | null
  made_by: string | null
  made_at: Time
  works_from: Time
  expires_at: Time
  spent_at: Time | null
  ended_at: Time | null
}
