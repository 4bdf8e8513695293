import type { SetUpView } from '@sparekey/protocol/account'

/** Everything that decides where a set-up stands. Read elsewhere; this file reads nothing. */
export interface SetUpFacts {
  /** Two-factor authentication is on, and this session is not one that sets it up anew (OP-9, RR-10). */
  done: boolean
  /** This very session accepted the invitation, the first-start link or the set-up link, or a suspension let it in (RR-10). */
  byLink: boolean
  /** More than 30 days after the deadline (TD-9). */
  longOverdue: boolean
  /** The code could be sent: mail is set up, and the account has an address that is proved and in use. */
  canSendCode: boolean
  /** The code was typed. */
  addressProved: boolean
  /** "This is my phone" was pressed. */
  phoneReady: boolean
  /** SMS could be sent to this account: otherwise the step is not shown. */
  numberPossible: boolean
  /** The code to the number was typed, or the step was skipped. */
  numberDone: boolean
  /** The rules allow recovery codes: otherwise none is made (EN-1). */
  codesAllowed: boolean
}

export type SetUpStep = SetUpView['step']

/** The steps after the code to the address. */
export const afterAddress: readonly SetUpStep[] = ['phone', 'number', 'codes', 'finish']

/** Where the set-up goes on (TD-1, TD-9). */
export function setUpStep(facts: SetUpFacts): SetUpStep {
  if (facts.done) return 'done'
  if (!facts.byLink) {
    if (facts.longOverdue) return 'blocked'
    if (!facts.addressProved) return facts.canSendCode ? 'address' : 'blocked'
  }
  if (!facts.phoneReady) return 'phone'
  if (facts.numberPossible && !facts.numberDone) return 'number'
  return facts.codesAllowed ? 'codes' : 'finish'
}
