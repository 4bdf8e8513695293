import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { unblockNumber } from '../phone-numbers/index.ts'
import { blockedTogether } from '../trusted-devices/index.ts'

/** The number stopped as part of the same report: it serves again once every phone of that report was found. */
export async function allowNumber(core: Core, tx: Tx, account: string, blockedAt: Instant): Promise<boolean> {
  if (await blockedTogether(tx, account, blockedAt)) return false
  return await unblockNumber(core, tx, { account, blockedAt })
}
