import type { MethodKind } from '@sparekey/protocol/common'
import type { ReadyView, Way } from '@sparekey/protocol/readiness'
import type { Instant } from '../../kernel/clock.ts'
import type { AnswersToday } from './answers-for.ts'

// "What if I lose this phone today?" as rules on facts. Reads nothing.

export interface WaysFacts {
  /** What the rules of the account's groups allow. */
  allowed: readonly MethodKind[]
  /** What confirms at this moment, with the phone in hand. */
  works: ReadonlySet<MethodKind>
  /** Names of the phones that stay. */
  others: readonly string[]
  /** How many confirm now. */
  phones: number
  codes: { left: number; held: boolean } | undefined
  /** Lanes in which typed methods are off (SI-10). */
  typedOff: readonly ('known' | 'other')[]
  number: { lastTwo: string; servesFrom?: Instant; held: boolean; blocked: boolean } | undefined
  numberInIt: boolean
  smsPossible: boolean
  standing: AnswersToday
  /** Only where the account is an administrator's. */
  kit: { madeAt?: number; testedAt?: number } | undefined
  now: Instant
}

/** With so few codes left new ones are due (RC-4). */
const fewCodes = 3

const works = (kind: Way['kind'], takes: Way['takes'] & string, why: string, params: Way['params'] = {}): Way => ({
  kind,
  works: true,
  takes,
  why,
  params,
})
const not = (kind: Way['kind'], why: string, todo?: Way['todo'], params: Way['params'] = {}): Way => ({
  kind,
  works: false,
  why,
  params,
  ...(todo ? { todo } : {}),
})

/** Each way as it would be without the phone, the quickest first. */
export function waysOf(facts: WaysFacts): Way[] {
  return [otherPhone(facts), recoveryCode(facts), ...sms(facts), approver(facts), ...kit(facts)]
}

function otherPhone(f: WaysFacts): Way {
  if (f.others.length > 0 && (f.works.has('phone') || f.works.has('verification-code')))
    return works('other-phone', 'minute', 'works', { names: f.others.join(', '), count: f.others.length })
  if (f.phones > 1) return not('other-phone', 'all-lost')
  return not('other-phone', 'none', 'add-phone')
}

function recoveryCode(f: WaysFacts): Way {
  const kind = 'recovery-code'
  if (!f.allowed.includes(kind)) return not(kind, 'not-allowed', 'ask-administrator')
  if (!f.codes) return not(kind, 'none', 'create-codes')
  if (f.codes.held) return not(kind, 'held', 'create-codes')
  if (f.codes.left === 0) return not(kind, 'spent', 'create-codes')
  if (f.typedOff.length > 1) return not(kind, 'off', 'allow-typed')
  const params = { count: f.codes.left }
  if (f.codes.left <= fewCodes) return { ...works(kind, 'minute', 'few', params), todo: 'create-codes' }
  if (f.typedOff.includes('other')) return { ...works(kind, 'minute', 'known-only', params), todo: 'allow-typed' }
  return works(kind, 'minute', 'works', params)
}

function sms(f: WaysFacts): Way[] {
  if (!f.number) return f.smsPossible ? [not('sms', 'none', 'add-number')] : []
  const params = { digits: f.number.lastTwo }
  if (!f.smsPossible) return [not('sms', 'not-allowed', undefined, params)]
  if (f.number.held) return [not('sms', 'held', undefined, params)]
  if (f.number.blocked) return [not('sms', 'blocked', 'add-number', params)]
  if (f.number.servesFrom !== undefined && f.number.servesFrom > f.now)
    return [not('sms', 'waits', undefined, { ...params, at: f.number.servesFrom })]
  if (f.numberInIt) return [not('sms', 'in-it', undefined, params)]
  if (!f.works.has('sms')) return [not('sms', 'not-sent', 'add-number', params)]
  if (f.typedOff.length > 1) return [not('sms', 'off', 'allow-typed', params)]
  return [works('sms', 'minute', 'works', params)]
}

function approver(f: WaysFacts): Way {
  const { answerers, because, waits } = f.standing
  if (answerers === 0) return not('approver', f.kit ? 'nobody-admin' : 'nobody')
  const params = { count: answerers }
  if (waits) return { ...works('approver', 'day', 'waits', params), because }
  if (because.length > 0) return { ...works('approver', 'people', 'two', params), because }
  return works('approver', 'people', 'one', params)
}

function kit(f: WaysFacts): Way[] {
  if (!f.kit) return []
  if (f.kit.madeAt === undefined) return [not('kit', 'none', 'kit')]
  if (f.kit.testedAt === undefined) return [{ ...works('kit', 'minute', 'untested'), todo: 'kit' }]
  return [works('kit', 'minute', 'works', { at: f.kit.testedAt })]
}

/** What it comes to. Codes that are many, or a second phone, are what makes somebody ready. */
export function verdictOf(ways: readonly Way[]): ReadyView['verdict'] {
  const way = (kind: Way['kind']) => ways.find((one) => one.kind === kind && one.works)
  const codes = way('recovery-code')
  if (way('other-phone') || (codes && codes.why !== 'few')) return 'ready'
  if (codes || way('sms')) return 'thin'
  return way('approver') ? 'people' : 'locked-out'
}
