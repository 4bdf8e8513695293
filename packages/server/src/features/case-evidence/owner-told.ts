import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { usableAddresses } from '../accounts/index.ts'
import { numbersAsOf } from '../phone-numbers/index.ts'
import { smsIsOn } from '../sms-gateways/index.ts'
import { lately, type OwnerTold } from './flags.ts'
import { hasPushAddress, messagesSince, noticesSince, stopLinksSince } from './owner-told.store.ts'

/** What the owner is told of when somebody asks. */
const askingKinds = ['recovery-requested', 'recovery-agreed', 'recovery-approved', 'access-code-made'] as const

/** Whether the owner was told of what was asked since then (RR-3, RR-4). A code for a login that happened to be sent tells nobody of a
 * request: only messages that carry "Stop this" count.
 * @param q.told false where nobody has been told yet, since a case without a request tells the owner when it is approved: then it is
 * asked whether there is a channel at all
 * @returns with when the first message arrived */
export async function ownerTold(
  core: Core,
  db: Db | Tx,
  q: { account: string; since: Instant; told: boolean },
): Promise<OwnerTold & { at?: Instant | undefined }> {
  const now = core.clock.now()
  if (!q.told)
    return (await hasChannel(core, db, q.account)) ? { channels: 'some', arrived: false, onItsWaySince: now, now } : { channels: 'none' }
  const stops = (await stopLinksSince(db, q.account, q.since)).flatMap(({ id }) => [`mail ${id}`, `sms ${id}`])
  const notices = (await noticesSince(db, q.account, q.since, askingKinds)).map(({ id }) => `notice ${id} `)
  const messages = (await messagesSince(db, q.account, q.since)).filter(
    ({ dedupe }) => stops.includes(dedupe) || notices.some((notice) => dedupe.startsWith(notice)),
  )
  if (messages.length === 0) return { channels: 'none' }
  const sent = messages.flatMap(({ sent_at: at }) => (at === null ? [] : [at]))
  const waiting = messages.filter((one) => one.sent_at === null && one.failed_at === null).map((one) => one.created_at)
  return {
    channels: 'some',
    arrived: sent.length > 0,
    onItsWaySince: waiting.length > 0 ? Math.max(...waiting) : undefined,
    now,
    at: sent.length > 0 ? Math.min(...sent) : undefined,
  }
}

async function hasChannel(core: Core, db: Db | Tx, account: string): Promise<boolean> {
  if (core.config.mail && (await usableAddresses(db, account)).length > 0) return true
  if (core.config.push.subject !== '' && (await hasPushAddress(db, account))) return true
  if (!smsIsOn(core)) return false
  const numbers = await numbersAsOf(core, db, account, core.clock.now() - lately)
  return numbers.some(({ kind, held }) => kind === 'sms' && !held)
}
