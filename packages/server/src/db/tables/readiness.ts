import type { Flag, Time } from './columns.ts'

// Who is prepared for a lost phone.

/** The newest time that an administrator asked somebody to prepare. */
export interface ReadinessAskTable {
  account_id: string
  asked_at: Time
  asked_by: string
}

/** A rehearsal of losing the phone, in one session (RR-12). */
export interface PracticeTable {
  id: string
  account_id: string
  session_id: string
  started_at: Time
  expires_at: Time
  /** Answers that were checked in it; few are allowed. */
  tries: number
  code_result: 'right' | 'not-found' | null
  verification_result: 'right' | 'skipped' | null
  finished_at: Time | null
  /** Something that the person has was tried and worked. */
  passed: Flag
}
