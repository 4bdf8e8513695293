import { days, hours, type Instant } from '../../kernel/clock.ts'
import type { NumberRow } from './phone-numbers.store.ts'

/** A changed number serves no sign-in for so long (SM-3): whoever moved it there has to hold it against its owner, who was told. ms */
const changeHold = hours(72)
/** A number that was on record within this time makes the next one a changed one: removing and adding is a change too. */
const lately = days(7)

/** Whether it confirms sign-ins now. */
export const serves = (row: NumberRow, now: Instant): boolean =>
  row.kind === 'sms' &&
  row.verified_at !== null &&
  row.replaced_at === null &&
  row.held_at === null &&
  row.blocked_at === null &&
  row.serves_from !== null &&
  row.serves_from <= now

/** From when on a number serves that is proved now.
 * @param all every SMS number that the account ever had */
export function servesFrom(all: readonly NumberRow[], mac: string, now: Instant): Instant {
  const recent = all.filter((row) => row.verified_at !== null && (row.replaced_at === null || row.replaced_at > now - lately))
  const same = recent.find((row) => row.lookup_mac === mac && row.replaced_at === null && row.held_at === null)
  if (same) return same.serves_from ?? now
  return recent.length === 0 ? now : now + changeHold
}

/** Whether the account had it at that time. A contact number counts from when an administrator set it, an SMS number from its proof. */
export function wasOnRecord(row: NumberRow, at: Instant): boolean {
  const since = row.kind === 'contact' ? row.added_at : row.verified_at
  return since !== null && since <= at && (row.replaced_at === null || row.replaced_at > at)
}
