import type { Kysely } from 'kysely'
import { sql } from 'kysely'

// Remembered browsers (SI-13), and what "This wasn't me" holds until two people allow it (AU-4). Frozen: later changes are new
// files. One text for both engines.

const tables: Record<string, string[]> = {
  remembered_browser: [
    'id text primary key not null',
    'account_id text not null references account (id)',
    'browser_id text not null references browser (id)',
    // Names the row in the cookie, so that an old copy of the cookie is known as one.
    'series_digest text not null',
    'digest text not null',
    'previous_digest text',
    'rotated_at bigint not null',
    'method text not null',
    'device_id text',
    'password_version integer not null',
    'made_at bigint not null',
    'ends_at bigint not null',
    'used_at bigint',
    'ended_at bigint',
    'ended_reason text',
  ],
  held_allowance: [
    'id text primary key not null',
    'account_id text not null references account (id)',
    'kind text not null',
    'item_id text not null',
    'state text not null',
    'opened_at bigint not null',
    'starts_at bigint',
    'decided_at bigint',
    'decided_by text',
    'reason text',
  ],
  held_approval: [
    'id text primary key not null',
    'allowance_id text not null references held_allowance (id)',
    'approver_id text not null',
    'at bigint not null',
  ],
}

const indexes = [
  'create unique index remembered_browser_series on remembered_browser (series_digest)',
  'create unique index remembered_browser_one on remembered_browser (account_id, browser_id) where ended_at is null',
  "create unique index held_allowance_open on held_allowance (item_id) where state = 'open'",
  'create index held_allowance_account on held_allowance (account_id, opened_at)',
  'create index held_allowance_due on held_allowance (state, starts_at)',
  'create unique index held_approval_person on held_approval (allowance_id, approver_id)',
  // What is held is rare: the console's list of it must not read everything.
  "create index device_held on device (account_id) where state = 'held'",
  'create index recovery_code_set_held on recovery_code_set (account_id) where held_at is not null',
  'create index phone_number_held on phone_number (account_id) where held_at is not null',
  'create index email_held on email (account_id) where held_at is not null',
]

const added: [table: string, column: string][] = [
  // What the browser's cookie was at the password step, and that the checkbox is ticked.
  ['sign_in', 'remembered_id text'],
  ['sign_in', 'remembered_digest text'],
  ['sign_in', 'remember_asked_at bigint'],
  // Since when a phone is held, and what it was before: one that was blocked as lost is blocked again, not trusted.
  ['device', 'held_at bigint'],
  ['device', 'held_from text'],
]

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter.constructor.name.startsWith('Sqlite')
  const typed = (column: string): string => (sqlite ? column.replace('bigint', 'integer') : column)
  for (const [table, columns] of Object.entries(tables))
    await sql.raw(`create table ${table} (${columns.map(typed).join(', ')})${sqlite ? ' strict' : ''}`).execute(db)
  for (const [table, column] of added) await sql.raw(`alter table ${table} add column ${typed(column)}`).execute(db)
  for (const index of indexes) await sql.raw(index).execute(db)
}
