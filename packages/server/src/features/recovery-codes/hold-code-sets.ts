import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { holdSets, listHeld, markNotHeld } from './recovery-codes.store.ts'

/** "This wasn't me" (AU-4): sets saved since then are unusable until two approvers allow them. */
export async function holdCodeSetsSince(core: Pick<Core, 'clock'>, tx: Tx, account: string, since: Instant): Promise<void> {
  await holdSets(tx, { account, since, now: core.clock.now() })
}

export const heldCodeSets = (db: Db | Tx, account: string) => listHeld(db, account)

/** Two approvers allow them again. @returns false if they are not held */
export const allowCodeSet = (tx: Tx, q: { id: string; accountId: string }): Promise<boolean> =>
  markNotHeld(tx, { id: q.id, account: q.accountId })
