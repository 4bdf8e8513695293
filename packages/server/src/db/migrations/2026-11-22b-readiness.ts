import type { Kysely } from 'kysely'
import { sql } from 'kysely'

// Who would be locked out: what was asked of people, what they practised, and whether a phone is still theirs (RR-12, TD-5).
// Frozen: later changes are new files. One text for both engines.

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter.constructor.name.startsWith('Sqlite')
  const time = sqlite ? 'integer' : 'bigint'
  const end = sqlite ? ' strict' : ''
  const run = (text: string) => sql.raw(text).execute(db)
  // TD-5: "Yes, it is" was said, or the question was put off.
  await run(`alter table device add column still_mine_at ${time}`)
  await run(`alter table device add column still_later_at ${time}`)
  // One row for each person who was ever asked to prepare: the newest asking.
  await run(
    `create table readiness_ask (account_id text primary key not null references account (id), asked_at ${time} not null, ` +
      `asked_by text not null)${end}`,
  )
  await run(
    `create table practice (id text primary key not null, account_id text not null references account (id), session_id text not null, ` +
      `started_at ${time} not null, expires_at ${time} not null, tries integer not null, code_result text, verification_result text, ` +
      `finished_at ${time}, passed integer not null)${end}`,
  )
  await run('create index practice_account on practice (account_id, finished_at)')
}
