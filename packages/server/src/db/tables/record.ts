import type { Time } from './columns.ts'

// The record (AU-3).

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
