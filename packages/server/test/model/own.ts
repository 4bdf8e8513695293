import { phoneActBytes } from '@sparekey/protocol/signed-bytes'
import { payloadPlace } from '../../src/features/outbox/queue.ts'
import { sweepRequests } from '../../src/features/recovery-requests/index.ts'
import { recoverAccount } from '../../src/features/server-recovery/index.ts'
import { sweepSignIns } from '../../src/features/sign-in/index.ts'
import { sweepSuspensions } from '../../src/features/suspensions/index.ts'
import { days, hours } from '../../src/kernel/clock.ts'
import { addCode, confirmsFresh, deskOf, isSignedIn } from './answering.ts'
import type { SuspensionBelief } from './beliefs.ts'
import { type Person, type Place, places } from './cast.ts'
import { answersOnPhone, beginFresh } from './door.ts'
import { disabled, endSuspensions, granted, loggedOutEverywhere, noticeNotMe, stopped } from './endings.ts'
import { finishes, newPassword } from './finishing.ts'
import { useFresh } from './fresh.ts'
import { holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'
import { typesCode } from './typed-codes.ts'

// What owners and administrators do in their sessions, and what stops others without one.

/** The newest link of a purpose that went out to somebody. */
async function linkFor(story: Story, person: Person, purpose: 'stop' | 'not-me', nth: number): Promise<string | undefined> {
  const { core } = story.stage
  const rows = await core.db
    .selectFrom('outbox')
    .select(['id', 'payload_sealed'])
    .where('kind', '=', 'mail')
    .where('account_id', '=', story.beliefs.accounts[person].member.id)
    .where('payload_sealed', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  const tokens: string[] = []
  for (const row of rows) {
    const token = new RegExp(`/link/${purpose}#([\\w-]{43})`).exec(core.secrets.open(payloadPlace(row.id), row.payload_sealed ?? ''))?.[1]
    if (token) tokens.push(token)
  }
  return tokens[nth % Math.max(1, tokens.length)]
}

/** "Stop this" or "This wasn't me", by the link in a mail. */
export async function usesLink(story: Story, person: Person, purpose: 'stop' | 'not-me', nth: number): Promise<void> {
  const token = await linkFor(story, person, purpose, nth)
  if (!token) return
  const answer = await story.stage.app.browser({ ip: '203.0.113.99' }).post(`/api/links/${purpose}`, { token })
  tell(story, `${person}: ${purpose === 'stop' ? '“Stop this”' : '“This wasn’t me”'} by a link → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, !story.beliefs.spent.has(token), 'a link was accepted a second time')
  story.beliefs.spent.add(token)
  said(story, person, purpose)
}

function said(story: Story, person: Person, purpose: 'stop' | 'not-me'): void {
  mayWrite(story, 'suspension_ended', 'password_marked')
  if (purpose === 'stop') {
    writes(story, 'recovery_stopped')
    stopped(story.beliefs, person, story.now())
  } else {
    writes(story, 'notice_denied')
    noticeNotMe(story.beliefs, person, story.now())
  }
  saw(story, purpose === 'stop' ? '“Stop this”' : '“This wasn’t me”')
}

/** The same, signed by a phone of the account that is or was trusted. */
export async function saysByPhone(story: Story, person: Person, purpose: 'stop' | 'not-me', nth: number): Promise<void> {
  const { core, app } = story.stage
  const phone = story.beliefs.phones.filter((one) => one.account === person).at(-1)
  const kinds = await core.db
    .selectFrom('notice')
    .select(['id', 'kind'])
    .where('account_id', '=', story.beliefs.accounts[person].member.id)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()
  const fitting = kinds.filter((one) => one.kind.startsWith('recovery') === (purpose === 'stop'))
  const notice = fitting[nth % Math.max(1, fitting.length)]
  if (!phone || !notice) return
  const browser = app.browser({ ip: '198.51.100.4' })
  const { nonce } = (await browser.post('/api/phone/nonce')).body as { nonce: string }
  const at = story.now()
  const signature = phone.sign(phoneActBytes({ origin: core.config.origin, device: phone.id, act: purpose, subject: notice.id, nonce, at }))
  const send = () => browser.post(`/api/phone/notices/${notice.id}/${purpose}`, { device: phone.id, at, nonce, signature })
  const answers = await Promise.all([send(), send()])
  tell(story, `${person}, on the phone: ${purpose} to “${notice.kind}”, sent twice → ${answers.map(short).join(', ')}`)
  const accepted = answers.filter((answer) => answer.status === 200).length
  if (accepted === 0) return
  holds(story, accepted === 1, 'one signed nonce was accepted twice')
  holds(story, !story.beliefs.spent.has(notice.id), 'a notice was answered a second time')
  story.beliefs.spent.add(notice.id)
  said(story, person, purpose)
}

/** A new password in a session, after a fresh confirmation. */
export async function changesPassword(story: Story, place: Place, password: string, by: 'phone' | 'recovery-code' | 'sms'): Promise<void> {
  const session = story.session.get(place)
  if (!session) return
  if ((await beginFresh(story, place, 'change-password', {})).status === 200) {
    const phone = story.beliefs.phones.find(
      (one) => one.account === session.account && one.state === 'trusted' && one.holder === places[place].holder,
    )
    if (by === 'phone' && phone) await answersOnPhone(story, { phone, place, decision: 'confirm' })
    if (by !== 'phone') await typesCode(story, { method: by, place, of: session.account, nth: 9, wrong: false })
    await finishes(story, place)
  }
  const answer = await story.browsers[place].post('/api/account/password', { password })
  tell(story, `${place}: changes the password → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, session.access === 'full', 'a password was changed in a session that is not full')
  const fresh = useFresh(story, place, 'change-password', '{}')
  holds(story, fresh.weakUntil <= story.now(), `a password was changed by ${fresh.method}, within the 24 hours of a recovery code or SMS`)
  newPassword(story, place, session.account, password, { session })
}

export async function logsOut(story: Story, place: Place, everywhere: boolean): Promise<void> {
  const session = story.session.get(place)
  if (!session) return
  const answer = await story.browsers[place].post(everywhere ? '/api/session/log-out-everywhere' : '/api/session/log-out')
  tell(story, `${place}: logs out${everywhere ? ' on all devices' : ''} → ${short(answer)}`)
  if (answer.status !== 200) return
  mayWrite(story, 'session_ended', 'logged_out')
  if (everywhere) {
    writes(story, 'logged_out_everywhere')
    loggedOutEverywhere(story.beliefs, session.account)
  } else session.over ??= 'logged out'
}

export type Power = 'disable' | 'enable' | 'turn-on' | 'approver' | 'admin' | 'member' | 'group-out' | 'group-in' | 'recover' | 'log-out'

/** What an administrator does to somebody. */
export async function administers(story: Story, by: Person, account: Person, power: Power): Promise<void> {
  if (power === 'recover') return await recovers(story, account)
  if (!(await isSignedIn(story, by))) return
  const who = story.beliefs.accounts[account]
  const desk = deskOf(by)
  const { id } = who.member
  const base = `/api/console/people/${id}`
  const [path, body, act, params] = wording(power, base, id, story.stage.group)
  if (act && !(await confirmsFresh(story, by, act, params))) return
  const answer = await story.browsers[desk].post(path, body)
  tell(story, `${by}: ${power} ${account} → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(
    story,
    story.beliefs.accounts[by].role === 'admin' && story.beliefs.accounts[by].enabled,
    `${by} is no administrator, and did “${power}”`,
  )
  holds(
    story,
    by !== account || ['group-in', 'group-out', 'enable', 'turn-on', 'log-out'].includes(power),
    `${by} did “${power}” to the own account`,
  )
  const nothing = isNothingNew(story, account, power)
  if (act && !nothing)
    useFresh(story, desk, act, JSON.stringify(Object.fromEntries(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)))))
  if (nothing) return
  didTo(story, by, account, power)
}

function isNothingNew(story: Story, account: Person, power: Power): boolean {
  const who = story.beliefs.accounts[account]
  if (power === 'disable') return !who.enabled
  if (power === 'enable') return who.enabled
  return who.role === power
}

function wording(power: Power, base: string, account: string, group: string): [string, object, string | undefined, Record<string, string>] {
  switch (power) {
    case 'disable':
      return [`${base}/disable`, {}, 'disable-account', { account }]
    case 'enable':
      return [`${base}/enable`, {}, 'enable-account', { account }]
    case 'turn-on':
      return [`${base}/turn-on`, {}, 'turn-on-two-factor', { account }]
    case 'group-out':
      return [`${base}/groups`, { groups: [] }, undefined, {}]
    case 'group-in':
      return [`${base}/groups`, { groups: [group] }, undefined, {}]
    case 'log-out':
      return [`${base}/log-out`, {}, undefined, {}]
    default:
      return [`${base}/role`, { role: power }, 'change-role', { account, role: power }]
  }
}

function didTo(story: Story, by: Person, account: Person, power: Power): void {
  const { beliefs } = story
  const who = beliefs.accounts[account]
  const now = story.now()
  if (power === 'disable') {
    writes(story, 'account_disabled')
    mayWrite(story, 'suspension_ended', 'device_removed')
    disabled(beliefs, account)
  } else if (power === 'enable') {
    writes(story, 'account_enabled')
    who.enabled = true
  } else if (power === 'turn-on') {
    writes(story, 'two_factor_turned_on', 'suspension_ended')
    endSuspensions(beliefs, account, 'turned on')
  } else if (power === 'log-out') {
    mayWrite(story, 'logged_out_by_administrator', 'logged_out_everywhere', 'person_logged_out')
    loggedOutEverywhere(beliefs, account)
  } else if (power === 'group-in' || power === 'group-out') {
    const into = power === 'group-in'
    if (who.inSales !== into) {
      writes(story, 'groups_changed')
      who.changes.push({ by, at: now })
    }
    who.inSales = into
  } else if (power !== 'recover') {
    writes(story, 'role_changed')
    who.changes.push({ by, at: now })
    who.roles.push({ role: who.role, until: now })
    if (who.role === 'member' || power === 'admin') who.approverSince = now
    who.answersForSales = false
    who.role = power
  }
}

/** `sparekey recover` on the server (RR-11). */
async function recovers(story: Story, account: Person): Promise<void> {
  const outcome = await recoverAccount(story.stage.core, { login: account, resetPassword: false })
  tell(story, `The server’s operator: sparekey recover ${account} → ${outcome.ok ? 'done' : outcome.code}`)
  if (!outcome.ok) return
  writes(story, 'recovered_by_command', 'suspension_granted')
  mayWrite(story, 'suspension_ended')
  const startsAt = story.now()
  const suspension: SuspensionBelief = {
    account,
    places: [],
    any: false,
    approvedBy: [],
    used: false,
    startsAt,
    endsAt: startsAt + hours(24),
    fate: 'left',
    request: undefined,
    source: 'cli',
    over: undefined,
  }
  granted(story.beliefs, suspension, { numberInIt: false })
  const { access } = outcome
  if (access) addCode(story, { code: access.code, account, gives: 'suspension', suspension, worksFrom: startsAt, madeBy: undefined })
}

/** RR-13, SI-15: a new password by an access code. */
export async function setsPasswordByCode(story: Story, place: Place, nth: number, password: string): Promise<void> {
  const codes = story.beliefs.accessCodes
  const made = codes.at(-1 - (nth % Math.max(1, codes.length)))
  if (!made) return
  const body = { login: made.account, code: made.code, password }
  const answer = await story.browsers[place].post('/api/forgotten-password/access-code', body)
  tell(story, `${place}: sets a new password of ${made.account} by access code ${made.code} → ${short(answer)}`)
  if (answer.status !== 200) return
  const now = story.now()
  holds(story, made.gives === 'password', 'an access code for a suspension set a password')
  holds(story, !made.spent && !made.over, 'an access code set a password that was used or is over')
  holds(story, made.worksFrom <= now && now < made.endsAt, 'an access code set a password outside of its time')
  made.spent = true
  writes(story, 'access_code_spent')
  newPassword(story, place, made.account, password, { suspension: 'any' })
}

/** An administrator makes the break-glass kit anew; it gets about. */
export async function makesKit(story: Story, by: Person): Promise<void> {
  if (!(await isSignedIn(story, by)) || !(await confirmsFresh(story, by, 'make-break-glass-kit', {}))) return
  const answer = await story.browsers[deskOf(by)].post('/api/account/break-glass-kit')
  tell(story, `${by}: makes a break-glass kit → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, story.beliefs.accounts[by].role === 'admin', `${by} is no administrator, and made a kit`)
  useFresh(story, deskOf(by), 'make-break-glass-kit', '{}')
  writes(story, 'break_glass_kit_made')
  story.beliefs.kit = { kit: (answer.body as { kit: string }).kit, spent: false }
}

/** What runs beside the requests: it tells owners of what ran out, and decides nothing. */
export async function closesBooks(story: Story): Promise<void> {
  const { core } = story.stage
  await sweepSignIns(core)
  await sweepRequests(core)
  await sweepSuspensions(core)
  tell(story, 'The service closes the books on what ran out')
  mayWrite(story, 'suspension_ended')
}

/** The clock goes on. `end` leads to the very end of a suspension of the story, or a millisecond before it. */
export function clockGoesOn(story: Story, by: number | 'end' | 'before-end'): void {
  const { clock } = story.stage.core
  const ends = story.beliefs.suspensions.map((one) => one.endsAt).filter((at) => at > clock.now() && at < clock.now() + days(4))
  const end = Math.min(...ends)
  if (typeof by === 'number') clock.advance(by)
  else if (Number.isFinite(end)) clock.set(by === 'end' ? end : Math.max(clock.now(), end - 1))
  tell(story, `The clock: ${new Date(clock.now()).toISOString()}`)
}
