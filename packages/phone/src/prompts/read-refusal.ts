import { isUnreachable, type Refused } from '../api/outcome.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'

/** What a refused answer means for the screen: the prompt is over, or a sentence to show beside what was typed. */
export function readRefusal(refused: Refused): { over: 'ended' | 'wrong' } | { error: string } {
  if (refused.code === 'match_code_wrong') {
    const left = Number(refused.detail?.left ?? 0)
    return left > 0 ? { error: t('prompt.wrong', { count: left }) } : { over: 'wrong' }
  }
  if (refused.code === 'prompt_over' || refused.code === 'not_found') return { over: 'ended' }
  return { error: isUnreachable(refused) ? t('prompt.unsent') : refusalText(refused) }
}
