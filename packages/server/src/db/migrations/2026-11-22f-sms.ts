import type { Kysely } from 'kysely'
import { sql } from 'kysely'

// One row for each text that was counted, so that limits look back from any moment (SM-4). Frozen: later changes are new files.
// One text for both engines.

const columns = [
  'id text primary key not null',
  'at bigint not null',
  'kind text not null',
  'account_id text not null',
  'number_mac text not null',
  'prefix_mac text not null',
  'network text',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter.constructor.name.startsWith('Sqlite')
  const typed = columns.map((column) => (sqlite ? column.replace('bigint', 'integer') : column))
  await sql.raw(`create table sms_sent (${typed.join(', ')})${sqlite ? ' strict' : ''}`).execute(db)
  await sql.raw('create index sms_sent_at on sms_sent (at)').execute(db)
  for (const column of ['account_id', 'number_mac', 'prefix_mac', 'network'])
    await sql.raw(`create index sms_sent_${column} on sms_sent (${column}, at)`).execute(db)
}
