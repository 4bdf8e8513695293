import { days, hours, minutes } from '../../kernel/clock.ts'
import type { CountedBy } from './sms-sent.store.ts'

/** So many in any stretch of time of this length, whenever it begins. */
export interface SlidingRule {
  limit: number
  /** ms */
  per: number
}

/** What a text is, as far as limits go (ADR 0019).
 * - `code`: carries a code; whoever knows a password, or sets a number, can cause it
 * - `asked`: tells an owner of what somebody who knows the password alone can cause
 * - `acted`: tells an owner of what an approver or a confirmation was needed for; each follows something that has a limit itself */
export type SmsKind = 'code' | 'asked' | 'acted'

const atLeast = (least: number, share: number, perDay: number): number => Math.max(least, Math.floor(share * perDay))

/** SM-4: what somebody with a password, or with a hundred bought accounts, can make us send. Numbers of one prefix (all but the
 * last four digits) and one network are counted across accounts, since whoever earns by texts owns ranges of numbers. Both grow
 * with the budget: who needs many texts a day has many people in one range and behind one address. */
export const codeLimits = (perDay: number): Record<CountedBy, readonly SlidingRule[]> => ({
  account_id: [
    { limit: 3, per: minutes(10) },
    { limit: 12, per: days(1) },
  ],
  number_mac: [
    { limit: 3, per: minutes(10) },
    { limit: 12, per: days(1) },
  ],
  prefix_mac: [
    { limit: atLeast(20, 0.04, perDay), per: hours(1) },
    { limit: atLeast(60, 0.12, perDay), per: days(1) },
  ],
  network: [
    { limit: atLeast(60, 0.12, perDay), per: hours(1) },
    { limit: atLeast(200, 0.4, perDay), per: days(1) },
  ],
})

/** What an owner is told of in a day that needed a password alone. The last of them says that it is the last. */
export const askedLimit: SlidingRule = { limit: 4, per: days(1) }

/** Texts of a day, of all kinds, from which on one of this kind is not sent. Codes end first, so that the owner of an account
 * can still be told of a recovery when somebody used the codes up; the first one for an account ends last.
 * @returns undefined: it is always sent, and counted */
export function budgetFor(kind: SmsKind, q: { perDay: number; first: boolean }): number | undefined {
  const reserve = Math.max(20, Math.floor(q.perDay / 4))
  if (kind === 'acted') return undefined
  if (kind === 'code') return q.perDay
  return q.perDay + (q.first ? reserve : Math.floor(reserve / 2))
}
