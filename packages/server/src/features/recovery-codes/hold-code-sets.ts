import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { holdSets } from './recovery-codes.store.ts'

/** "This wasn't me" (AU-4): sets saved since then are unusable until two approvers allow them. */
export async function holdCodeSetsSince(core: Pick<Core, 'clock'>, tx: Tx, account: string, since: Instant): Promise<void> {
  await holdSets(tx, { account, since, now: core.clock.now() })
}
