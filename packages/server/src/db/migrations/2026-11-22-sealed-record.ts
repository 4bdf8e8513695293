import type { Kysely } from 'kysely'
import { sql } from 'kysely'

// The record is chained and sealed (AU-3). Frozen: later changes are new files. One text for both engines.

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter.constructor.name.startsWith('Sqlite')
  const time = sqlite ? 'integer' : 'bigint'
  await sql.raw('alter table audit add column mac text').execute(db)
  await sql
    .raw(
      `create table audit_seal (number ${time} primary key not null, seq ${time} not null, hash text not null, at ${time} not null, ` +
        `kept_from ${time} not null, kept_previous text not null, adopted_to ${time} not null, previous text not null, ` +
        `mac text not null)${sqlite ? ' strict' : ''}`,
    )
    .execute(db)
  await sql.raw('create index audit_seal_seq on audit_seal (seq)').execute(db)
  // What waits to be sealed, oldest first: the only thing that an idle service asks for.
  await sql.raw('create index audit_unsealed on audit (at, id) where seq is null').execute(db)
  // The console's filters.
  await sql.raw('create index audit_act on audit (act, at)').execute(db)
  await sql.raw('create index audit_reason on audit (at, id) where reason is not null').execute(db)
  await sql.raw('create index audit_actor on audit (actor_id, at)').execute(db)
  await sql.raw('create index login_event_at on login_event (at)').execute(db)
}
