import { AsyncLocalStorage } from 'node:async_hooks'
import type { Transaction } from 'kysely'
import { Refusal } from '../kernel/errors.ts'
import type { Refused } from '../kernel/outcome.ts'
import type { Db } from './open.ts'
import type { Tables } from './tables.ts'

/** A transaction. Use cases open them; stores only receive them (DESIGN §3). */
export type Tx = Transaction<Tables>

interface Open {
  afterCommit: (() => void)[]
}

const open = new AsyncLocalStorage<Open>()

/** True while the caller runs inside a transaction of this process. */
export const insideTransaction = (): boolean => open.getStore() !== undefined

/** Runs `act` now, or after the commit of the transaction the caller is in; never if that transaction is undone.
 * What other pages are told must be true by the time they look. */
export function afterCommit(act: () => void): void {
  const store = open.getStore()
  if (store) store.afterCommit.push(act)
  else act()
}

/** Runs `work` in one transaction. A thrown {@link Refusal} undoes it and is returned as its refusal.
 * @throws what `work` throws; the transaction is undone then. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T | Refused> {
  if (insideTransaction()) throw new Error('A transaction is open already')
  const store: Open = { afterCommit: [] }
  try {
    const result = await open.run(store, () => db.transaction().execute(work))
    for (const act of store.afterCommit) act()
    return result
  } catch (error) {
    if (error instanceof Refusal) return error.refused
    throw error
  }
}

/** {@link inTransaction} for work that never refuses: a refusal out of it is a bug. */
export async function inPlainTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  const outcome = await inTransaction(db, async (tx) => {
    result = { value: await work(tx) }
    return result
  })
  if (!result) throw new Error(`Unexpected refusal: ${JSON.stringify(outcome)}`)
  return result.value
}

/** True if the statement changed exactly one row: the caller won. */
export const wonOne = (result: { numUpdatedRows: bigint }): boolean => result.numUpdatedRows === 1n
