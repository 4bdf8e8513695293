import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { type TroubleKind, troubleKinds } from './trouble.ts'

/** One line for each kind of trouble. */
const named = (kind: TroubleKind): string => `clock ${kind}`

/** What PostgreSQL's own machine thinks the time is. */
export async function databaseNow(db: Db): Promise<Instant> {
  const { rows } = await sql<{ at: number }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(db)
  const at = rows[0]?.at
  if (at === undefined) throw new Error('The database does not say what time it is')
  return Number(at)
}

/** The last of each kind that was noticed. */
export async function readTroubles(db: Db | Tx): Promise<string[]> {
  const names = troubleKinds.map(named)
  const rows = await db.selectFrom('service_state').select('value').where('name', 'in', names).orderBy('name').execute()
  return rows.map((row) => row.value)
}

export async function writeTrouble(tx: Tx, kind: TroubleKind, value: string): Promise<void> {
  await tx
    .insertInto('service_state')
    .values({ name: named(kind), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
