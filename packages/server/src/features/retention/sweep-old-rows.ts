import type { Core } from '../../core.ts'
import { days, hours } from '../../kernel/clock.ts'
import { removeOld } from './retention.store.ts'
import { fates, keptFor, sweptTables } from './retention-plan.ts'

type SweepingCore = Pick<Core, 'db' | 'clock' | 'config' | 'log'>

/** Rows that one statement removes, at most, so that none of them takes long. */
const most = 500
/** How often it looks while there is nothing more to do. */
const pause = hours(1)

/** Removes, of each table, some of the rows that nothing looks back at any more ({@link fates}). It decides nothing: what is good and what
 * is over is decided by comparing times at use (DESIGN §3). Any number of nodes may run it at once.
 * @returns whether there is more */
export async function sweepOldRows(core: SweepingCore, limit = most): Promise<boolean> {
  const now = core.clock.now()
  let more = false
  for (const table of sweptTables) {
    const before = now - keptFor(table, days(core.config.auditKeepDays))
    try {
      const removed = await removeOld(core.db, { table, by: fates[table].by, before, limit })
      more ||= removed >= limit
    } catch (error) {
      // One table that cannot be swept keeps none of the others.
      core.log.error('Old rows could not be removed', { error })
    }
  }
  return more
}

/** {@link sweepOldRows}, once an hour, and at each call as long as there is more. */
export function hourlySweep(core: SweepingCore): () => Promise<void> {
  let next = 0
  return async () => {
    const now = core.clock.now()
    // A clock that was set back for a moment must not stop it for long.
    if (now < next && next - now <= pause) return
    const more = await sweepOldRows(core)
    next = more ? 0 : now + pause
  }
}
