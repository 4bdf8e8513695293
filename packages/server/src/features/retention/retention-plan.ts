import type { Tables } from '../../db/tables.ts'
import { days } from '../../kernel/clock.ts'

/** How long the login history shows (AU-1). */
const history = days(180)
/** A browser's cookie is good for 400 days: later than that nobody can come back with it. */
const cookie = days(400)

/** A table whose rows go once they are old.
 * @property by the column that says how old a row is
 * @property keep ms after that; `record` for as long as the audit log, which names the rows
 * @property why what looks back at them, and how far */
export interface Swept {
  by: string
  keep: number | 'record'
  why: string
}

/** What becomes of the rows of a table: they go after a while, or stay. */
export type Fate = Swept | { kept: string } | { elsewhere: string }

/** The one list of what is kept how long. A table that is not in it does not compile; its order is the order of the removal: what names
 * a row goes before the row. */
export const fates = {
  prompt: {
    by: 'created_at',
    keep: history,
    why: 'SI-6 counts those since the last confirmation, however long ago: only what is older goes',
  },
  session_event: { by: 'at', keep: cookie, why: 'says what confirmed a session, and goes before it' },
  session: {
    by: 'expires_at',
    keep: cookie,
    why: 'RR-4 asks whether an approver used a browser; the newest of each account stays: its last login',
  },
  remembered_browser: {
    by: 'ends_at',
    keep: history,
    why: 'a cookie that was used before is noticed for as long as a browser keeps it (SI-13)',
  },
  browser_account: {
    by: 'known_until',
    keep: cookie - days(180),
    why: 'RR-4 asks who ever used a browser, for as long as its cookie lasts',
  },
  sign_in: { by: 'expires_at', keep: 'record', why: 'the audit log says by them where an act came from (AU-3)' },
  browser: { by: 'last_seen_at', keep: 'record', why: 'the audit log says by them which browser it was (AU-3)' },
  sms_code: { by: 'expires_at', keep: days(7), why: 'good for 5 minutes; how its delivery went may be told later' },
  held_approval: { by: 'at', keep: history, why: 'belongs to what was decided' },
  held_allowance: { by: 'decided_at', keep: history, why: 'how earlier tries to allow a held thing ended is shown beside the next (AU-4)' },
  recovery_code: { by: 'voided_at', keep: history, why: 'of void sets, what was never used; that somebody used one is asked for later' },
  recovery_code_set: { by: 'voided_at', keep: history, why: 'void, and none of its codes is left' },
  login_event: { by: 'at', keep: history, why: 'AU-1 shows 180 days; RR-4 looks back for 90' },
  notice: { by: 'at', keep: history, why: 'the phone shows 30 days, and "This wasn’t me" is good for 7 (AU-4)' },
  attempt: { by: 'at', keep: days(100), why: 'SI-10 counts 90 days' },
  rate_counter: { by: 'touched_at', keep: days(30), why: 'the longest of the rules that count there forgets after 7 days' },
  link: { by: 'expires_at', keep: days(90), why: 'an open case counts those that its owner was sent (RR-4)' },
  access_code: { by: 'expires_at', keep: days(90), why: 'a digest that nothing can be done with; the case tells the rest' },
  pairing: { by: 'expires_at', keep: days(7), why: 'good for minutes; a second phone is told "Already used" (TD-2)' },
  set_up: { by: 'created_at', keep: history, why: 'only what was completed or ended; an open one can be gone on with' },
  outbox: { by: 'ends_at', keep: days(30), why: 'an open case shows what reached its owner (RR-4); the text itself went when it was sent' },
  sms_sent: { by: 'at', keep: days(2), why: 'the limits of SM-4 look back for a day' },
  standing_past: { by: 'until_at', keep: history, why: 'RR-6 asks what an account was in the last 7 days' },
  former_membership: { by: 'removed_at', keep: history, why: 'RR-6 asks where an account was in the last 7 days' },
  spent_value: { elsewhere: 'three old ones go with each new one' },
  practice: { elsewhere: 'of each account the newest stays, when the next begins' },
  push_subscription: { elsewhere: 'one for a phone, gone with it or when its push service says so' },
  audit: { elsewhere: 'after AUDIT_KEEP_DAYS, with a seal that says from where on it is kept (AU-3)' },
  audit_seal: { elsewhere: 'with the records that they seal' },
  account: { kept: 'deleted ones too, without a name: the record and the cases name them' },
  email: { kept: 'few: a reset link goes to the first one where there was none 7 days ago (SI-15)' },
  phone_number: { kept: 'few: cases say which of them was called' },
  people_group: { kept: 'what there is now' },
  membership: { kept: 'what there is now' },
  device: { kept: 'few: the record names them, and the key of a removed phone never comes back' },
  attempt_counter: { kept: 'two for an account at most: the row of wrong answers never ends by itself (SI-10)' },
  policy_rule: { kept: 'few: what held when is asked of them (EN-1)' },
  answering_group: { kept: 'few: who answered for whom, and when (RR-6)' },
  readiness_ask: { kept: 'one for an account at most' },
  break_glass_kit: { kept: 'few: who made and used one (RR-11)' },
  service_state: { kept: 'a fixed set of names' },
  recovery_case: { kept: 'the story of a case is kept for good (RR-4)' },
  recovery_request: { kept: 'the story of a case is kept for good (RR-4)' },
  recovery_approval: { kept: 'the story of a case is kept for good (RR-4)' },
  recovery_stop: { kept: 'the story of a case is kept for good (RR-3)' },
  case_event: { kept: 'the story of a case is kept for good (RR-4)' },
  suspension: { kept: 'the story of a case is kept for good (RR-8)' },
  suspension_browser: { kept: 'the story of a case is kept for good (RR-8)' },
} as const satisfies Record<keyof Tables, Fate>

/** The tables whose rows go by {@link fates}. */
export type SweptTable = { [T in keyof typeof fates]: (typeof fates)[T] extends Swept ? T : never }[keyof typeof fates]

const isSwept = (table: keyof typeof fates): table is SweptTable => 'by' in fates[table]

/** In the order in which they go. */
export const sweptTables: readonly SweptTable[] = (Object.keys(fates) as (keyof typeof fates)[]).filter(isSwept)

/** How long a row of this table stays, ms.
 * @param recordKeptFor how long the audit log is kept, ms */
export function keptFor(table: SweptTable, recordKeptFor: number): number {
  const { keep } = fates[table]
  // The log goes a day's worth at a time: the rows that it names stay a little longer.
  return keep === 'record' ? Math.max(cookie, recordKeptFor + days(30)) : keep
}
