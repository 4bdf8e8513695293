import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, hours, type Instant, minutes } from '../../kernel/clock.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { reserveInWindow, type WindowRule } from '../attempts/index.ts'
import { numberMac, prefixOf } from '../phone-numbers/index.ts'

// SM-4: what somebody with a password, or with a hundred bought accounts, can make us send. Numbers of one prefix (all but the
// last four digits) and one network are counted across accounts, since whoever earns by texts owns ranges of numbers.

const bounds = {
  account: [
    { limit: 3, per: minutes(10) },
    { limit: 12, per: days(1) },
  ],
  number: [
    { limit: 3, per: minutes(10) },
    { limit: 12, per: days(1) },
  ],
  prefix: [
    { limit: 20, per: hours(1) },
    { limit: 60, per: days(1) },
  ],
  network: [
    { limit: 60, per: hours(1) },
    { limit: 200, per: days(1) },
  ],
} as const satisfies Record<string, readonly WindowRule[]>

/** Counts one code on every count that bounds it, in the transaction that sends it; always in this order, so that two never
 * wait for each other. @returns why it may not be sent */
export async function countSms(
  core: Core,
  tx: Tx,
  q: { account: string; e164: string; network: string },
  now: Instant = core.clock.now(),
): Promise<Refused | undefined> {
  const subjects: Record<keyof typeof bounds, string> = {
    account: q.account,
    number: numberMac(core, q.e164),
    prefix: numberMac(core, prefixOf(q.e164)),
    network: q.network,
  }
  for (const kind of Object.keys(bounds) as (keyof typeof bounds)[]) {
    for (const rule of bounds[kind]) {
      const counted = await reserveInWindow(tx, `sms ${kind} ${subjects[kind]} ${rule.per}`, rule, now)
      if (!counted.ok) return over(core, kind, counted.retryAt)
    }
  }
  const budget = await reserveInWindow(tx, 'sms day', { limit: core.config.sms?.perDay ?? 0, per: days(1) }, now)
  return budget.ok ? undefined : over(core, 'day', budget.retryAt)
}

function over(core: Core, kind: string, retryAt: Instant): Refused {
  // Many of these are what fraud looks like; a full day silences a method, so the operator must see it.
  if (kind === 'prefix' || kind === 'day') core.log.error('An SMS was not sent: a limit is reached', { kind })
  else core.log.warn('An SMS was not sent: a limit is reached', { kind })
  return refused('sms_limit', { retryAt })
}
