import type { Access } from '@sparekey/protocol/common'

/** Everything that decides what comes next in a sign-in. Read elsewhere; this file reads nothing (DESIGN §2). */
export interface Facts {
  /** A fresh confirmation only ever asks for the confirmation. */
  purpose: 'sign-in' | 'act'
  startedAs: 'password' | 'first-start' | 'invitation' | 'set-up-link' | 'set-up'
  /** Enabled, and not deleted. */
  accountActive: boolean
  /** The password is the one this sign-in was begun with, or this sign-in changed it (SI-12). */
  passwordCurrent: boolean
  /** A stranger is believed to know the password (SI-15). */
  passwordMarked: boolean
  /** Two-factor authentication is on since a completed set-up (SI-2). */
  twoFactor: boolean
  /** EN-2: until then a member may go without. */
  deadlinePassed: boolean
  /** A method confirmed this sign-in, and what confirmed it is still trusted. */
  confirmed: boolean
  /** Unspent recovery codes that count (RC-4). */
  codesLeft: number
}

export type Step =
  | { step: 'confirm' }
  | { step: 'change-password' }
  | { step: 'new-codes' }
  | { step: 'finish'; access: Access }
  | { step: 'refuse'; reason: 'ended' | 'password-marked' }

/** One step from the facts, in the order in which they bind. */
export function nextStep(facts: Facts): Step {
  if (!facts.accountActive || !facts.passwordCurrent) return { step: 'refuse', reason: 'ended' }
  if (facts.startedAs === 'set-up-link') return { step: 'finish', access: 'set-up' }
  if (!facts.twoFactor) return withoutTwoFactor(facts)
  if (!facts.confirmed) return { step: 'confirm' }
  if (facts.purpose === 'act') return { step: 'finish', access: 'full' }
  if (facts.passwordMarked) return { step: 'change-password' }
  if (facts.codesLeft === 0) return { step: 'new-codes' }
  return { step: 'finish', access: 'full' }
}

/** SI-2: the password alone opens an account that was never set up, before its deadline; afterwards it leads to the set-up only.
 * Nobody gets in, or changes a marked password, with the marked password alone (SI-15). */
function withoutTwoFactor(facts: Facts): Step {
  if (facts.purpose === 'act') return { step: 'refuse', reason: 'ended' }
  if (facts.passwordMarked) return { step: 'refuse', reason: 'password-marked' }
  return { step: 'finish', access: facts.deadlinePassed ? 'set-up' : 'one-factor' }
}
