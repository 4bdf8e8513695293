import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { addRateCounter, countWindow, readRate } from './attempts.store.ts'
import type { Reserved } from './reserve-rate.ts'

/** So many in so long, from the first one on. */
export interface WindowRule {
  limit: number
  /** ms */
  per: number
}

/** Counts something that costs, such as an SMS, in the transaction that does it: what is undone was not done. For wrong answers
 * there is `reserveRate`, whose count nothing undoes.
 * @param key names no person and no number */
export async function reserveInWindow(tx: Tx, key: string, rule: WindowRule, now: Instant): Promise<Reserved> {
  for (;;) {
    await addRateCounter(tx, key)
    if (await countWindow(tx, key, { ...rule, now })) return { ok: true }
    const row = await readRate(tx, key)
    // Gone in between, because nothing was counted there for long: it begins anew.
    if (row) return { ok: false, retryAt: row.next_at }
  }
}
