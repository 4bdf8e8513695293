import type { RememberedBrowserTable, SignInTable } from '../../db/tables.ts'
import { days, type Instant, seconds } from '../../kernel/clock.ts'

// SI-13: which sign-ins may make a browser skip the confirmation, and for how long one does. Reads nothing.

/** What may confirm the sign-in that a remembered browser comes from. A recovery code stands for a phone that is not there, and SMS
 * is the weakest way in: what either let in is asked again each time. */
const remembering: readonly string[] = ['phone', 'verification-code', 'passkey']

type Confirmed = Pick<SignInTable, 'purpose' | 'started_as' | 'method' | 'weak_until'>

/** Only sign-ins with a typed password are ever remembered, and no fresh confirmation of an act. */
export const isPlain = (signIn: Pick<SignInTable, 'purpose' | 'started_as'>): boolean =>
  signIn.purpose === 'sign-in' && signIn.started_as === 'password'

/** Whether this confirmed sign-in may make its browser a remembered one.
 * @param rule ms that policy allows, 0 for never */
export const mayRemember = (signIn: Confirmed, rule: number, now: Instant): boolean =>
  rule > 0 && isPlain(signIn) && remembering.includes(signIn.method ?? '') && signIn.weak_until <= now

/** Until when it skips the confirmation: by the rule of the day it was made and by the rule of now, whichever ends sooner. */
export const skipsUntil = (row: Pick<RememberedBrowserTable, 'made_at' | 'ends_at'>, rule: number): Instant =>
  Math.min(row.ends_at, row.made_at + rule)

/** The rule in whole days, as pages say it. */
export const daysOf = (rule: number): number => Math.floor(rule / days(1))

/** Two tabs send the same cookie, and one of them comes second: for so long the one before is no stolen copy. It lets nobody in. */
export const tabsApart = seconds(60)

/** How the cookie that came stands to the row that it names. */
export type Presented = 'current' | 'other-tab' | 'copied'

/** @param q.digest of the half that changes; q.browser where it came from */
export function presentedAs(
  row: Pick<RememberedBrowserTable, 'browser_id' | 'digest' | 'previous_digest' | 'rotated_at'>,
  q: { digest: string; browser: string },
  now: Instant,
): Presented {
  if (row.browser_id !== q.browser) return 'copied'
  if (row.digest === q.digest) return 'current'
  return row.previous_digest === q.digest && row.rotated_at > now - tabsApart ? 'other-tab' : 'copied'
}
