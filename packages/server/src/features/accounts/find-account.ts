import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { AppError, notFound } from '../../kernel/errors.ts'
import { type AccountRow, findByAddressKey, findById, findByLoginKey, listActive, takeTurnRow, touchAccount } from './accounts.store.ts'
import { addressKeyOf } from './address.ts'
import { loginKeyOf } from './login-name.ts'

/** By login name, or by an e-mail address that is proved, in use and not held. One statement, whether or not there is
 * such an account: which one depends on what was typed alone (SI-1). Login names have no `@` (EN-6). */
export function findAccountByLogin(db: Db | Tx, login: string): Promise<AccountRow | undefined> {
  const key = loginKeyOf(login)
  return key.includes('@') ? findByAddressKey(db, addressKeyOf(key)) : findByLoginKey(db, key)
}

export const findAccount = findById

/** @throws AppError 404; a deleted account is not there */
export async function getAccount(db: Db | Tx, id: string): Promise<AccountRow> {
  const account = await findById(db, id)
  if (!account) throw notFound()
  return account
}

/** The account, with everybody else who changes it waiting for this transaction: for guards that count, and because who takes
 * it first never holds up somebody who holds what comes after (its links, sessions, sign-ins): those would wait for each other.
 * @returns undefined if it is not there */
export async function lockIfThere(tx: Tx, id: string): Promise<AccountRow | undefined> {
  await touchAccount(tx, id)
  return await findById(tx, id)
}

/** {@link lockIfThere} for an account that must be there.
 * @throws AppError 404 */
export async function lockAccount(tx: Tx, id: string): Promise<AccountRow> {
  const account = await lockIfThere(tx, id)
  if (!account) throw notFound()
  return account
}

/** Everybody who changes a set of rows together takes its turn first; the second waits for the first's commit. */
export const takeTurn = takeTurnRow

/** All who may administer, with everybody else who changes that waiting for this transaction. */
export async function lockAdministrators(tx: Tx): Promise<AccountRow[]> {
  await takeTurnRow(tx, 'administrators')
  return await listActive(tx, 'admin')
}

/** Who acts in the console must still be an administrator when the act happens, not only when the request came.
 * @throws AppError 403 */
export async function requireAdministrator(tx: Tx, id: string): Promise<AccountRow> {
  const account = (await lockAdministrators(tx)).find((one) => one.id === id)
  if (!account) throw new AppError(403, 'role_too_low')
  return account
}

export const listAdministrators = (db: Db | Tx): Promise<AccountRow[]> => listActive(db, 'admin')

export const listApprovers = (db: Db | Tx): Promise<AccountRow[]> => listActive(db, 'approver')
