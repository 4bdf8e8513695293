import type { Flag, Time } from './columns.ts'

// What happens at the door: sign-ins, what confirms them, sessions.

export interface SignInTable {
  id: string
  digest: string
  account_id: string
  /** Set for a fresh confirmation: the session it belongs to. */
  session_id: string | null
  browser_id: string
  purpose: 'sign-in' | 'act'
  act: string | null
  act_params: string | null
  /** `requested`: it waits for an administrator; nothing confirms it (SI-11). */
  state: 'waiting' | 'requested' | 'confirmed' | 'finished' | 'ended'
  ended_reason: string | null
  /** How the password came: typed, or as part of a link or a set-up. */
  started_as: 'password' | 'first-start' | 'invitation' | 'set-up-link' | 'set-up'
  known_browser: Flag
  password_version: number
  /** Set once this sign-in itself changed the password (SI-12, SI-15). */
  password_changed_at: Time | null
  method: string | null
  device_id: string | null
  confirmed_at: Time | null
  /** Until when what this confirms counts as weak (SI-16); 0 for not weak. */
  weak_until: Time
  request_id: string | null
  suspension_id: string | null
  /** The password was typed once more (RR-2, shared computer). */
  password_again_at: Time | null
  /** The remembered browser whose cookie came with the password, and that cookie's digest (SI-13). */
  remembered_id: string | null
  remembered_digest: string | null
  /** "Skip the confirmation on this browser" is ticked. */
  remember_asked_at: Time | null
  return_to: string
  ip: string
  agent: string
  created_at: Time
  expires_at: Time
  finished_at: Time | null
}

export interface SessionTable {
  id: string
  digest: string
  account_id: string
  browser_id: string
  sign_in_id: string
  access: 'full' | 'one-factor' | 'set-up'
  started_as: SignInTable['started_as']
  /** The suspension that let it in, if one did; it ends with it. */
  suspension_id: string | null
  method: string | null
  weak_until: Time
  ip: string
  agent: string
  created_at: Time
  last_seen_at: Time
  expires_at: Time
  ended_at: Time | null
  ended_reason: string | null
}

export interface SessionEventTable {
  id: string
  session_id: string
  sign_in_id: string
  act: string
  /** JSON of the act's parameters; '*' for the grant of SI-16 that covers any. */
  act_params: string
  method: string | null
  device_id: string | null
  weak_until: Time
  at: Time
  expires_at: Time
  spent_at: Time | null
}

export interface LoginEventTable {
  id: string
  account_id: string | null
  sign_in_id: string | null
  session_id: string | null
  at: Time
  result: string
  method: string | null
  device_id: string | null
  browser_id: string | null
  known_browser: Flag
  ip: string
  agent: string
}

export interface PromptTable {
  id: string
  sign_in_id: string
  account_id: string
  lane: 'known' | 'other'
  state: 'open' | 'confirmed' | 'denied' | 'mistaken' | 'ended'
  tries: number
  digits: number
  /** Only "Scan instead" may confirm it (SI-15). */
  scan_only: Flag
  device_id: string | null
  created_at: Time
  expires_at: Time
  /** First sign of life of a phone. */
  seen_at: Time | null
  answered_at: Time | null
}

export interface SmsCodeTable {
  id: string
  account_id: string
  number_id: string
  purpose: 'sign-in' | 'number'
  /** The sign-in, the session or the set-up that asked. */
  subject_id: string
  mac: string
  tries: number
  sends: number
  created_at: Time
  sent_at: Time
  expires_at: Time
  spent_at: Time | null
  failed_at: Time | null
}
