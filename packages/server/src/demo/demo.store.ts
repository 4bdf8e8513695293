import type { Insertable } from 'kysely'
import type { Db } from '../db/open.ts'
import type { PairingTable } from '../db/tables.ts'
import type { Tx } from '../db/transaction.ts'
import type { Instant } from '../kernel/clock.ts'

// What the desk looks up and lays down beside the features: made-up facts, never a session and never a confirmation.

export async function insertMembership(tx: Tx, q: { account: string; group: { id: string; name: string }; now: Instant }): Promise<void> {
  const { id, name } = q.group
  await tx
    .insertInto('people_group')
    .values({ id, name, name_key: name.toLowerCase(), created_at: q.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx.insertInto('membership').values({ account_id: q.account, group_id: id, added_at: q.now }).execute()
}

/** The approver answers for this group (RR-6). */
export async function insertAnswering(tx: Tx, q: { account: string; group: string; now: Instant }): Promise<void> {
  const id = `ans_${q.account}_${q.group}`
  await tx
    .insertInto('answering_group')
    .values({ id, account_id: q.account, group_id: q.group, added_at: q.now, added_by: null, removed_at: null })
    .execute()
}

/** A pairing that is waiting already, so that the real way of beginning one takes its right over. */
export async function insertPairing(tx: Tx, row: Insertable<PairingTable>): Promise<void> {
  await tx.insertInto('pairing').values(row).execute()
}

export async function findScannedPairing(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('pairing').select('state').where('id', '=', id).executeTakeFirst()
  return row?.state === 'scanned'
}

export const listPhones = (db: Db): Promise<{ account_id: string; name: string }[]> =>
  db.selectFrom('device').select(['account_id', 'name']).where('state', '=', 'trusted').orderBy('added_at').execute()

export const listStates = (db: Db): Promise<{ id: string; two_factor_since: Instant | null; state: string }[]> =>
  db.selectFrom('account').select(['id', 'two_factor_since', 'state']).execute()

/** How many codes of each set still work. */
export async function countCodesLeft(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('recovery_code')
    .innerJoin('recovery_code_set', 'recovery_code_set.id', 'recovery_code.set_id')
    .select(['set_id', (count) => count.fn.countAll<number>().as('left')])
    .where('recovery_code.spent_at', 'is', null)
    .where('recovery_code_set.voided_at', 'is', null)
    .groupBy('set_id')
    .execute()
  return new Map(rows.map((row) => [row.set_id, Number(row.left)]))
}
