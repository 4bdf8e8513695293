import type { Core, End, EndingAct } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { findOpen, markEnded } from './access-codes.store.ts'
import type { AccessCodePurpose } from './make-access-code.ts'

/** What voids an account's unused codes. */
const endedBy: readonly EndingAct[] = ['account-disabled', 'password-changed', 'set-up-completed', 'notice-not-me']

/** Ends the unused codes of an account, but for the code of the suspension that asked for the new password (SI-12). */
export const endAccessCodes =
  (core: Pick<Core, 'clock'>): End =>
  async (tx, account, act, spared) => {
    if (!endedBy.includes(act)) return
    await markEnded(tx, { account, now: core.clock.now(), spared: act === 'password-changed' ? spared.suspension : undefined })
  }

/** Ends the unused codes of one purpose, or of one suspension. */
export async function endCodes(
  core: Pick<Core, 'clock'>,
  tx: Tx,
  q: { account: string; purpose?: AccessCodePurpose; suspension?: string },
): Promise<void> {
  await markEnded(tx, { ...q, now: core.clock.now() })
}

/** The code that waits to be used, without the code itself. */
export async function openAccessCode(
  db: Db | Tx,
  q: { account: string; purpose: AccessCodePurpose; now: Instant },
): Promise<{ id: string; madeAt: Instant; madeBy: string | null; expiresAt: Instant } | undefined> {
  const row = await findOpen(db, q)
  return row && { id: row.id, madeAt: row.made_at, madeBy: row.made_by, expiresAt: row.expires_at }
}
