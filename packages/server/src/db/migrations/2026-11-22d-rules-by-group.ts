import type { Kysely } from 'kysely'
import { sql } from 'kysely'

// Rules of everyone and of groups (EN-1), extended deadlines (EN-2), and the groups that approvers answer for (RR-6).
// Frozen: later changes are new files. One text for both engines.

type Columns = Record<string, 'text' | 'text?' | 'time' | 'time?' | 'int' | 'key'>

const tables: Record<string, Columns> = {
  policy_rule: {
    id: 'key', group_id: 'text', setting: 'text', value: 'text?', works_from: 'time', revision: 'int', made_at: 'time', made_by: 'text',
    replaced_at: 'time?', stopped_at: 'time?', stopped_by: 'text?',
  },
  answering_group: {
    id: 'key', account_id: 'text', group_id: 'text', added_at: 'time', added_by: 'text?', removed_at: 'time?',
  },
}

const indexes = [
  'create index policy_rule_group on policy_rule (group_id, setting)',
  'create unique index answering_group_now on answering_group (account_id, group_id) where removed_at is null',
  'create index answering_group_group on answering_group (group_id) where removed_at is null',
]

const types = { text: 'text not null', 'text?': 'text', time: 'bigint not null', 'time?': 'bigint', int: 'integer not null', key: 'text primary key not null' }

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter.constructor.name.startsWith('Sqlite')
  for (const [table, columns] of Object.entries(tables)) {
    const lines = Object.entries(columns).map(([name, type]) => `${name} ${sqlite ? types[type].replace('bigint', 'integer') : types[type]}`)
    await sql.raw(`create table ${table} (${lines.join(', ')})${sqlite ? ' strict' : ''}`).execute(db)
  }
  for (const index of indexes) await sql.raw(index).execute(db)
  await sql.raw(`alter table account add column due_extended_until ${sqlite ? 'integer' : 'bigint'}`).execute(db)
  // Until now an approver answered for whoever was in a group with them: the same groups, named from here on.
  await sql
    .raw(
      `insert into answering_group (id, account_id, group_id, added_at, added_by, removed_at)
       select 'ans_' || substr(membership.account_id, 5) || '_' || substr(membership.group_id, 5), membership.account_id, membership.group_id,
         membership.added_at, null, null
       from membership inner join account on account.id = membership.account_id where account.role = 'approver'`,
    )
    .execute(db)
}
