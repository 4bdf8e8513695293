import type { Refused } from '../api/outcome.ts'
import { serverNow } from '../api/server-clock.ts'
import { t, tNamed } from './messages.ts'

/** A refusal as a sentence that says what to do, with the wait where waiting helps. */
export function refusalText(refused: Refused): string {
  const said = tNamed(`refusal.${refused.code}`, { code: refused.code }, 'refusal.other')
  if (refused.retryAt === undefined) return said
  return `${said} ${t('refusal.wait', { count: Math.max(1, Math.ceil((refused.retryAt - serverNow()) / 60_000)) })}`
}
