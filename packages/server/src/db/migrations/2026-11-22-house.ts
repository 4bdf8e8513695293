import type { Kysely } from 'kysely'
import { sql } from 'kysely'

// The first schema: accounts, sign-in, phones, recovery codes, sessions, and what carries messages out.
// Frozen: later changes are new files. One text for both engines.

type Columns = Record<string, 'text' | 'text?' | 'time' | 'time?' | 'int' | 'key'>

const tables: Record<string, Columns> = {
  account: {
    id: 'key', login: 'text', login_key: 'text', name: 'text', name_key: 'text', role: 'text', state: 'text',
    password_hash: 'text?', password_version: 'int', password_changed_at: 'time?', password_marked_at: 'time?',
    two_factor_since: 'time?', due_at: 'time', created_at: 'time', ended_at: 'time?',
  },
  email: {
    id: 'key', account_id: 'text', address: 'text', address_key: 'text', added_at: 'time', verified_at: 'time?',
    replaced_at: 'time?', held_at: 'time?',
  },
  people_group: { id: 'key', name: 'text', name_key: 'text', created_at: 'time' },
  membership: { account_id: 'text', group_id: 'text', added_at: 'time' },
  browser: { id: 'key', digest: 'text', agent: 'text', created_at: 'time', last_seen_at: 'time' },
  browser_account: { browser_id: 'text', account_id: 'text', known_since: 'time', known_until: 'time', voided_at: 'time?' },
  session: {
    id: 'key', digest: 'text', account_id: 'text', browser_id: 'text', sign_in_id: 'text', access: 'text',
    started_as: 'text', method: 'text?', weak_until: 'time', ip: 'text', agent: 'text', created_at: 'time',
    last_seen_at: 'time', expires_at: 'time', ended_at: 'time?', ended_reason: 'text?',
  },
  sign_in: {
    id: 'key', digest: 'text', account_id: 'text', session_id: 'text?', browser_id: 'text', purpose: 'text',
    act: 'text?', act_params: 'text?', state: 'text', ended_reason: 'text?', started_as: 'text', known_browser: 'int',
    password_version: 'int', password_changed_at: 'time?', method: 'text?', device_id: 'text?', confirmed_at: 'time?',
    weak_until: 'time', return_to: 'text', ip: 'text', agent: 'text', created_at: 'time', expires_at: 'time',
    finished_at: 'time?',
  },
  session_event: {
    id: 'key', session_id: 'text', sign_in_id: 'text', act: 'text', act_params: 'text', method: 'text?',
    device_id: 'text?', weak_until: 'time', at: 'time', expires_at: 'time', spent_at: 'time?',
  },
  prompt: {
    id: 'key', sign_in_id: 'text', account_id: 'text', lane: 'text', state: 'text', tries: 'int', digits: 'int',
    scan_only: 'int', device_id: 'text?', created_at: 'time', expires_at: 'time', seen_at: 'time?', answered_at: 'time?',
  },
  attempt: { id: 'key', account_id: 'text', lane: 'text', method: 'text', at: 'time', wrong: 'int' },
  attempt_counter: { account_id: 'text', lane: 'text', in_row: 'int', next_at: 'time', allowed_at: 'time' },
  rate_counter: { counter_key: 'key', in_row: 'int', next_at: 'time', touched_at: 'time' },
  recovery_code_set: {
    id: 'key', account_id: 'text', salt: 'text', key_id: 'text', created_at: 'time', saved_at: 'time?',
    voided_at: 'time?', held_at: 'time?', weak_until: 'time',
  },
  recovery_code: { id: 'key', set_id: 'text', digest: 'text', spent_at: 'time?', spent_by: 'text?' },
  device: {
    id: 'key', account_id: 'text', name: 'text', system: 'text', sign_key: 'text', otp_sealed: 'text',
    otp_last_step: 'int', state: 'text', trial: 'int', origin: 'text', weak_until: 'time', added_at: 'time',
    trusted_at: 'time?', last_used_at: 'time?', last_signed_at: 'time?', last_person_at: 'time?', ended_at: 'time?',
  },
  push_subscription: {
    id: 'key', device_id: 'text', endpoint_sealed: 'text', keys_sealed: 'text', confirmed_at: 'time', failed_at: 'time?',
  },
  pairing: {
    id: 'key', account_id: 'text', session_id: 'text', purpose: 'text', replaces_device_id: 'text?', token_digest: 'text',
    code_id: 'text', code_mac: 'text', code_tries: 'int', server_key_sealed: 'text', server_key: 'text', state: 'text',
    device_id: 'text?', check_number: 'text?', weak_until: 'time', created_at: 'time', expires_at: 'time',
  },
  set_up: {
    id: 'key', account_id: 'text', browser_id: 'text', session_id: 'text', state: 'text', address_proved_at: 'time?',
    code_mac: 'text?', code_tries: 'int', code_expires_at: 'time?', code_sent_at: 'time?', device_id: 'text?',
    code_set_id: 'text?', created_at: 'time', completed_at: 'time?',
  },
  link: {
    id: 'key', digest: 'text', purpose: 'text', account_id: 'text?', data: 'text', created_by: 'text?', created_at: 'time',
    expires_at: 'time', spent_at: 'time?', ended_at: 'time?',
  },
  outbox: {
    id: 'key', kind: 'text', dedupe: 'text', account_id: 'text?', device_id: 'text?', payload_sealed: 'text?',
    created_at: 'time', due_at: 'time', ends_at: 'time', attempts: 'int', lease_until: 'time', sent_at: 'time?',
    failed_at: 'time?', error_code: 'text?',
  },
  notice: { id: 'key', account_id: 'text', kind: 'text', params: 'text', at: 'time', answered_at: 'time?' },
  login_event: {
    id: 'key', account_id: 'text?', sign_in_id: 'text?', session_id: 'text?', at: 'time', result: 'text', method: 'text?',
    device_id: 'text?', browser_id: 'text?', known_browser: 'int', ip: 'text', agent: 'text',
  },
  audit: {
    id: 'key', seq: 'time?', previous: 'text?', hash: 'text?', at: 'time', actor_kind: 'text', actor_id: 'text?',
    account_id: 'text?', act: 'text', reason: 'text?', detail: 'text', ip: 'text?', browser_id: 'text?',
    session_id: 'text?', sign_in_id: 'text?',
  },
  spent_value: { digest: 'key', expires_at: 'time' },
  service_state: { name: 'key', value: 'text' },
}

const references: [table: string, column: string, target: string][] = [
  ['email', 'account_id', 'account'], ['membership', 'account_id', 'account'], ['membership', 'group_id', 'people_group'],
  ['browser_account', 'browser_id', 'browser'], ['browser_account', 'account_id', 'account'],
  ['session', 'account_id', 'account'], ['sign_in', 'account_id', 'account'], ['sign_in', 'browser_id', 'browser'],
  ['session_event', 'session_id', 'session'], ['prompt', 'sign_in_id', 'sign_in'], ['attempt', 'account_id', 'account'],
  ['attempt_counter', 'account_id', 'account'], ['recovery_code_set', 'account_id', 'account'],
  ['recovery_code', 'set_id', 'recovery_code_set'], ['device', 'account_id', 'account'],
  ['push_subscription', 'device_id', 'device'], ['pairing', 'account_id', 'account'], ['set_up', 'account_id', 'account'],
  ['notice', 'account_id', 'account'],
]

const primary: Record<string, string> = {
  membership: 'account_id, group_id',
  browser_account: 'browser_id, account_id',
  attempt_counter: 'account_id, lane',
}

const indexes = [
  'create unique index account_login on account (login_key)',
  'create index account_name on account (name_key, id)',
  // One owner for an address that is proved and in use; a stranger who merely typed it cannot occupy it.
  'create unique index email_in_use on email (address_key) where verified_at is not null and replaced_at is null',
  'create index email_account on email (account_id)',
  'create unique index people_group_name on people_group (name_key)',
  'create index membership_group on membership (group_id)',
  'create unique index browser_digest on browser (digest)',
  'create index browser_account_account on browser_account (account_id)',
  'create unique index session_digest on session (digest)',
  'create index session_account on session (account_id, ended_at)',
  'create unique index sign_in_digest on sign_in (digest)',
  'create index sign_in_account on sign_in (account_id, state)',
  'create index session_event_session on session_event (session_id, act)',
  // SI-6: one open prompt per sign-in, whoever asks at the same moment.
  "create unique index prompt_open on prompt (sign_in_id) where state = 'open'",
  'create index prompt_account on prompt (account_id, created_at)',
  'create index attempt_account on attempt (account_id, lane, at)',
  'create index recovery_code_set_account on recovery_code_set (account_id)',
  'create unique index recovery_code_digest on recovery_code (set_id, digest)',
  'create unique index device_sign_key on device (sign_key)',
  'create index device_account on device (account_id, state)',
  'create unique index push_subscription_device on push_subscription (device_id)',
  'create unique index pairing_token on pairing (token_digest)',
  "create unique index pairing_code on pairing (code_id) where state = 'open'",
  'create index pairing_account on pairing (account_id, state)',
  'create index pairing_device on pairing (device_id)',
  "create unique index set_up_open on set_up (account_id) where state = 'open'",
  'create unique index link_digest on link (digest)',
  'create index link_account on link (account_id, purpose)',
  'create unique index outbox_dedupe on outbox (dedupe)',
  'create index outbox_waiting on outbox (due_at) where sent_at is null and failed_at is null',
  'create index notice_account on notice (account_id, at)',
  'create index login_event_account on login_event (account_id, at)',
  'create unique index audit_seq on audit (seq)',
  'create index audit_at on audit (at)',
  'create index audit_account on audit (account_id, at)',
]

const types = { text: 'text not null', 'text?': 'text', time: 'bigint not null', 'time?': 'bigint', int: 'integer not null', key: 'text primary key not null' }

export async function up(db: Kysely<unknown>): Promise<void> {
  const strict = db.getExecutor().adapter.constructor.name.startsWith('Sqlite') ? ' strict' : ''
  for (const [table, columns] of Object.entries(tables)) {
    const lines = Object.entries(columns).map(([name, type]) => {
      const target = references.find(([from, column]) => from === table && column === name)?.[2]
      const sqlType = strict ? types[type].replace('bigint', 'integer') : types[type]
      return `${name} ${sqlType}${target ? ` references ${target} (id)` : ''}`
    })
    if (primary[table]) lines.push(`primary key (${primary[table]})`)
    await sql.raw(`create table ${table} (${lines.join(', ')})${strict}`).execute(db)
  }
  for (const index of indexes) await sql.raw(index).execute(db)
}
