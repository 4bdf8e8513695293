import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { takeTurn } from '../accounts/index.ts'
import { addNumberRow, isNumberTaken, numberMac } from './numbers.ts'
import type { ReadNumber } from './phone-number.ts'
import {
  clearBlock,
  findCurrent,
  findNumber,
  listHeld,
  listNumbers,
  markBlocked,
  markHeld,
  markNotHeld,
  markOthersReplaced,
  markReplaced,
  markVerified,
  type NumberRow,
} from './phone-numbers.store.ts'
import { servesFrom } from './serves.ts'

/** A number whose code was typed becomes the account's, in place of the one before. A changed one serves later (SM-3).
 * @returns the one it replaced
 * @throws Refusal number_taken if another account has it, code_not_accepted if it was dropped meanwhile */
export async function useNumber(
  core: Pick<Core, 'clock' | 'live'>,
  tx: Tx,
  q: { account: string; id: string; weakUntil: Instant },
): Promise<{ number: NumberRow; replaced: NumberRow | undefined; servesFrom: Instant }> {
  // Two accounts may prove one number at the same moment: the second sees what the first committed.
  await takeTurn(tx, 'phone numbers')
  const now = core.clock.now()
  const row = await findNumber(tx, q.id)
  if (row?.account_id !== q.account) throw new Refusal(refused('not_found'))
  if (await isNumberTaken(tx, row)) throw new Refusal(refused('number_taken'))
  const all = await listNumbers(tx, q.account, 'sms')
  const before = await findCurrent(tx, q.account)
  if (before?.id === row.id) return { number: row, replaced: undefined, servesFrom: before.serves_from ?? now }
  if (before) await markReplaced(tx, before.id, now)
  const from = servesFrom(all, row.lookup_mac, now)
  if (!(await markVerified(tx, { id: row.id, now, servesFrom: from, weakUntil: q.weakUntil })))
    throw new Refusal(refused('code_not_accepted'))
  await markOthersReplaced(tx, { account: q.account, kind: 'sms', keep: row.id, now, pendingOnly: true })
  core.live.publish(`account:${q.account}`)
  return { number: row, replaced: before, servesFrom: from }
}

/** The number leaves the record. @returns false if it left before */
export async function dropNumber(core: Pick<Core, 'clock' | 'live'>, tx: Tx, row: NumberRow): Promise<boolean> {
  core.live.publish(`account:${row.account_id}`)
  return await markReplaced(tx, row.id, core.clock.now())
}

/** It was in a lost phone: no SMS confirms any more (TD-8, RR-10). @returns whether there was one */
export async function blockNumber(core: Pick<Core, 'clock' | 'live'>, tx: Tx, account: string): Promise<boolean> {
  core.live.publish(`account:${account}`)
  return (await markBlocked(tx, account, core.clock.now())) > 0
}

/** The phone that it was in was found: takes back the block of that very moment, and no other. @returns whether there was one */
export async function unblockNumber(core: Pick<Core, 'live'>, tx: Tx, q: { account: string; blockedAt: Instant }): Promise<boolean> {
  core.live.publish(`account:${q.account}`)
  return (await clearBlock(tx, q)) > 0
}

/** "This wasn't me" (AU-4): a number added since then is unusable until two approvers allow it, and one that waits for its
 * code is gone. */
export async function holdNumbersAddedSince(core: Pick<Core, 'clock' | 'live'>, tx: Tx, account: string, since: Instant): Promise<void> {
  const now = core.clock.now()
  await markOthersReplaced(tx, { account, kind: 'sms', now, pendingOnly: true })
  await markHeld(tx, { account, since, now })
  core.live.publish(`account:${account}`)
}

export const heldNumbers = (db: Db | Tx, account: string) => listHeld(db, account)

/** Two approvers allow it again. One that was blocked as lost stays so. @returns false if it is not held */
export async function allowNumber(core: Pick<Core, 'live'>, tx: Tx, q: { id: string; accountId: string }): Promise<boolean> {
  core.live.publish(`account:${q.accountId}`)
  return await markNotHeld(tx, { id: q.id, account: q.accountId })
}

/** A complete set-up voids every number that was not confirmed again in it (RR-10). */
export async function voidOtherNumbers(
  core: Pick<Core, 'clock' | 'live'>,
  tx: Tx,
  q: { account: string; keep?: string | undefined },
): Promise<void> {
  await markOthersReplaced(tx, { ...q, kind: 'sms', now: core.clock.now() })
  core.live.publish(`account:${q.account}`)
}

/** Sets the number that approvers call back on, or takes it off the record. Set by administrators alone (EN-6).
 * @param q.number as `readNumber` returned it */
export async function setContactNumber(
  core: Pick<Core, 'clock' | 'random' | 'secrets' | 'live'>,
  tx: Tx,
  q: { account: string; number: ReadNumber | null; by: string },
): Promise<void> {
  const now = core.clock.now()
  const current = (await listNumbers(tx, q.account, 'contact')).find((row) => row.replaced_at === null)
  // The same again stays as old as it is: its age is what a call back rests on.
  if (q.number && current?.lookup_mac === numberMac(core, q.number.e164)) return
  if (current) await markReplaced(tx, current.id, now)
  if (q.number) await addNumberRow(core, tx, { account: q.account, e164: q.number.e164, kind: 'contact', by: q.by })
  core.live.publish(`account:${q.account}`)
}
