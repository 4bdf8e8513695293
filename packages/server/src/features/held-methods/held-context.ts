import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Instant } from '../../kernel/clock.ts'
import { notFound, Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { type AccountRow, lockAccount } from '../accounts/index.ts'
import { type Answerer, answerersOf, oneOfTwo } from '../approvers/index.ts'
import { comesTo } from './agreement.ts'
import { type HeldItem, heldItems } from './held-items.ts'
import { type AllowanceRow, findOpen, listApprovals, ownerOfHeld } from './held-methods.store.ts'

/** One held thing and the one who decides on it, while nobody else changes the account. */
export interface HeldContext {
  tx: Tx
  now: Instant
  account: AccountRow
  item: HeldItem
  me: Answerer
  answerers: Answerer[]
  allowance: AllowanceRow | undefined
}

/** @throws 404 for who may not see it, Refusal may_not_answer with the reason as `why` */
export async function openHeld(core: Core, tx: Tx, session: CurrentSession, itemId: string): Promise<HeldContext> {
  const owner = await ownerOfHeld(tx, itemId)
  if (!owner) throw notFound()
  // Always in the same order, so that two who answer for each other never wait for each other.
  for (const id of [owner, session.accountId].toSorted()) await lockAccount(tx, id)
  const account = await lockAccount(tx, owner)
  const answerers = await answerersOf(core, tx, account)
  const me = answerers.find((one) => one.account.id === session.accountId)
  const item = (await heldItems(tx, account.id)).find((one) => one.id === itemId)
  if (!me || me.whyNot === 'role' || me.whyNot === 'not-your-group' || !item || account.state !== 'active') throw notFound()
  if (me.whyNot) throw new Refusal(refused('may_not_answer', { detail: { why: me.whyNot } }))
  return { tx, now: core.clock.now(), account, item, me, answerers, allowance: await findOpen(tx, itemId) }
}

export const mayIds = (answerers: Answerer[]): string[] => answerers.filter((one) => !one.whyNot).map((one) => one.account.id)
export const qualifyIds = (answerers: Answerer[]): string[] => oneOfTwo(answerers).map((one) => one.account.id)

/** What the approvals come to at this moment, by everybody's right at this moment. */
export async function standing(tx: Tx, q: { allowance: AllowanceRow; answerers: Answerer[]; now: Instant }) {
  const approvals = await listApprovals(tx, q.allowance.id)
  const given = {
    approved: approvals.map((one) => one.approver_id),
    may: mayIds(q.answerers),
    qualify: qualifyIds(q.answerers),
    startsAt: q.allowance.starts_at,
  }
  return comesTo(given, q.now)
}
