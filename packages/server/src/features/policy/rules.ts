import type { MethodKind, Role } from '@sparekey/protocol/common'
import { allMethods, type Settings, shippedSettings, strictest } from '@sparekey/protocol/policy-settings'
import { days, hours, type Instant, minutes } from '../../kernel/clock.ts'

/** The rules that hold for one account (EN-1), read once per use case and passed on: of several groups the strictest value,
 * setting by setting. All times are ms. */
export interface Rules {
  /** Two-factor authentication is asked for at all. By when is `deadlineOf`'s to say. */
  required: boolean
  /** Characters of a password, at least (EN-3). */
  passwordMin: number
  /** Digits of the match code, 2 to 6 (SI-4). */
  matchDigits: number
  sessionLife: number
  sessionIdle: number
  /** What may confirm. */
  methods: readonly MethodKind[]
  /** SI-13: a browser may skip the confirmation for so long after one; 0 for never. */
  rememberBrowserFor: number
  /** RR-6: the account is in a marked group, and two people answer for it. */
  twoApprovers: boolean
  /** RR-8: a suspension may be for any browser. */
  anyBrowser: boolean
}

/** What the roles that let others in always have, whatever the groups say: two-factor authentication at once (EN-1), not the weakest
 * method (SM-3), and no suspension for any browser (RR-8). */
export const roleSettings = (role: Role): Settings =>
  role === 'member'
    ? {}
    : { required: 'yes', setUpDays: '0', methods: allMethods.filter((kind) => kind !== 'sms').join(','), anyBrowser: 'no' }

/** The rules that these scopes make together with what holds without any. */
export function rulesOf(scopes: readonly Settings[]): Rules {
  const text = { ...shippedSettings, ...strictest(scopes) }
  const number = (name: keyof typeof shippedSettings): number => Number(text[name])
  return {
    required: text.required === 'yes',
    passwordMin: number('passwordMin'),
    matchDigits: number('matchDigits'),
    sessionLife: hours(number('sessionHours')),
    sessionIdle: minutes(number('idleMinutes')),
    methods: allMethods.filter((kind) => text.methods.split(',').includes(kind)),
    rememberBrowserFor: days(number('rememberDays')),
    twoApprovers: text.twoApprovers === 'yes',
    anyBrowser: text.anyBrowser === 'yes',
  }
}

/** What holds without any group's rules. */
export const shippedRules: Rules = rulesOf([shippedSettings])

/** The end of the days that everybody has as shipped: what `account.due_at` holds, from which each deadline is counted. */
export const shippedDue = (now: Instant): Instant => now + days(Number(shippedSettings.setUpDays))
