import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, hours, type Instant } from '../../kernel/clock.ts'
import { findBlockedAt, markBlocked, markUnblocked } from './device-states.store.ts'
import { findUsedSince } from './device-use.store.ts'

/** A block is lifted within this time (TD-8); afterwards the phone is paired anew. ms */
export const blockLiftable = days(7)

type Telling = Pick<Core, 'clock' | 'live'>

const tell = (core: Telling, q: { id: string; accountId: string }): void => {
  core.live.publish(`device:${q.id}`)
  core.live.publish(`account:${q.accountId}`)
}

/** Reported as lost (TD-8): from this statement on it approves nothing and its codes are none. It still shows notices, and can
 * say "It wasn't me" and "Stop this".
 * @param q.by the browser that said so
 * @returns false if it is not a trusted device of the account */
export async function blockDevice(core: Telling, tx: Tx, q: { id: string; accountId: string; by: string }): Promise<boolean> {
  const blocked = await markBlocked(tx, { id: q.id, account: q.accountId, by: q.by, now: core.clock.now() })
  if (blocked) tell(core, q)
  return blocked
}

/** It was found. Who may say so is for the caller to know. @returns false if it is not blocked, or for too long */
export async function unblockDevice(core: Telling, tx: Tx, q: { id: string; accountId: string }): Promise<boolean> {
  const since: Instant = core.clock.now() - blockLiftable
  const lifted = await markUnblocked(tx, { id: q.id, account: q.accountId, since })
  if (lifted) tell(core, q)
  return lifted
}

/** Whether a phone of the same report is blocked still. */
export const blockedTogether = (tx: Tx, accountId: string, blockedAt: Instant): Promise<boolean> => findBlockedAt(tx, accountId, blockedAt)

/** Whether somebody holds a phone of the account: one that is trusted, or was blocked or paused in the last 7 days, was used by a
 * person in the last 24 h (SI-16). */
export function usedLately(core: Pick<Core, 'clock'>, db: Db | Tx, accountId: string): Promise<boolean> {
  const now = core.clock.now()
  return findUsedSince(db, { account: accountId, acted: now - hours(24), lately: now - days(7) })
}
