import type { Flag, Time } from './columns.ts'

// What a person can confirm with, and how it is set up.

export interface RecoveryCodeSetTable {
  id: string
  account_id: string
  /** One salt for the set, base64url of 16 bytes, so that one computation checks a code (RC-3). */
  salt: string
  key_id: string
  /** What a computation costs, `m=19456,t=2`: a set stays at that of its day (N-08). Null until the first start that knew of it. */
  cost: string | null
  created_at: Time
  /** "I have saved them". Until then nothing in it counts. */
  saved_at: Time | null
  voided_at: Time | null
  held_at: Time | null
  weak_until: Time
}

export interface DeviceTable {
  id: string
  account_id: string
  name: string
  system: string
  /** P-256 public key, uncompressed point, base64url. */
  sign_key: string
  otp_sealed: string
  otp_last_step: number
  /** `scanned`: not confirmed on the computer; `ready`: waits for the set-up to complete. */
  state: 'scanned' | 'ready' | 'trusted' | 'held' | 'blocked' | 'removed'
  trial: Flag
  /** The site address it was paired at; another PUBLIC_URL makes it unusable (OP-9). */
  origin: string
  weak_until: Time
  added_at: Time
  trusted_at: Time | null
  last_used_at: Time | null
  last_signed_at: Time | null
  /** Last time a person, not the app by itself, acted on it. */
  last_person_at: Time | null
  /** It confirms nothing until then (RR-10); beyond all time where it is for good. */
  paused_until: Time | null
  /** Reported as lost (TD-8). */
  blocked_at: Time | null
  blocked_by: string | null
  /** "This wasn't me" (AU-4): since when it is held, and what it was before. */
  held_at: Time | null
  held_from: 'trusted' | 'blocked' | null
  /** "Yes, it is" to "Is this still your phone?" (TD-5), and when the question was put off. */
  still_mine_at: Time | null
  still_later_at: Time | null
  ended_at: Time | null
}

export interface PushSubscriptionTable {
  id: string
  device_id: string
  endpoint_sealed: string
  keys_sealed: string
  confirmed_at: Time
  failed_at: Time | null
}

export interface PairingTable {
  id: string
  account_id: string
  session_id: string
  purpose: 'set-up' | 'add' | 'replace'
  replaces_device_id: string | null
  token_digest: string
  code_id: string
  code_mac: string
  code_tries: number
  server_key_sealed: string
  server_key: string
  state: 'open' | 'scanned' | 'confirmed' | 'ended'
  device_id: string | null
  /** Six digits shown on both screens; not a secret. */
  check_number: string | null
  /** Until when what is paired counts as weak (SI-16); from the confirmation that began it. */
  weak_until: Time
  created_at: Time
  expires_at: Time
}

export interface SetUpTable {
  id: string
  account_id: string
  browser_id: string
  session_id: string
  state: 'open' | 'completed' | 'ended'
  /** The e-mail step is not asked for (TD-9). */
  address_proved_at: Time | null
  code_mac: string | null
  code_tries: number
  code_expires_at: Time | null
  code_sent_at: Time | null
  device_id: string | null
  code_set_id: string | null
  /** The number that counts from the last step on, or when the step was skipped. */
  number_id: string | null
  number_skipped_at: Time | null
  created_at: Time
  completed_at: Time | null
}
