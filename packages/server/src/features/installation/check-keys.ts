import type { Core } from '../../core.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { findState, keepState } from './installation.store.ts'

const name = 'key-check'
const place = { table: 'service_state', column: 'value', row: name }

const wrongKeys = (cause: unknown): Error =>
  new Error(
    'The keys do not belong to this database: nothing in it could be opened and no password checked. Give back the key file (or SPAREKEY_KEYS) that it was made with.',
    { cause },
  )

/** Makes sure that the keys are those of the database, before anything is written with others. The first start leaves a sealed
 * word in it; every later one must be able to open that.
 * @throws with a sentence for the operator */
export async function checkKeys(core: Pick<Core, 'db' | 'secrets'>): Promise<void> {
  const there = await findState(core.db, name)
  const sealed = there ?? (await inPlainTransaction(core.db, (tx) => keepState(tx, name, core.secrets.seal(place, 'sparekey'))))
  try {
    core.secrets.open(place, sealed)
  } catch (error) {
    throw wrongKeys(error)
  }
}
