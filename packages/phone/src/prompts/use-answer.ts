import type { Decision } from '@sparekey/protocol/phone'
import { useState } from 'preact/hooks'
import { closeNotification } from '../notifications/close-notification.ts'
import { lookForPrompts } from '../state/look.ts'
import { replaceScreen } from '../state/navigation.ts'
import { phone } from '../state/phone.ts'
import type { OpenPrompt } from '../state/screen.ts'
import { answerPrompt } from './answer-prompt.ts'
import { forgetConfirmed, rememberConfirmed } from './confirmed-prompts.ts'
import { readRefusal } from './read-refusal.ts'

/** Sends decisions about one prompt, and goes on to the screen that says what came of it.
 * @param confirmed whether it had been confirmed already */
export function useAnswer(open: OpenPrompt, confirmed = false) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()

  const answer = async (decision: Decision, matchCode = '') => {
    const account = phone.get().accounts.find((one) => one.device === open.device)
    if (!account || busy) return
    setBusy(true)
    setError(undefined)
    const outcome = await answerPrompt(account, open.prompt, decision, matchCode)
    const refusal = outcome.ok ? undefined : readRefusal(outcome)
    if (refusal && 'error' in refusal) {
      setBusy(false)
      return setError(refusal.error)
    }
    // Busy from here on until the screen is another: the prompt has ended, and how is said there.
    if (decision === 'not-me') await forgetConfirmed(open.prompt.id)
    void closeNotification(open.prompt.id)
    void lookForPrompts(account)
    if (outcome.ok && outcome.value.state === 'confirmed') await rememberConfirmed(open)
    if (outcome.ok) replaceScreen({ name: 'answered', state: outcome.value.state, open, confirmed })
    else if (refusal) replaceScreen({ name: 'over', why: refusal.over })
  }

  return { answer, busy, error, setError }
}
