import type { Time } from './columns.ts'

// The record (AU-3).

export interface AuditTable {
  id: string
  /** Null until the sealer chains it, with `previous` and `hash`. Without gaps, from 1. */
  seq: number | null
  /** The `hash` of the record before it; empty for the first. */
  previous: string | null
  /** Keyed, over every other column. */
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
  /** Keyed, over what was written, from the moment it was written; null only from before there were such. */
  mac: string | null
}

/** One line for each batch that was sealed: up to where the record is what it was then. */
export interface AuditSealTable {
  /** Without gaps. */
  number: number
  /** The last record under it, and that record's `hash`. */
  seq: number
  hash: string
  at: Time
  /** The oldest record that is still kept, and the `hash` of the one before it. */
  kept_from: number
  kept_previous: string
  /** Up to here records were found without a MAC when the first seal was made. */
  adopted_to: number
  /** The `mac` of the seal before it. */
  previous: string
  mac: string
}
