import type { Core } from '../../core.ts'
import { type Instant, minutes, seconds } from '../../kernel/clock.ts'

export interface OutboxItem {
  id: string
  accountId: string | null
  deviceId: string | null
  payload: unknown
  /** With this one. */
  attempts: number
  endsAt: Instant
}

/** Sends one item within {@link senderLife}. `failed` takes a short code, such as `smtp_550`; what is thrown is tried again. */
export type Sender = (core: Core, item: OutboxItem) => Promise<'sent' | { retryAt: Instant } | { failed: string }>

/** How long a sender may take, ms. */
export const senderLife = seconds(60)
/** Longer than a sender may take, so that nobody else begins while it works. */
export const leaseLife = senderLife + seconds(60)

/** When to try again after so many attempts: 10 s, doubling, at most 30 minutes. */
export const retryAfter = (core: Pick<Core, 'clock'>, attempts: number): Instant =>
  core.clock.now() + Math.min(seconds(10) * 2 ** Math.min(attempts - 1, 20), minutes(30))
