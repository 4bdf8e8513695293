import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { AccountTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'

/** One person's record. */
export type AccountRow = Selectable<AccountTable>

export const findById = (db: Db | Tx, id: string): Promise<AccountRow | undefined> =>
  db.selectFrom('account').selectAll().where('id', '=', id).where('state', '!=', 'deleted').executeTakeFirst()

export const findByLoginKey = (db: Db | Tx, key: string): Promise<AccountRow | undefined> =>
  db.selectFrom('account').selectAll().where('login_key', '=', key).where('state', '!=', 'deleted').executeTakeFirst()

/** By an address that is proved, in use and not held. */
export const findByAddressKey = (db: Db | Tx, key: string): Promise<AccountRow | undefined> =>
  db
    .selectFrom('email')
    .innerJoin('account', 'account.id', 'email.account_id')
    .selectAll('account')
    .where('email.address_key', '=', key)
    .where('email.verified_at', 'is not', null)
    .where('email.replaced_at', 'is', null)
    .where('email.held_at', 'is', null)
    .where('account.state', '!=', 'deleted')
    .executeTakeFirst()

/** @returns false if the login name is taken */
export async function insertAccount(tx: Tx, row: Insertable<AccountTable>): Promise<boolean> {
  const result = await tx
    .insertInto('account')
    .values(row)
    .onConflict((conflict) => conflict.column('login_key').doNothing())
    .executeTakeFirstOrThrow()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Writes nothing new; on PostgreSQL it makes others who change the account wait for this transaction (DESIGN §3). */
export async function touchAccount(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('account')
    .set((eb) => ({ login_key: eb.ref('login_key') }))
    .where('id', '=', id)
    .execute()
}

/** Everything but role and state: those are changed by `changeStanding`, which keeps what they were (RR-6).
 * @returns false if the account is gone or not in this state */
export const changeAccount = (
  tx: Tx,
  q: { id: string; from: AccountRow['state'][]; set: Updateable<AccountTable> & { role?: never; state?: never } },
): Promise<boolean> => updateAccount(tx, q)

export async function updateAccount(
  tx: Tx,
  q: { id: string; from: AccountRow['state'][]; set: Updateable<AccountTable> },
): Promise<boolean> {
  return wonOne(await tx.updateTable('account').set(q.set).where('id', '=', q.id).where('state', 'in', q.from).executeTakeFirstOrThrow())
}

export async function countAccounts(db: Db | Tx, q: { role?: AccountRow['role']; state?: AccountRow['state']; everSetUp?: boolean }) {
  let query = db.selectFrom('account').select((eb) => eb.fn.countAll<number>().as('n'))
  if (q.role) query = query.where('role', '=', q.role)
  if (q.state) query = query.where('state', '=', q.state)
  if (q.everSetUp) query = query.where('two_factor_since', 'is not', null)
  return Number((await query.executeTakeFirstOrThrow()).n)
}

export const listActive = (db: Db | Tx, role: AccountRow['role']): Promise<AccountRow[]> =>
  db.selectFrom('account').selectAll().where('role', '=', role).where('state', '=', 'active').orderBy('id').execute()

/** One row that everybody who changes a set of rows together takes first; the second waits for the first's commit. */
export async function takeTurnRow(tx: Tx, name: string): Promise<void> {
  await tx
    .insertInto('service_state')
    .values({ name: `turn ${name}`, value: '' })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: '' }))
    .execute()
}

export const findAnyAccount = (db: Db) => db.selectFrom('account').select('id').limit(1).executeTakeFirst()
