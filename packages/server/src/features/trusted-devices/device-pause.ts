import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { clearPaused, setPaused } from './device-states.store.ts'
import { forGood } from './trusted-devices.store.ts'

/** A suspension pauses every device of the account (RR-10): it confirms nothing, shows notices, and can still say "It wasn't me"
 * and "Stop this".
 * @param q.until `for-good` for a phone that was lost or stolen */
export async function pauseDevices(core: Pick<Core, 'live'>, tx: Tx, q: { accountId: string; until: Instant | 'for-good' }): Promise<void> {
  const until = q.until === 'for-good' ? forGood : q.until
  for (const id of await setPaused(tx, { account: q.accountId, until })) core.live.publish(`device:${id}`)
  core.live.publish(`account:${q.accountId}`)
}

/** Devices that were paused until exactly then are trusted again now: what paused them ended before its time (RR-9).
 * @returns how many */
export async function reviveDevices(core: Pick<Core, 'live'>, tx: Tx, q: { accountId: string; pausedUntil: Instant }): Promise<number> {
  const revived = await clearPaused(tx, { account: q.accountId, until: q.pausedUntil })
  for (const id of revived) core.live.publish(`device:${id}`)
  core.live.publish(`account:${q.accountId}`)
  return revived.length
}
