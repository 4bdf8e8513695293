import type { Time } from './columns.ts'

// Who there is, and how they are reached.

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
  /** When it became active, and the days that everybody has as shipped. What deadlines are counted from: `policy` says which holds
   * (EN-2). */
  due_at: Time
  created_at: Time
  ended_at: Time | null
  /** Confirms in their own session that the caller is real (RR-5). */
  manager_id: string | null
  /** RR-6: for 7 days an account keeps its highest role. */
  role_before: string | null
  role_changed_at: Time | null
  /** EN-2: an administrator gave this member longer. */
  due_extended_until: Time | null
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

/** The role and the state that an account had until then (RR-6). */
export interface StandingPastTable {
  id: string
  account_id: string
  role: AccountTable['role']
  state: AccountTable['state']
  until_at: Time
}

/** A membership that ended. */
export interface FormerMembershipTable {
  id: string
  account_id: string
  group_id: string
  added_at: Time
  removed_at: Time
}
