import type { Kysely } from 'kysely'
import { sql } from 'kysely'

// What a case tells for good, red flags with each approval, suspensions for any browser, and what roles, states and groups were in
// the days before (RR-4, RR-6, RR-8). Frozen: later changes are new files. One text for both engines.

const tables: Record<string, string[]> = {
  // Rows of the record go by its retention; a case keeps its own.
  case_event: [
    'id text primary key not null',
    'case_id text not null references recovery_case (id)',
    'account_id text not null references account (id)',
    'at bigint not null',
    'kind text not null',
    'actor_id text',
    'actor_name text not null',
    'request_id text',
    'detail text not null',
  ],
  // The role and the state that an account had until then.
  standing_past: [
    'id text primary key not null',
    'account_id text not null references account (id)',
    'role text not null',
    'state text not null',
    'until_at bigint not null',
  ],
  former_membership: [
    'id text primary key not null',
    'account_id text not null references account (id)',
    'group_id text not null',
    'added_at bigint not null',
    'removed_at bigint not null',
  ],
  // The browsers that a suspension for any browser lets in, at most three.
  suspension_browser: [
    'id text primary key not null',
    'suspension_id text not null references suspension (id)',
    'slot integer not null',
    'browser_id text not null',
    'sign_in_id text not null',
    'claimed_at bigint not null',
  ],
}

const indexes = [
  'create index case_event_case on case_event (case_id, at)',
  'create index case_event_account on case_event (account_id, at)',
  'create index standing_past_account on standing_past (account_id, until_at)',
  'create index standing_past_until on standing_past (until_at)',
  'create index former_membership_account on former_membership (account_id, removed_at)',
  'create unique index suspension_browser_slot on suspension_browser (suspension_id, slot)',
  'create unique index suspension_browser_one on suspension_browser (suspension_id, browser_id)',
  // An account's cases, for the page that shows the earlier ones.
  'create index recovery_case_account on recovery_case (account_id, opened_at)',
  // "A network not seen in 90 days", "the approver's own browser asked".
  'create index session_browser on session (browser_id)',
]

const added: [table: string, column: string][] = [
  // JSON of the red flags that stood when it was given.
  ['recovery_approval', 'flags text'],
  // How many of those who approved must still be such until it is first used; null where nobody did (kit, command).
  ['suspension', 'needs integer'],
]

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter.constructor.name.startsWith('Sqlite')
  const typed = (column: string): string => (sqlite ? column.replace('bigint', 'integer') : column)
  for (const [table, columns] of Object.entries(tables))
    await sql.raw(`create table ${table} (${columns.map(typed).join(', ')})${sqlite ? ' strict' : ''}`).execute(db)
  for (const [table, column] of added) await sql.raw(`alter table ${table} add column ${typed(column)}`).execute(db)
  for (const index of indexes) await sql.raw(index).execute(db)
  // What was noted of roles until now: one step back.
  await sql
    .raw(
      `insert into standing_past (id, account_id, role, state, until_at)
       select 'was_' || substr(id, 5), id, role_before, 'active', role_changed_at from account
       where role_before is not null and role_changed_at is not null`,
    )
    .execute(db)
}
