import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { listAddresses } from './addresses.store.ts'
import { getAccount } from './find-account.ts'

/** The words that a password of this account must not be made of (EN-3): login, name, addresses. */
export async function ownWords(db: Db | Tx, id: string): Promise<string[]> {
  const account = await getAccount(db, id)
  const addresses = (await listAddresses(db, id)).flatMap((row) => row.address.split(/[@.]/))
  return [account.login, ...account.name.split(/\s+/), ...addresses].filter((word) => word.length > 2)
}
