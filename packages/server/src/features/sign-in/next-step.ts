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
  /** The same for a sign-in that nothing confirms, also after a link that an administrator made changed the password (SI-15). */
  passwordHeldBack: boolean
  /** Two-factor authentication is on since a completed set-up (SI-2). */
  twoFactor: boolean
  /** EN-2: until then a member may go without. */
  deadlinePassed: boolean
  /** A method confirmed this sign-in, and what confirmed it is still trusted. */
  confirmed: boolean
  /** The rules still allow the method that confirmed it (EN-1, SI-12). */
  methodAllowed: boolean
  /** The way through an administrator, as it stands for this very browser: nothing, a request that waits, one whose end the
   * page still shows, or a suspension in force that lets this browser in (RR-8). */
  recovery: 'none' | 'waiting' | 'over' | 'may-enter'
  /** On a shared computer the password is asked once more before a suspension lets in (RR-2). */
  passwordAgain: boolean
  /** The cookie of a remembered browser came with the password, and counts now (SI-13). */
  remembered: boolean
  /** This very sign-in used the break-glass kit, so it changes a marked password itself (SI-15). */
  changesPassword: boolean
  /** Unspent recovery codes that count (RC-4). */
  codesLeft: number
}

export type Step =
  | { step: 'confirm' }
  | { step: 'change-password' }
  | { step: 'new-codes' }
  | { step: 'wait' }
  | { step: 'password-again' }
  /** `by` says what stands in for a confirmation. */
  | { step: 'finish'; access: Access; by?: 'remembered-browser' }
  | { step: 'refuse'; reason: 'ended' | 'password-marked' }

/** One step from the facts, in the order in which they bind. */
export function nextStep(facts: Facts): Step {
  if (!facts.accountActive || !facts.passwordCurrent) return { step: 'refuse', reason: 'ended' }
  if (facts.startedAs === 'set-up-link') return { step: 'finish', access: 'set-up' }
  if (!facts.twoFactor) return withoutTwoFactor(facts)
  if (!facts.confirmed) return withoutConfirmation(facts)
  if (!facts.methodAllowed) return { step: 'refuse', reason: 'ended' }
  if (facts.purpose === 'act') return { step: 'finish', access: 'full' }
  if (facts.passwordMarked) return { step: 'change-password' }
  if (facts.codesLeft === 0) return { step: 'new-codes' }
  return { step: 'finish', access: 'full' }
}

/** What the password alone would open is closed while a stranger is believed to know it (SI-15). */
const heldBack = (facts: Facts): boolean => facts.passwordMarked || facts.passwordHeldBack

/** Not confirmed: a suspension may let this browser in, with one factor; a request can only wait (SI-11). */
function withoutConfirmation(facts: Facts): Step {
  if (facts.purpose === 'act') return { step: 'confirm' }
  if (facts.recovery === 'none') return withRememberedBrowser(facts)
  // SI-15: a suspension gives no session until a marked password was changed another way.
  if (facts.recovery !== 'may-enter') return { step: 'wait' }
  if (heldBack(facts)) return { step: facts.changesPassword ? 'change-password' : 'wait' }
  return facts.passwordAgain ? { step: 'password-again' } : { step: 'finish', access: 'one-factor' }
}

/** SI-13: with one factor, and only a typed password that no stranger is believed to know. */
function withRememberedBrowser(facts: Facts): Step {
  const skips = facts.remembered && facts.startedAs === 'password' && !heldBack(facts)
  return skips ? { step: 'finish', access: 'one-factor', by: 'remembered-browser' } : { step: 'confirm' }
}

/** SI-2: the password alone opens an account that was never set up, before its deadline; afterwards it leads to the set-up only.
 * Nobody gets in, or changes a marked password, with the marked password alone (SI-15). */
function withoutTwoFactor(facts: Facts): Step {
  if (facts.purpose === 'act') return { step: 'refuse', reason: 'ended' }
  if (heldBack(facts)) return { step: 'refuse', reason: 'password-marked' }
  return { step: 'finish', access: facts.deadlinePassed ? 'set-up' : 'one-factor' }
}
