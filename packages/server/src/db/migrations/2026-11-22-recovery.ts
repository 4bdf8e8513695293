import type { Kysely } from 'kysely'
import { sql } from 'kysely'

// SMS numbers and codes, verification codes by app, the way through an administrator: cases, requests, approvals, suspensions,
// access codes, stops, the break-glass kit. Frozen: later changes are new files. One text for both engines.

type Columns = Record<string, 'text' | 'text?' | 'time' | 'time?' | 'int' | 'int?' | 'key'>

const tables: Record<string, Columns> = {
  phone_number: {
    id: 'key', account_id: 'text', kind: 'text', number_sealed: 'text', lookup_mac: 'text', last_two: 'text', added_at: 'time',
    verified_at: 'time?', replaced_at: 'time?', serves_from: 'time?', held_at: 'time?', blocked_at: 'time?', weak_until: 'time',
    added_by: 'text?',
  },
  sms_code: {
    id: 'key', account_id: 'text', number_id: 'text', purpose: 'text', subject_id: 'text', mac: 'text', tries: 'int', sends: 'int',
    created_at: 'time', sent_at: 'time', expires_at: 'time', spent_at: 'time?', failed_at: 'time?',
  },
  recovery_case: {
    id: 'key', account_id: 'text', kind: 'text', opened_at: 'time', opened_by: 'text?', closed_at: 'time?', closed_reason: 'text?',
  },
  recovery_request: {
    id: 'key', case_id: 'text', account_id: 'text', browser_id: 'text', sign_in_id: 'text', digest: 'text', shared: 'int', message: 'text',
    known_browser: 'int', ip: 'text', agent: 'text', evidence: 'text', state: 'text', disputed: 'int', created_at: 'time', expires_at: 'time',
    decided_at: 'time?', decided_by: 'text?', reason: 'text?',
  },
  recovery_approval: {
    id: 'key', case_id: 'text', answer_key: 'text', request_id: 'text?', approver_id: 'text', started_at: 'time', contact_kind: 'text?', contact_detail: 'text?',
    contact_at: 'time?', manager_id: 'text?', manager_asked_at: 'time?', manager_answered_at: 'time?', manager_agrees: 'int?',
    account_agrees: 'int?', account_at: 'time?', caller_tries: 'int', caller_ok_at: 'time?', decision: 'text?', decided_at: 'time?',
    note: 'text?', fate: 'text?', number_in_it: 'int?', hours: 'int?', scope: 'text?', ended_at: 'time?',
  },
  suspension: {
    id: 'key', account_id: 'text', case_id: 'text?', request_id: 'text?', scope: 'text', source: 'text', hours: 'int', fate: 'text',
    number_in_it: 'int', made_at: 'time', starts_at: 'time', ends_at: 'time', ended_at: 'time?', ended_reason: 'text?',
    browser_id: 'text?', claimed_at: 'time?', claimed_sign_in_id: 'text?',
  },
  access_code: {
    id: 'key', account_id: 'text', purpose: 'text', mac: 'text', tries: 'int', suspension_id: 'text?', made_by: 'text?', made_at: 'time',
    works_from: 'time', expires_at: 'time', spent_at: 'time?', ended_at: 'time?',
  },
  recovery_stop: { id: 'key', account_id: 'text', case_id: 'text?', channel: 'text', at: 'time' },
  break_glass_kit: { id: 'key', digest: 'text', made_at: 'time', made_for: 'text', ended_at: 'time?', used_at: 'time?', tested_at: 'time?' },
}

const references: [table: string, column: string, target: string][] = [
  ['phone_number', 'account_id', 'account'], ['sms_code', 'account_id', 'account'], ['sms_code', 'number_id', 'phone_number'],
  ['recovery_case', 'account_id', 'account'], ['recovery_request', 'case_id', 'recovery_case'], ['recovery_request', 'account_id', 'account'],
  ['recovery_approval', 'case_id', 'recovery_case'], ['suspension', 'account_id', 'account'], ['access_code', 'account_id', 'account'],
  ['recovery_stop', 'account_id', 'account'],
]

const indexes = [
  // SM-3: a number belongs to one account. A sealed value cannot be unique, so its MAC is.
  "create unique index phone_number_in_use on phone_number (lookup_mac) where kind = 'sms' and verified_at is not null and replaced_at is null",
  'create index phone_number_account on phone_number (account_id)',
  'create index sms_code_subject on sms_code (subject_id, purpose)',
  'create index sms_code_account on sms_code (account_id, created_at)',
  'create unique index recovery_case_open on recovery_case (account_id) where closed_at is null',
  'create index recovery_case_opened on recovery_case (opened_at)',
  'create unique index recovery_request_digest on recovery_request (digest)',
  // RR-1: one open request for a browser.
  "create unique index recovery_request_browser on recovery_request (account_id, browser_id) where state = 'open'",
  'create index recovery_request_case on recovery_request (case_id)',
  'create index recovery_request_sign_in on recovery_request (sign_in_id)',
  // RR-6: two different people. The key is the request, or the case where there is none.
  'create unique index recovery_approval_person on recovery_approval (answer_key, approver_id)',
  'create index recovery_approval_case on recovery_approval (case_id)',
  'create index suspension_account on suspension (account_id, ended_at)',
  'create index access_code_account on access_code (account_id, purpose)',
  'create index recovery_stop_account on recovery_stop (account_id, at)',
  'create unique index break_glass_digest on break_glass_kit (digest)',
]

const added: [table: string, column: string][] = [
  ['account', 'manager_id text'],
  // RR-6: for 7 days an account keeps its highest role.
  ['account', 'role_before text'],
  ['account', 'role_changed_at bigint'],
  // SI-15: an administrator's link cleared the mark, but not for sign-ins without a confirmation.
  ['account', 'password_held_at bigint'],
  // TD-8, RR-10: trusted, but confirms nothing until this time; beyond every time where it is for good.
  ['device', 'paused_until bigint'],
  ['device', 'blocked_at bigint'],
  ['device', 'blocked_by text'],
  ['set_up', 'number_id text'],
  ['set_up', 'number_skipped_at bigint'],
  ['sign_in', 'request_id text'],
  ['sign_in', 'suspension_id text'],
  ['sign_in', 'password_again_at bigint'],
  ['session', 'suspension_id text'],
]

const types = { text: 'text not null', 'text?': 'text', time: 'bigint not null', 'time?': 'bigint', int: 'integer not null', 'int?': 'integer', key: 'text primary key not null' }

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter.constructor.name.startsWith('Sqlite')
  for (const [table, columns] of Object.entries(tables)) {
    const lines = Object.entries(columns).map(([name, type]) => {
      const target = references.find(([from, column]) => from === table && column === name)?.[2]
      const sqlType = sqlite ? types[type].replace('bigint', 'integer') : types[type]
      return `${name} ${sqlType}${target ? ` references ${target} (id)` : ''}`
    })
    await sql.raw(`create table ${table} (${lines.join(', ')})${sqlite ? ' strict' : ''}`).execute(db)
  }
  for (const [table, column] of added) {
    await sql.raw(`alter table ${table} add column ${sqlite ? column.replace('bigint', 'integer') : column}`).execute(db)
  }
  for (const index of indexes) await sql.raw(index).execute(db)
}
