import type { Db } from '../../db/open.ts'
import { findAnyAccount } from './accounts.store.ts'

/** Whether anybody is there yet. Before that the login page says to open the first link (OP-1). */
export const anyAccount = async (db: Db): Promise<boolean> => (await findAnyAccount(db)) !== undefined
