import { decisionBytes } from '@sparekey/protocol/signed-bytes'
import { smsCodeOf } from '../../src/features/sms-codes/sms-code.ts'
import { shownCode } from '../../src/features/verification-codes/testing/shown-code.ts'
import { days, hours, minutes, seconds } from '../../src/kernel/clock.ts'
import type { TestAnswer } from '../../src/testing/whole.ts'
import type { PhoneBelief, SignInBelief, SuspensionBelief } from './beliefs.ts'
import { type Person, type Place, places } from './cast.ts'
import { deniedNotMe, isPaused, passwordChanged } from './endings.ts'
import { hasTheRight } from './rights.ts'
import { canStillConfirm, holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'
import { wayIn } from './ways.ts'

// Signing in, as anybody does it.

const cookie = (story: Story, place: Place, name: string): string => story.browsers[place].cookies.get(`__Host-${name}`) ?? ''

/** What somebody at this place would type as the password of an account. */
export function passwordFor(story: Story, place: Place, person: Person): string {
  return places[place].holder === 'eve'
    ? (story.beliefs.eveKnows.get(person) ?? 'a guess that is wrong')
    : story.beliefs.accounts[person].password
}

/** The sign-in that a browser has after its password step. */
async function noteSignIn(story: Story, place: Place, q: Omit<SignInBelief, 'id' | 'place' | 'at' | 'version'>): Promise<SignInBelief> {
  const { core } = story.stage
  const digest = core.secrets.digest('sign-in', cookie(story, place, 'sign-in'))
  const row = await core.db.selectFrom('sign_in').select('id').where('digest', '=', digest).executeTakeFirst()
  holds(story, row !== undefined, 'a password was accepted, and there is no sign-in')
  const before = story.current.get(place)
  // A browser has one sign-in: what was confirmed, or is for the same account, ends with a new one.
  if (before && (before.confirmed || before.account === q.account)) before.over ??= 'another one was begun in this browser'
  const one: SignInBelief = { id: row.id, place, at: story.now(), version: story.beliefs.accounts[q.account].version, ...q }
  story.beliefs.signIns.push(one)
  story.current.set(place, one)
  return one
}

const blank = {
  act: '',
  params: '{}',
  session: undefined,
  requested: false,
  confirmed: undefined,
  passwordAgainAt: 0,
  changedPassword: false,
  asksToRemember: false,
  usedKit: false,
  over: undefined,
} as const

export async function logIn(story: Story, place: Place, person: Person, typed?: string): Promise<TestAnswer> {
  const who = story.beliefs.accounts[person]
  const password = typed ?? passwordFor(story, place, person)
  const answer = await story.browsers[place].post('/api/sign-in', { login: person, password })
  tell(story, `${place}: logs in as ${person} with ${password === who.password ? 'the' : 'a wrong'} password → ${short(answer)}`)
  if (answer.status !== 200) return answer
  holds(story, password === who.password, 'a password was accepted that is not the account’s')
  holds(story, who.enabled, 'a disabled account was let through the password step')
  writes(story, 'sign_in_begun')
  mayWrite(story, 'remembered_browser_copied')
  await noteSignIn(story, place, { account: person, purpose: 'sign-in', ...blank })
  return answer
}

/** A new sign-in that somebody has without having typed a password: after a set-up was completed. */
export const continuesAs = (story: Story, place: Place, account: Person): Promise<SignInBelief> =>
  noteSignIn(story, place, { account, purpose: 'sign-in', ...blank })

/** Begins a fresh confirmation in a session. */
export async function beginFresh(story: Story, place: Place, act: string, params: Record<string, string>): Promise<TestAnswer> {
  const session = story.session.get(place)
  const account = session?.account ?? 'ana'
  const password = passwordFor(story, place, account)
  const answer = await story.browsers[place].post('/api/confirmations', { act, params, password })
  tell(story, `${place}: begins to confirm “${act}” → ${short(answer)}`)
  if (answer.status !== 200 || !session) return answer
  holds(story, password === story.beliefs.accounts[account].password, 'a fresh confirmation was begun with a wrong password')
  writes(story, 'sign_in_begun')
  const signed = JSON.stringify(Object.fromEntries(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))))
  await noteSignIn(story, place, { account, purpose: 'act', ...blank, act, params: signed, session })
  return answer
}

const matchCodeIn = async (story: Story, place: Place): Promise<string> => {
  const view = (await story.browsers[place].get('/api/sign-in')).body as { phone?: { prompt?: { matchCode?: string } } } | undefined
  return view?.phone?.prompt?.matchCode ?? ''
}

/** The newest prompt of a sign-in, as every phone of the account shows it. */
async function promptOf(story: Story, one: SignInBelief) {
  return await story.stage.core.db
    .selectFrom('prompt')
    .innerJoin('sign_in', 'sign_in.id', 'prompt.sign_in_id')
    .select([
      'prompt.id',
      'prompt.created_at',
      'prompt.scan_only',
      'sign_in.session_id',
      'sign_in.purpose',
      'sign_in.act',
      'sign_in.act_params',
    ])
    .where('prompt.sign_in_id', '=', one.id)
    .orderBy('prompt.created_at', 'desc')
    .orderBy('prompt.id')
    .executeTakeFirst()
}

export type Decision = 'confirm' | 'not-me' | 'mistake'

export interface PhoneAct {
  phone: PhoneBelief
  /** Whose screen the number is on. */
  place: Place
  decision: Decision
  /** A number that is not on the screen. */
  wrong?: boolean
  /** Sends the very same answer twice at once. */
  twice?: boolean
}

/** A phone answers the prompt of the sign-in in this browser. */
export async function answersOnPhone(story: Story, q: PhoneAct): Promise<boolean> {
  const one = story.current.get(q.place)
  const prompt = one && (await promptOf(story, one))
  if (!one || !prompt) return false
  const shown = q.decision === 'confirm' ? await matchCodeIn(story, q.place) : ''
  const matchCode = q.wrong ? String((Number(shown || '0') + 1) % 1000).padStart(3, '0') : shown
  const at = story.now()
  const signed = {
    origin: story.stage.core.config.origin,
    device: q.phone.id,
    account: story.beliefs.accounts[q.phone.account].member.id,
    prompt: prompt.id,
    subject: prompt.session_id ?? one.id,
    purpose: prompt.purpose,
    act: prompt.act ?? '',
    params: prompt.act_params ?? '{}',
    matchCode,
    decision: q.decision,
    at,
  }
  const body = { device: q.phone.id, decision: q.decision, matchCode, at, signature: q.phone.sign(decisionBytes(signed)) }
  const send = () => story.browsers[q.place].request('POST', `/api/phone/prompts/${prompt.id}/answer`, body)
  const answers = q.twice ? await Promise.all([send(), send()]) : [await send()]
  const whose = q.phone.holder === q.phone.account ? q.phone.account : `${q.phone.holder} (phone of ${q.phone.account})`
  const number = q.decision === 'confirm' ? (q.wrong ? ', a wrong number' : '') : ''
  tell(story, `${whose}, on the phone: ${q.decision} for ${q.place}${number}${q.twice ? ', twice' : ''} → ${answers.map(short).join(', ')}`)
  const accepted = answers.filter((answer) => answer.status === 200).length
  if (q.decision === 'confirm') mayWrite(story, 'prompt_ended_wrong_number')
  if (accepted === 0) return false
  holds(story, accepted === 1, 'one answer of a phone was accepted twice')
  if (q.decision === 'confirm') phoneConfirmed(story, q, one, prompt)
  else if (q.decision === 'not-me') {
    writes(story, 'prompt_denied')
    mayWrite(story, 'password_marked')
    deniedNotMe(story.beliefs, one, at)
    saw(story, '“It wasn’t me”')
  } else writes(story, 'prompt_mistaken')
  return true
}

function phoneConfirmed(story: Story, q: PhoneAct, one: SignInBelief, prompt: { id: string; created_at: number; scan_only: number }): void {
  const { phone } = q
  const now = story.now()
  holds(story, phone.account === one.account, 'a phone confirmed for another account')
  holds(story, !q.wrong, 'a phone confirmed with a number that was not on the screen')
  holds(story, phone.state === 'trusted' && !phone.held, `a phone confirmed that is ${phone.held ? 'held' : phone.state}`)
  holds(story, one.act === 'use-old-phone' || !isPaused(story.beliefs, phone, now), 'a phone confirmed that an approval had paused')
  holds(story, now < prompt.created_at + seconds(120), 'a prompt was confirmed after its 120 seconds')
  holds(story, prompt.scan_only === 0, 'a prompt was confirmed by its number that may only be scanned')
  confirmed(story, one, 'phone', `prompt ${prompt.id}`, phone.id)
}

/** A method confirmed this sign-in, using up something that is good once. */
function confirmed(story: Story, one: SignInBelief, method: string, used: string, phone?: string): void {
  const { spent } = story.beliefs
  holds(story, !spent.has(used), `accepted a second time: ${used}`)
  spent.add(used)
  holds(story, canStillConfirm(one, story.now()), `a sign-in was confirmed that is over: ${one.over ?? 'its ten minutes are'}`)
  holds(story, !one.requested, 'a sign-in was confirmed that waits for a request')
  holds(story, one.confirmed === undefined, 'a sign-in was confirmed twice')
  const typed = method === 'sms' || method === 'recovery-code' ? story.now() + hours(24) : 0
  const weakUntil = Math.max(typed, story.beliefs.phones.find((each) => each.id === phone)?.weakUntil ?? 0)
  one.confirmed = { method, at: story.now(), phone, weakUntil }
  writes(story, 'sign_in_confirmed')
}

export interface TypedCode {
  method: 'recovery-code' | 'sms' | 'verification-code'
  /** Where it is typed. */
  place: Place
  /** Of the account of this sign-in, or of somebody else. */
  of: Person | 'own'
  /** Which recovery code, or how many steps from now the verification code is. */
  nth: number
  wrong: boolean
  /** Where the text was asked for, if not here. */
  sentTo?: Place | undefined
  twice?: boolean
}

interface Value {
  typed: string
  /** What it is, if it is good once. */
  name: string
  /** It is certain that it must not be accepted. */
  bad?: string
  accept?: () => void
}

async function whatIsTyped(story: Story, given: TypedCode, one: SignInBelief): Promise<Value | undefined> {
  const q = given.of === 'own' ? { ...given, of: one.account } : given
  if (q.method === 'recovery-code') return recoveryValue(story, q, one)
  return q.method === 'sms' ? await smsValue(story, q, one) : await verificationValue(story, q, one)
}

function recoveryValue(story: Story, q: TypedCode, one: SignInBelief): Value | undefined {
  const set = story.beliefs.codeSets.filter((each) => each.account === q.of).at(-1 - Math.floor(q.nth / 10))
  const code = set?.codes[q.nth % 10]
  if (!set || !code) return undefined
  const bad = set.over
    ? 'its set is void'
    : set.account !== one.account
      ? 'it is somebody else’s'
      : set.spent.has(code)
        ? 'it was used'
        : undefined
  return { typed: code, name: `recovery code ${code}`, ...(bad ? { bad } : {}), accept: () => void set.spent.add(code) }
}

/** The text of the sign-in at one place, typed at this one. */
async function smsValue(story: Story, q: TypedCode, one: SignInBelief): Promise<Value | undefined> {
  const { core } = story.stage
  const asked = story.current.get(q.sentTo ?? q.place)
  if (!asked) return undefined
  const row = await core.db
    .selectFrom('sms_code')
    .select(['id', 'expires_at', 'created_at'])
    .where('subject_id', '=', asked.id)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const who = story.beliefs.accounts[one.account]
  let bad: string | undefined
  if (asked !== one) bad = 'it was sent for a sign-in in another browser'
  else if (story.now() >= row.created_at + minutes(5)) bad = 'its five minutes are over'
  else if (!who.numberServes) bad = 'the number was in a lost phone, or was not confirmed again'
  else if (who.role !== 'member') bad = 'SMS is not for administrators and approvers'
  return { typed: smsCodeOf(core, row.id), name: `SMS code ${row.id}`, ...(bad ? { bad } : {}) }
}

async function verificationValue(story: Story, q: TypedCode, one: SignInBelief): Promise<Value | undefined> {
  const phone = story.beliefs.phones.filter((each) => each.account === q.of && each.state !== 'ready').at(-1)
  const row = phone && (await story.stage.core.db.selectFrom('device').select('id').where('id', '=', phone.id).executeTakeFirst())
  if (!phone || !row) return undefined
  const offset = (q.nth % 5) - 2
  const step = Math.floor(story.now() / seconds(30)) + offset
  let bad: string | undefined
  if (phone.account !== one.account) bad = 'it is somebody else’s'
  else if (Math.abs(offset) > 1) bad = 'it is more than one step off'
  else if (step <= phone.lastStep) bad = 'its step, or a later one, was used'
  else if (phone.state !== 'trusted' || phone.held) bad = `its phone is ${phone.held ? 'held' : phone.state}`
  else if (isPaused(story.beliefs, phone, story.now())) bad = 'an approval paused its phone'
  return {
    typed: await shownCode(story.stage.core, phone.id, offset),
    name: `verification code of step ${step} of ${phone.id}`,
    ...(bad ? { bad } : {}),
    accept: () => {
      phone.lastStep = step
    },
  }
}

/** Types a code on the login page. */
export async function typesCode(story: Story, q: TypedCode): Promise<boolean> {
  const one = story.current.get(q.place)
  const value = one && (await whatIsTyped(story, q, one))
  if (!one || !value) return false
  const typed = q.wrong ? value.typed.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) : value.typed
  const send = () => story.browsers[q.place].post('/api/sign-in/answer', { method: q.method, answer: typed })
  const answers = q.twice ? await Promise.all([send(), send()]) : [await send()]
  const what = q.wrong ? `a wrong ${q.method}` : value.name
  tell(
    story,
    `${q.place}: types ${what}${value.bad ? ` (${value.bad})` : ''}${q.twice ? ', twice at once' : ''} → ${answers.map(short).join(', ')}`,
  )
  const accepted = answers.filter((answer) => answer.status === 200).length
  if (accepted === 0) return false
  holds(story, accepted === 1, 'one code was accepted twice')
  holds(story, !q.wrong || typed === value.typed, 'a wrong code was accepted')
  holds(story, value.bad === undefined, `a code was accepted although ${value.bad}`)
  value.accept?.()
  if (q.method === 'recovery-code') writes(story, 'recovery_code_spent')
  confirmed(story, one, q.method, value.name)
  return true
}

/** Asks for a code by SMS. */
export async function asksForText(story: Story, place: Place): Promise<void> {
  const one = story.current.get(place)
  if (!one) return
  const answer = await story.browsers[place].post('/api/sign-in/start', { method: 'sms' })
  tell(story, `${place}: asks for a code by SMS → ${short(answer)}`)
  if (answer.status === 200) mayWrite(story, 'sms_code_sent')
}

/** SI-15: a new password in place of a marked one, in the sign-in. */
export async function changesMarked(story: Story, place: Place, password: string): Promise<void> {
  const one = story.current.get(place)
  if (!one) return
  const answer = await story.browsers[place].post('/api/sign-in/password', { password })
  tell(story, `${place}: sets a new password in the sign-in → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, one.confirmed !== undefined || one.usedKit, 'a marked password was changed with the password alone')
  holds(story, one.over === undefined, `a sign-in changed the password that is over: ${one.over}`)
  newPassword(story, place, one.account, password, {
    signIn: one,
    ...(one.usedKit && !one.confirmed ? { suspension: 'any' as const } : {}),
  })
  one.version = story.beliefs.accounts[one.account].version
  one.changedPassword = true
  one.at = story.now()
}

export function newPassword(
  story: Story,
  place: Place,
  account: Person,
  password: string,
  spared: Parameters<typeof passwordChanged>[3],
): void {
  writes(story, 'password_changed')
  mayWrite(story, 'suspension_ended')
  passwordChanged(story.beliefs, account, password, spared)
  if (places[place].holder === 'eve') story.beliefs.eveKnows.set(account, password)
}

/** Draws new codes where none is left (RC-4). */
export async function drawsCodes(story: Story, place: Place): Promise<void> {
  const one = story.current.get(place)
  if (!one?.confirmed) return
  const drawn = await story.browsers[place].post('/api/sign-in/codes')
  if (drawn.status !== 200) return
  const { set, codes } = drawn.body as { set: string; codes: string[] }
  const saved = await story.browsers[place].post('/api/sign-in/codes/saved', { set })
  tell(story, `${place}: makes new recovery codes in the sign-in → ${short(saved)}`)
  if (saved.status !== 200) return
  writes(story, 'recovery_codes_created')
  for (const each of story.beliefs.codeSets) if (each.account === one.account) each.over = true
  const { holder } = places[place]
  story.beliefs.codeSets.push({ account: one.account, holder, codes, spent: new Set(), madeAt: story.now(), over: false })
}

/** Finishes the sign-in of this browser, once or twice at the same moment. What comes of it must have a way (the invariant of all). */
export async function finishes(story: Story, place: Place, twice = false): Promise<boolean> {
  const one = story.current.get(place)
  const browser = story.browsers[place]
  const answers = twice
    ? await Promise.all([browser.post('/api/sign-in/finish'), browser.post('/api/sign-in/finish')])
    : [await browser.post('/api/sign-in/finish')]
  const accepted = answers.filter((answer) => answer.status === 200)
  tell(story, `${place}: goes on${twice ? ', twice at once' : ''} → ${answers.map(short).join(', ')}`)
  if (accepted.length === 0) return false
  holds(story, accepted.length === 1, 'one sign-in was finished twice')
  holds(story, one !== undefined, 'a session came of no sign-in')
  if (one.purpose === 'act') return finishedAct(story, one)
  const way = wayIn(story, one)
  const { suspension } = way.kind === 'suspension' ? way : {}
  if (suspension) firstUse(story, suspension)
  holds(
    story,
    way.kind !== 'none',
    `a session of ${one.account} began at “${place}” that nothing allows: ${way.kind === 'none' ? way.why : ''}`,
  )
  one.over = 'finished'
  await noteSession(story, place, one, way)
  noteRemembered(story, place, one)
  writes(story, 'signed_in')
  mayWrite(story, 'suspension_claimed')
  return true
}

function finishedAct(story: Story, one: SignInBelief): boolean {
  holds(story, one.confirmed !== undefined, 'a fresh confirmation was finished that nothing confirmed')
  holds(story, one.over === undefined, `a fresh confirmation was finished that is over: ${one.over}`)
  one.session?.fresh.push({
    act: one.act,
    params: one.params,
    at: story.now(),
    method: one.confirmed.method,
    weakUntil: one.confirmed.weakUntil,
    spent: false,
  })
  one.over = 'finished'
  return true
}

/** What an approval gave counts for as long as somebody who approved it may answer, until it is first used (RR-6). */
export function firstUse(story: Story, one: SuspensionBelief): void {
  if (one.used) return
  one.used = true
  const stands = one.approvedBy.length === 0 || one.approvedBy.some((by) => hasTheRight(story, by, one.account))
  holds(story, stands, 'a suspension was used that nobody may approve any more who did')
}

const rememberingCookie = (story: Story, place: Place): string =>
  [...story.browsers[place].cookies].find(([name]) => name.startsWith('__Host-remembered'))?.[1] ?? ''

/** SI-13: the box was ticked, and the phone or its code confirmed. */
function noteRemembered(story: Story, place: Place, one: SignInBelief): void {
  if (!one.asksToRemember || !one.confirmed || rememberingCookie(story, place) === '') return
  const { method, weakUntil, phone } = one.confirmed
  mayWrite(story, 'browser_remembered')
  if (!['phone', 'verification-code'].includes(method) || weakUntil > story.now()) return
  const by = phone ?? story.beliefs.phones.findLast((each) => each.account === one.account && each.state === 'trusted')?.id
  story.beliefs.remembered.push({ account: one.account, place, endsAt: story.now() + days(30), phone: by, over: undefined })
}

/** Ticks the box that lets this browser skip the confirmation next time. */
export async function ticksRemember(story: Story, place: Place): Promise<void> {
  const one = story.current.get(place)
  if (!one) return
  const answer = await story.browsers[place].post('/api/sign-in/remember', { remember: true })
  tell(story, `${place}: ticks “do not ask here again” → ${short(answer)}`)
  if (answer.status === 200) one.asksToRemember = true
}

/** Eve copies the cookie of a browser that skips the confirmation. */
export function copiesCookie(story: Story, from: Place, to: Place): void {
  for (const [name, value] of story.browsers[from].cookies)
    if (name.startsWith('__Host-remembered')) {
      story.browsers[to].cookies.set(name, value)
      tell(story, `${to}: has a copy of the remembered cookie of ${from}`)
    }
}

async function noteSession(story: Story, place: Place, one: SignInBelief, way: ReturnType<typeof wayIn>): Promise<void> {
  if (way.kind === 'none') return
  const { core } = story.stage
  const value = cookie(story, place, 'session')
  const row = await core.db
    .selectFrom('session')
    .select(['id', 'access', 'suspension_id', 'account_id'])
    .where('digest', '=', core.secrets.digest('session', value))
    .executeTakeFirst()
  holds(story, row !== undefined, 'a sign-in was finished, and there is no session')
  holds(story, row.account_id === story.beliefs.accounts[one.account].member.id, 'a session is of another account than its sign-in')
  holds(story, way.access.includes(row.access), `the session claims “${row.access}” where it got in by ${way.kind}`)
  const now = story.now()
  story.beliefs.sessions.push({
    id: row.id,
    account: one.account,
    place,
    access: row.access,
    signIn: one,
    suspension: way.suspension,
    openedAt: now,
    endsAt: Math.min(now + hours(12), way.suspension?.endsAt ?? Number.MAX_SAFE_INTEGER, way.until ?? Number.MAX_SAFE_INTEGER),
    cookie: value,
    over: undefined,
    fresh: [],
    weakUntil: one.confirmed?.weakUntil ?? 0,
    mayAddPhone: one.confirmed?.method === 'sms' || one.confirmed?.method === 'recovery-code',
  })
  const session = story.beliefs.sessions.at(-1)
  if (session) story.session.set(place, session)
  const whose = places[place].holder === 'eve' ? 'Eve, ' : ''
  saw(story, `${whose}${way.kind}${one.confirmed ? ` by ${one.confirmed.method}` : ''}`)
}
