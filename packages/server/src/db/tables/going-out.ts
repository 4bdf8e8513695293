import type { Time } from './columns.ts'

// What waits to be sent.

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

/** A text that was counted. What it said, and where it went, is not kept. */
export interface SmsSentTable {
  id: string
  at: Time
  kind: 'code' | 'asked' | 'acted'
  account_id: string
  number_mac: string
  prefix_mac: string
  /** Who asked for a code. */
  network: string | null
}
