import type { Core } from '../../core.ts'
import { insideTransaction, inTransaction, type Tx } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { addAttempt, addTypedCounter, clearInRow, countTyped, countWrong, markRight, readTyped, uncountTyped } from './attempts.store.ts'
import { typedOffAt, typedOffTotal, typedWaits } from './waits.ts'

/** Known browsers of the account, or all others: a stranger's wrong answers never lock the owner's own browser (SI-10). */
export type Lane = 'known' | 'other'

/** Counts one answer of a typed method before it is checked (SI-10), committed by itself.
 * All typed methods of an account share the count of a lane; it survives restarts, resends and new sign-ins.
 * @returns `last`: if this answer is wrong, typed methods are off in the lane from now on
 * @throws if called inside a transaction */
export async function reserveTyped(
  core: Pick<Core, 'db' | 'clock' | 'random'>,
  q: { account: string; lane: Lane; method: string },
): Promise<Outcome<{ attempt: string; last: boolean }>> {
  if (insideTransaction()) throw new Error('An attempt must be reserved outside of any transaction')
  const now = core.clock.now()
  const attempt = newId(core.random, 'att')
  return await inTransaction<Outcome<{ attempt: string; last: boolean }>>(core.db, async (tx) => {
    await addTypedCounter(tx, q.account, q.lane)
    const row = await countTyped(tx, { account: q.account, lane: q.lane, rule: typedWaits, off: typedOffAt, now })
    if (!row) return await whyNot(tx, q.account, q.lane, now)
    const wrong = await countWrong(tx, q.account, q.lane, Math.max(now - days(90), row.allowed_at))
    // The count is undone with this refusal: a lane that is off stays as it is.
    if (wrong >= typedOffTotal) throw new Refusal(refused('typed_methods_off'))
    await addAttempt(tx, { id: attempt, account_id: q.account, lane: q.lane, method: q.method, at: now })
    return { ok: true, attempt, last: row.in_row >= typedOffAt || wrong + 1 >= typedOffTotal }
  })
}

async function whyNot(tx: Tx, account: string, lane: Lane, now: number) {
  const row = (await readTyped(tx, account)).find((one) => one.lane === lane)
  if (row && row.in_row >= typedOffAt) return refused('typed_methods_off')
  return refused('too_many_attempts', { retryAt: row?.next_at ?? now })
}

/** Something confirmed: the rows of wrong answers end, in both lanes (SI-10). The total of 90 days goes on.
 * @param attempt the typed answer that was right, if one was */
export async function confirmedAttempts(tx: Tx, account: string, attempt?: string): Promise<void> {
  if (attempt) await markRight(tx, attempt)
  await clearInRow(tx, account)
}

/** A typed answer was right, and confirmed nothing: this one answer no longer counts, and what was counted before it stays. Only a
 * confirmation ends the row of wrong ones (SI-10). */
export async function rehearsedRight(tx: Tx, q: { account: string; lane: Lane; attempt: string }): Promise<void> {
  await markRight(tx, q.attempt)
  await uncountTyped(tx, q.account, q.lane)
}
