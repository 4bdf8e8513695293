import type { Instant } from '../../kernel/clock.ts'
import type { RequestRow } from '../recovery-requests/index.ts'

/** A request that can still be answered. */
export const isOpen = (request: Pick<RequestRow, 'state' | 'expires_at'>, now: Instant): boolean =>
  request.state === 'open' && request.expires_at > now
