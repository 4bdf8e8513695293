import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { done, type Outcome, type Refused, refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { takeTurn } from '../accounts/index.ts'
import { numberMac, prefixOf, readNumber } from '../phone-numbers/index.ts'
import { mayBeSent, smsIsOn } from './may-be-sent.ts'
import { askedLimit, budgetFor, codeLimits, type SmsKind } from './sms-limits.ts'
import { type CountedBy, insertSent, nthNewest } from './sms-sent.store.ts'
import { tellOfLimit } from './tell-of-limit.ts'

const reserved = Symbol('reserved')

/** A text that was counted and may go out. There is no other way to get one than to count it. */
export interface ReservedSms {
  readonly account: string
  /** E.164 */
  readonly to: string
  /** No further one of its kind will go to this account for now. */
  readonly last: boolean
  readonly [reserved]: true
}

export interface ToReserve {
  kind: SmsKind
  account: string
  e164: string
  /** Who asked for a code, as far as networks are counted. */
  network?: string
}

type Parts = Pick<Core, 'db' | 'clock' | 'config' | 'random' | 'secrets' | 'log' | 'live'>

/** Counts one text on everything that bounds it (SM-4), in the transaction that sends it: what is undone was not sent.
 * @returns why it may not be sent */
export async function reserveSms(core: Core, tx: Tx, q: ToReserve): Promise<Outcome<{ sms: ReservedSms }>> {
  if (!smsIsOn(core)) return refused('sms_not_set_up')
  if (!mayBeSent(core, await readNumber(q.e164))) return refused('number_not_allowed')
  // Two at once would each find the last place free. What is never refused waits for nobody.
  if (q.kind !== 'acted') await takeTurn(tx, 'sms')
  const now = core.clock.now()
  const perDay = core.config.sms?.perDay ?? 0
  const subjects = { account_id: q.account, number_mac: numberMac(core, q.e164), prefix_mac: numberMac(core, prefixOf(q.e164)) }
  const counts = { ...subjects, ...(q.network === undefined ? {} : { network: q.network }) }
  const { full, sent } = q.kind === 'code' ? { full: await fullForCode(core, tx, counts, now), sent: 0 } : await fullForNotice(tx, q, now)
  full.push(...(await fullBudget(tx, budgetFor(q.kind, { perDay, first: sent === 0 }), now)))
  if (full.length > 0) return refusedFor(core, full)
  await insertSent(tx, { id: newId(core.random, 'txt'), at: now, kind: q.kind, ...subjects, network: q.network ?? null })
  await tellWhereFull(core, tx, q, subjects.prefix_mac)
  const sms: ReservedSms = { account: q.account, to: q.e164, last: q.kind === 'asked' && sent + 1 >= askedLimit.limit, [reserved]: true }
  return done({ sms })
}

/** A limit that is reached, and when it is no longer. */
interface Full {
  what: CountedBy | 'asked' | 'day'
  until: Instant
}

async function fullForCode(core: Parts, tx: Tx, counts: Partial<Record<CountedBy, string>>, now: Instant): Promise<Full[]> {
  const limits = codeLimits(core.config.sms?.perDay ?? 0)
  const full: Full[] = []
  for (const [column, value] of Object.entries(counts) as [CountedBy, string][])
    for (const { limit, per } of limits[column]) {
      const at = await nthNewest(tx, { nth: limit, of: ['code'], by: { column, value } })
      if (at !== undefined && at > now - per) full.push({ what: column, until: at + per })
    }
  return full
}

/** How many an account was told of in a day that needed a password alone, and whether that is enough. */
async function fullForNotice(tx: Tx, q: ToReserve, now: Instant): Promise<{ sent: number; full: Full[] }> {
  if (q.kind !== 'asked') return { sent: 0, full: [] }
  const { limit, per } = askedLimit
  for (let nth = limit; nth > 0; nth--) {
    const at = await nthNewest(tx, { nth, of: ['asked'], by: { column: 'account_id', value: q.account } })
    if (at !== undefined && at > now - per) return { sent: nth, full: nth === limit ? [{ what: 'asked', until: at + per }] : [] }
  }
  return { sent: 0, full: [] }
}

async function fullBudget(tx: Tx, budget: number | undefined, now: Instant): Promise<Full[]> {
  if (budget === undefined) return []
  const at = await nthNewest(tx, { nth: budget })
  return at !== undefined && at > now - days(1) ? [{ what: 'day', until: at + days(1) }] : []
}

/** The text that takes the last place says so to the administrators: one that is refused leaves nothing behind. */
async function tellWhereFull(core: Core, tx: Tx, q: ToReserve, prefix: string): Promise<void> {
  const now = core.clock.now()
  const perDay = core.config.sms?.perDay ?? 0
  const isFull = async (nth: number, per: number, by?: { column: CountedBy; value: string }): Promise<boolean> => {
    const at = await nthNewest(tx, { nth, ...(by ? { by, of: ['code'] as const } : {}) })
    return at !== undefined && at > now - per
  }
  if (await isFull(perDay, days(1))) await tellOfLimit(core, tx, 'budget')
  if (q.kind !== 'code') return
  for (const { limit, per } of codeLimits(perDay).prefix_mac)
    if (await isFull(limit, per, { column: 'prefix_mac', value: prefix })) return await tellOfLimit(core, tx, 'range')
}

const words: Record<Full['what'], string> = {
  account_id: 'account',
  number_mac: 'number',
  prefix_mac: 'prefix',
  network: 'network',
  asked: 'asked',
  day: 'day',
}

/** Named is the first moment at which none of them stands in the way. */
function refusedFor(core: Parts, full: readonly Full[]): Refused {
  for (const { what } of full) {
    // Many of these are what fraud looks like; a full day silences a method, so the operator must see it.
    const level = what === 'prefix_mac' || what === 'day' ? 'error' : 'warn'
    core.log[level]('An SMS was not sent: a limit is reached', { kind: words[what] })
  }
  return refused('sms_limit', { retryAt: Math.max(...full.map(({ until }) => until)) })
}
