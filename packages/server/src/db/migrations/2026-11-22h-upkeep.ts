import type { Kysely } from 'kysely'
import { sql } from 'kysely'

// The cost of each set of recovery codes. And what finds the oldest rows of each table without reading the whole of it, and what the removal of a row asks of those that name it.
// Frozen: later changes are new files. One text for both engines.

const indexes = [
  'access_code (expires_at)',
  'attempt (at)',
  'browser (last_seen_at)',
  'browser_account (known_until)',
  'former_membership (removed_at)',
  'held_allowance (decided_at)',
  'link (expires_at)',
  'login_event (at)',
  'notice (at)',
  'outbox (ends_at)',
  'pairing (expires_at)',
  'prompt (created_at)',
  'prompt (sign_in_id)',
  'rate_counter (touched_at)',
  'recovery_code_set (voided_at)',
  'remembered_browser (browser_id)',
  'remembered_browser (ends_at)',
  'session (expires_at)',
  'session_event (at)',
  'set_up (created_at)',
  'sign_in (browser_id)',
  'sign_in (expires_at)',
  'sms_code (expires_at)',
  'spent_value (expires_at)',
  'standing_past (until_at)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table recovery_code_set add column cost text').execute(db)
  for (const index of indexes) {
    const name = `oldest_${index.replace(' (', '_by_').replace(')', '')}`
    await sql.raw(`create index ${name} on ${index}`).execute(db)
  }
}
