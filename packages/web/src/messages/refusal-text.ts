import type { RefusalBody } from '@sparekey/protocol/errors'
import { serverNow } from '../api/server-time.ts'
import { isKey, t } from './messages.ts'

/** A refusal in the reader's language: what happened, what to do, and how long to wait where waiting helps. */
export function refusalText(refusal: RefusalBody): string {
  const key = `refusal.${refusal.code}`
  const said = isKey(key) ? t(key as 'refusal.internal') : t('refusal.internal')
  if (refusal.retryAt === undefined) return said
  // To the minute, and rounded up: this sentence stands still while time goes on.
  const minutes = Math.max(1, Math.ceil((refusal.retryAt - serverNow()) / 60_000))
  const wait = minutes < 90 ? t('refusal.wait-minutes', { count: minutes }) : t('refusal.wait-hours', { count: Math.ceil(minutes / 60) })
  return `${said} ${wait}`
}
