/** 0 or 1: SQLite has no booleans, and both engines share the queries. */
export type Flag = 0 | 1
type Time = number

/** Every table, as its columns are in the database. Times are ms since 1970; `null` means "has not happened". */
export interface Tables {
  account: AccountTable
  email: EmailTable
  people_group: { id: string; name: string; name_key: string; created_at: Time }
  membership: { account_id: string; group_id: string; added_at: Time }
  browser: { id: string; digest: string; agent: string; created_at: Time; last_seen_at: Time }
  browser_account: { browser_id: string; account_id: string; known_since: Time; known_until: Time; voided_at: Time | null }
  sign_in: SignInTable
  prompt: PromptTable
  attempt: { id: string; account_id: string; lane: string; method: string; at: Time; wrong: Flag }
  attempt_counter: { account_id: string; lane: string; in_row: number; next_at: Time; allowed_at: Time }
  rate_counter: { counter_key: string; in_row: number; next_at: Time; touched_at: Time }
  recovery_code_set: RecoveryCodeSetTable
  recovery_code: { id: string; set_id: string; digest: string; spent_at: Time | null; spent_by: string | null }
  device: DeviceTable
  push_subscription: PushSubscriptionTable
  pairing: PairingTable
  set_up: SetUpTable
  session: SessionTable
  session_event: SessionEventTable
  link: LinkTable
  outbox: OutboxTable
  notice: { id: string; account_id: string; kind: string; params: string; at: Time; answered_at: Time | null }
  login_event: LoginEventTable
  audit: AuditTable
  spent_value: { digest: string; expires_at: Time }
  phone_number: PhoneNumberTable
  sms_code: SmsCodeTable
  recovery_case: RecoveryCaseTable
  recovery_request: RecoveryRequestTable
  recovery_approval: RecoveryApprovalTable
  suspension: SuspensionTable
  access_code: AccessCodeTable
  recovery_stop: { id: string; account_id: string; case_id: string | null; channel: string; at: Time }
  break_glass_kit: {
    id: string
    digest: string
    made_at: Time
    made_for: string
    ended_at: Time | null
    used_at: Time | null
    tested_at: Time | null
  }
  service_state: { name: string; value: string }
}

export interface AccountTable {
  id: string
  login: string
  /** The login name as it is compared: NFKC, lower case. */
  login_key: string
  name: string
  name_key: string
  role: 'member' | 'approver' | 'admin'
  state: 'invited' | 'active' | 'disabled' | 'deleted'
  password_hash: string | null
  /** Grows with each change, so that a sign-in can see that its password is no longer the one. */
  password_version: number
  password_changed_at: Time | null
  /** Set while a stranger is believed to know the password (SI-15). */
  password_marked_at: Time | null
  /** First completed set-up (SI-2). */
  two_factor_since: Time | null
  /** From when on sign-in leads to the set-up only (EN-2). */
  due_at: Time
  created_at: Time
  ended_at: Time | null
  /** Confirms in their own session that the caller is real (RR-5). */
  manager_id: string | null
  /** RR-6: for 7 days an account keeps its highest role. */
  role_before: string | null
  role_changed_at: Time | null
  /** An administrator's link cleared the mark for sign-ins with a confirmation only (SI-15). */
  password_held_at: Time | null
}

export interface EmailTable {
  id: string
  account_id: string
  address: string
  address_key: string
  added_at: Time
  verified_at: Time | null
  replaced_at: Time | null
  /** "This wasn't me" (AU-4) made it unusable until two approvers allow it. */
  held_at: Time | null
}

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
  return_to: string
  ip: string
  agent: string
  created_at: Time
  expires_at: Time
  finished_at: Time | null
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

export interface RecoveryCodeSetTable {
  id: string
  account_id: string
  /** One salt for the set, base64url of 16 bytes, so that one computation checks a code (RC-3). */
  salt: string
  key_id: string
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

export interface LinkTable {
  id: string
  digest: string
  purpose: 'first-start' | 'invitation' | 'reset' | 'email' | 'email-undo' | 'not-me' | 'stop' | 'set-up'
  account_id: string | null
  /** JSON: what the link will do, such as the id of the address it confirms. */
  data: string
  created_by: string | null
  created_at: Time
  expires_at: Time
  spent_at: Time | null
  ended_at: Time | null
}

export interface OutboxTable {
  id: string
  kind: 'mail' | 'push' | 'sms' | 'reset-request'
  dedupe: string
  account_id: string | null
  device_id: string | null
  /** Sealed, since links are in it; emptied once it was sent or has ended. */
  payload_sealed: string | null
  created_at: Time
  /** Not before this time (retries). */
  due_at: Time
  /** Never after this time. */
  ends_at: Time
  attempts: number
  lease_until: Time
  sent_at: Time | null
  failed_at: Time | null
  error_code: string | null
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

export interface AuditTable {
  id: string
  /** Null until the sealer chains it, with `previous` and `hash`. */
  seq: number | null
  previous: string | null
  hash: string | null
  at: Time
  actor_kind: 'account' | 'device' | 'link' | 'service' | 'cli'
  actor_id: string | null
  account_id: string | null
  act: string
  reason: string | null
  /** JSON of what happened; never a secret, a number or an address. */
  detail: string
  ip: string | null
  browser_id: string | null
  session_id: string | null
  sign_in_id: string | null
}

export interface PhoneNumberTable {
  id: string
  account_id: string
  /** `contact` numbers serve call-backs (RR-5), never a sign-in. */
  kind: 'sms' | 'contact'
  /** E.164, sealed. */
  number_sealed: string
  /** Keyed MAC, so that a number has one owner and is found again. */
  lookup_mac: string
  last_two: string
  added_at: Time
  verified_at: Time | null
  replaced_at: Time | null
  /** A changed number serves no sign-in before (SM-3). */
  serves_from: Time | null
  held_at: Time | null
  /** It was in a lost phone (TD-8). */
  blocked_at: Time | null
  weak_until: Time
  added_by: string | null
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
  scope: 'this-browser' | 'next-browser' | null
  ended_at: Time | null
}

export interface SuspensionTable {
  id: string
  account_id: string
  case_id: string | null
  request_id: string | null
  scope: 'this-browser' | 'next-browser'
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
  /** The one browser that it lets in; null until an access code claimed it. */
  browser_id: string | null
  claimed_at: Time | null
  claimed_sign_in_id: string | null
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
