import type { MyAnswer } from '@sparekey/protocol/cases'
import type { AnswerRow } from './recovery-answers.store.ts'

// RR-5: four steps, each opening the next. Reads nothing.

/** Wrong caller codes after which this approver can no longer answer this request. */
export const callerTries = 5

export type AnswerStep = MyAnswer['step']

/** Where an approver's answer stands.
 * @param asksCallerCode false for an answer without a request (RR-7) */
export function stepOf(row: AnswerRow | undefined, asksCallerCode: boolean): AnswerStep {
  if (!row) return 'contact'
  if (row.decision !== null) return 'done'
  if (row.caller_tries >= callerTries && row.caller_ok_at === null) return 'barred'
  if (row.account_agrees === 0 || row.manager_agrees === 0) return 'decline-only'
  if (row.contact_at === null) return 'contact'
  if (row.account_at === null) return 'account'
  return asksCallerCode && row.caller_ok_at === null ? 'caller-code' : 'decide'
}
