import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { queue } from '../outbox/index.ts'
import type { ReservedSms } from './reserve-sms.ts'

/** One text, as it waits in the outbox. */
export interface Sms {
  /** E.164 */
  to: string
  text: string
  /** The code that it carries, for telling the page that waits. */
  about?: string
}

/** Puts a text that was counted on its way, in the transaction of what it tells about.
 * @returns false if the same one was queued before
 * @throws if the text is empty: gateways would take it, and send an empty one */
export async function queueSms(
  core: Pick<Core, 'clock' | 'random' | 'secrets' | 'db'>,
  tx: Tx,
  sms: ReservedSms,
  q: { text: string; dedupe: string; endsAt: Instant; about?: string },
): Promise<boolean> {
  if (q.text.trim() === '') throw new Error('An SMS needs a text')
  const payload: Sms = { to: sms.to, text: q.text, ...(q.about ? { about: q.about } : {}) }
  return await queue(core, tx, { kind: 'sms', dedupe: `sms ${q.dedupe}`, accountId: sms.account, payload, endsAt: q.endsAt })
}
