import type { PhonePrompt } from '@sparekey/protocol/phone'
import { t, tNamed } from '../messages/messages.ts'

type Act = Pick<PhonePrompt, 'act' | 'params' | 'about'>
type Fact = readonly [name: string, value: string]

/** Longer notes are cut: the screen is for deciding, and the whole of it stands in the console. */
const noteLength = 160

function paramsOf(act: Act): Record<string, string> {
  try {
    return JSON.parse(act.params) as Record<string, string>
  } catch {
    return {}
  }
}

const toOneself: readonly string[] = [
  'add-device',
  'replace-device',
  'remove-device',
  'unblock-device',
  'create-codes',
  'change-password',
  'add-address',
  'remove-address',
  'change-number',
  'remove-number',
]

/** The words before the name of the account that is asked: what somebody is doing with it. */
export function leadOf({ purpose, act }: Pick<PhonePrompt, 'purpose' | 'act'>): string {
  if (purpose === 'sign-in') return t('prompt.sign-in')
  if (act === 'use-old-phone') return t('prompt.old-phone')
  return t(toOneself.includes(act) ? 'prompt.act' : 'prompt.act-as')
}

/** What a confirmation would do, in words, with the name of what it is done to. */
export function actText(act: Act): string {
  const password = act.act === 'approve-recovery' && paramsOf(act).gives === 'password'
  const what = tNamed(`act.${act.act}${password ? '-password' : ''}`, { act: act.act }, 'act.other')
  return act.about ? `${what}: ${act.about}` : what
}

/** Yes to letting somebody in: for how long, which browser, and what became of their phone (RR-5). */
function approvalFacts({ gives, hours, scope, fate, numberInIt, note }: Record<string, string>): Fact[] {
  const noted: Fact = [t('approve.note'), note && note.length > noteLength ? `${note.slice(0, noteLength)}…` : (note ?? '')]
  if (gives === 'password') return [noted]
  return [
    [t('approve.time'), tNamed(`hours.${hours}`, {}, 'approve.unknown')],
    [t('approve.lets-in'), tNamed(`approve.${scope}`, {}, 'approve.unknown')],
    [t('approve.phone'), tNamed(`approve.${fate}${fate === 'lost' && numberInIt === 'yes' ? '-with-number' : ''}`, {}, 'approve.unknown')],
    noted,
  ]
}

/** What a change of the rules does: one line for each setting, as it is signed (EN-1). */
function ruleFacts({ name, changes }: Record<string, string>): Fact[] {
  const lines = (changes ?? '').split(';').map((one): Fact => {
    const [setting = '', value = ''] = one.split('=')
    const shown = setting === 'setUpBy' && value ? dayOf(value) : value
    return [tNamed(`rules.${setting}`, {}, 'rules.other'), shown || t('rules.none')]
  })
  return [[t('rules.for'), name ?? ''], ...lines]
}

const dayOf = (ms: string): string => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(Number(ms))

/** What else is signed with the act, as far as it says something to a person (SI-4). */
export function actFacts(act: Act): Fact[] {
  const params = paramsOf(act)
  if (act.act === 'approve-recovery') return approvalFacts(params)
  if (act.act === 'change-policy' || act.act === 'stop-policy-change') return ruleFacts(params)
  if (act.act === 'extend-deadline')
    return [
      [t('rules.until'), dayOf(params.until ?? '')],
      [t('rules.reason'), params.reason ?? ''],
    ]
  if (act.act === 'change-groups') return [[t('rules.leaves'), params.leaves ?? '']]
  if (act.act === 'delete-group')
    return [
      [t('rules.group'), params.name ?? ''],
      [t('rules.members'), params.members ?? ''],
    ]
  if (act.act === 'change-answers-for')
    return [
      [t('rules.group'), params.name ?? ''],
      [t('rules.answers'), t(params.answers === 'yes' ? 'rules.answers-yes' : 'rules.answers-no')],
    ]
  if (act.act === 'change-role' || act.act === 'invite-account') return [[t('act.role'), tNamed(`role.${params.role}`, {}, 'role.member')]]
  if (act.act === 'allow-lost-phone') return [[t('approve.phone'), params.name ?? '']]
  if (act.act === 'allow-held') return [[t('act.held'), params.name || t('act.held-codes')]]
  // "Remove" carries an id in place of the number.
  if (act.act === 'change-number' || act.act === 'change-contact-number') return [[t('act.number'), params.number ?? '']]
  return []
}
