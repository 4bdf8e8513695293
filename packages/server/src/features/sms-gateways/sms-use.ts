import type { SmsUse } from '@sparekey/protocol/sms'
import type { Core } from '../../core.ts'
import { days } from '../../kernel/clock.ts'
import { countSince, lastTold, mostSince, nthNewest } from './sms-sent.store.ts'

const day = days(1)
const askersShown = 5

/** What was sent in the last 24 hours, whether that is all that may be, and for whom most of it was (SM-4). */
export async function smsUse(core: Core): Promise<SmsUse> {
  const { sms } = core.config
  if (!sms) return { on: false, sent: 0, perDay: 0, askers: [] }
  const now = core.clock.now()
  const last = await nthNewest(core.db, { nth: sms.perDay })
  const range = await lastTold(core.db, 'range')
  const askers = await mostSince(core.db, now - day, askersShown)
  return {
    on: true,
    sent: await countSince(core.db, now - day),
    perDay: sms.perDay,
    ...(last !== undefined && last > now - day ? { fullUntil: last + day } : {}),
    ...(range !== undefined && range > now - day ? { rangeFullAt: range } : {}),
    askers: askers.map((one) => ({ ...one, texts: Number(one.texts), networks: Number(one.networks) })),
  }
}
