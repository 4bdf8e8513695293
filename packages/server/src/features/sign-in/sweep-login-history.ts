import type { Core } from '../../core.ts'
import { removeLoginEvents } from './login-history.store.ts'
import { historyKeptFor } from './login-history.ts'

/** Rows that one sweep removes, at most: the next one comes in 15 seconds. */
const most = 1000

/** Removes what the login history no longer shows (AU-1). */
export async function sweepLoginHistory(core: Pick<Core, 'db' | 'clock'>): Promise<void> {
  await removeLoginEvents(core.db, { before: core.clock.now() - historyKeptFor, limit: most })
}
