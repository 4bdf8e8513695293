import type { End, EndingAct } from '../../core.ts'
import { endWaitingCases } from './cases.store.ts'

const endedBy: Partial<Record<EndingAct, string>> = {
  'account-disabled': 'disabled',
  'notice-not-me': 'not-me',
  'denied-not-me': 'not-me',
  'password-changed': 'password-changed',
}

/** What was approved and waits for its access code to be shown ends where an act asks for it; a changed password ends what would
 * have given a new one (SI-12). */
export const endWaiting: End = async (tx, account, act) => {
  const reason = endedBy[act]
  if (reason) await endWaitingCases(tx, { account, reason, passwordOnly: act === 'password-changed' })
}
