import type { Tx } from '../../db/transaction.ts'
import { deleteNumbers } from '../phone-numbers/index.ts'
import { deleteCodes } from './sms-codes.store.ts'

/** A deleted account keeps no number, and none of the codes that went there. */
export async function forgetNumbers(tx: Tx, account: string): Promise<void> {
  await deleteCodes(tx, account)
  await deleteNumbers(tx, account)
}
