import type { Core } from '../../core.ts'
import { insideTransaction } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { addRateCounter, countRate, readRate } from './attempts.store.ts'
import type { WaitRule } from './waits.ts'

export type Reserved = { ok: true } | { ok: false; retryAt: Instant }

/** Counts one answer under a key before it is checked, committed by itself: whatever happens next, it was counted.
 * @throws if called inside a transaction, since undoing that would undo the count */
export async function reserveRate(core: Pick<Core, 'db' | 'clock'>, key: string, rule: WaitRule): Promise<Reserved> {
  if (insideTransaction()) throw new Error('An attempt must be reserved outside of any transaction')
  const now = core.clock.now()
  for (;;) {
    await addRateCounter(core.db, key)
    if (await countRate(core.db, key, rule, now)) return { ok: true }
    const row = await readRate(core.db, key)
    // Gone in between, because nothing was counted there for long: it begins anew.
    if (row) return { ok: false, retryAt: row.next_at }
  }
}
