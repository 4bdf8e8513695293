import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { listAddresses } from '../accounts/index.ts'
import { makeLink } from '../links/index.ts'
import { denialLife, type NoticeParams, type StoppableKind, tellOwner } from '../notices/index.ts'
import { numbersAsOf } from '../phone-numbers/index.ts'
import { queueSms, reserveSms } from '../sms-gateways/index.ts'
import { smsText } from './messages/en.ts'

/** Contact data counts as it was so long ago: what was changed since may have been changed by a thief (RR-3). ms */
const lookBack = days(7)

/** What a step needed. What a password alone can cause is limited, so that nobody makes us send texts by it; the rest follows
 * what people decided, and is never left out (ADR 0019). */
const smsKindOf: Record<StoppableKind, 'asked' | 'acted'> = {
  'recovery-requested': 'asked',
  'recovery-stopped': 'asked',
  'recovery-agreed': 'acted',
  'recovery-approved': 'acted',
  'access-code-made': 'acted',
  'suspension-claimed': 'acted',
  'suspension-ended': 'acted',
}

/** Tells the owner of one step on the way through an administrator, on every channel (RR-3): in the app and by push on every
 * phone, also one that is paused or blocked; by mail to all addresses, also those removed in the last 7 days; by SMS to the
 * number of 7 days ago. Each with its own "Stop this". In the transaction of the step itself. */
export async function tellOfRecovery(
  core: Core,
  tx: Tx,
  q: { account: string; kind: StoppableKind; params?: NoticeParams },
): Promise<{ notice: string }> {
  const now = core.clock.now()
  const removed = (await listAddresses(tx, q.account)).filter(
    (row) => row.verified_at !== null && row.held_at === null && row.replaced_at !== null && row.replaced_at > now - lookBack,
  )
  const params = q.params ?? {}
  const told = await tellOwner(core, tx, { accountId: q.account, kind: q.kind, params, alsoTo: removed.map((row) => row.address) })
  const numbers = await numbersAsOf(core, tx, q.account, now - lookBack)
  for (const one of numbers.filter(({ kind, held }) => kind === 'sms' && !held)) {
    const reserved = await reserveSms(core, tx, { kind: smsKindOf[q.kind], account: q.account, e164: one.number })
    if (!reserved.ok) continue
    const data = { notice: told.notice, channel: 'sms' }
    const link = await makeLink(core, tx, { purpose: 'stop', accountId: q.account, data, ttl: denialLife })
    const text = smsText({ kind: q.kind, siteName: core.config.siteName, stop: link.url, last: reserved.sms.last })
    await queueSms(core, tx, reserved.sms, { text, dedupe: link.id, endsAt: now + days(3) })
  }
  return told
}
