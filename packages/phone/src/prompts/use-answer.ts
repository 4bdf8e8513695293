import type { Decision } from '@sparekey/protocol/phone'
import { useState } from 'preact/hooks'
import { isUnreachable, type Refused } from '../api/outcome.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { closeNotification } from '../notifications/close-notification.ts'
import { replaceScreen } from '../state/navigation.ts'
import { lookForPrompts, phone } from '../state/phone.ts'
import type { OpenPrompt } from '../state/screen.ts'
import { answerPrompt } from './answer-prompt.ts'
import { forgetConfirmed, rememberConfirmed } from './confirmed-prompts.ts'

/** What a refused answer means for the screen: the prompt is over, or a sentence to show beside what was typed. */
export function readRefusal(refused: Refused): { over: 'ended' | 'wrong' } | { error: string } {
  if (refused.code === 'match_code_wrong') {
    const left = Number(refused.detail?.left ?? 0)
    return left > 0 ? { error: t('prompt.wrong', { count: left }) } : { over: 'wrong' }
  }
  if (refused.code === 'prompt_over' || refused.code === 'not_found') return { over: 'ended' }
  return { error: isUnreachable(refused) ? t('prompt.unsent') : refusalText(refused) }
}

/** Sends decisions about one prompt, and goes on to the screen that says what came of it. */
export function useAnswer(open: OpenPrompt) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()

  const answer = async (decision: Decision, matchCode = '') => {
    const account = phone.get().accounts.find((one) => one.device === open.device)
    if (!account || busy) return
    setBusy(true)
    setError(undefined)
    const outcome = await answerPrompt(account, open.prompt, decision, matchCode)
    setBusy(false)
    const refusal = outcome.ok ? undefined : readRefusal(outcome)
    if (refusal && 'error' in refusal) return setError(refusal.error)
    if (decision === 'not-me') await forgetConfirmed(open.prompt.id)
    void closeNotification(open.prompt.id)
    void lookForPrompts(account)
    if (outcome.ok && outcome.value.state === 'confirmed') await rememberConfirmed(open)
    if (outcome.ok) replaceScreen({ name: 'answered', state: outcome.value.state, open })
    else if (refusal) replaceScreen({ name: 'over', why: refusal.over })
  }

  return { answer, busy, error, setError }
}
