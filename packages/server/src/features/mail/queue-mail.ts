import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { queue } from '../outbox/index.ts'
import { type Mail, oneLine } from './message.ts'

/** Puts a mail on its way, in the transaction of what it tells about. Without a mail server nothing is queued: the
 * pages show links to copy then (OP-7).
 * @param q.to an address as `readAddress` returned it
 * @returns whether it is on its way */
export async function queueMail(
  core: Pick<Core, 'clock' | 'random' | 'secrets' | 'db' | 'config'>,
  tx: Tx,
  q: Mail & { accountId?: string | undefined; dedupe: string; endsAt: Instant },
): Promise<boolean> {
  if (!core.config.mail) return false
  const payload: Mail = { to: q.to, subject: oneLine(q.subject), text: q.text }
  await queue(core, tx, { kind: 'mail', dedupe: `mail ${q.dedupe}`, accountId: q.accountId, payload, endsAt: q.endsAt })
  return true
}
