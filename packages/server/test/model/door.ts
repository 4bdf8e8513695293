import { decisionBytes } from '@sparekey/protocol/signed-bytes'
import { hours, seconds } from '../../src/kernel/clock.ts'
import type { TestAnswer } from '../../src/testing/whole.ts'
import type { PhoneBelief, SignInBelief } from './beliefs.ts'
import { type Person, type Place, places } from './cast.ts'
import { deniedNotMe, isPaused } from './endings.ts'
import { canStillConfirm, holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'

// Signing in, as anybody does it.

export const cookieOf = (story: Story, place: Place, name: string): string => story.browsers[place].cookies.get(`__Host-${name}`) ?? ''

/** What somebody at this place would type as the password of an account. */
export function passwordFor(story: Story, place: Place, person: Person): string {
  return places[place].holder === 'eve'
    ? (story.beliefs.eveKnows.get(person) ?? 'a guess that is wrong')
    : story.beliefs.accounts[person].password
}

/** The sign-in that a browser has after its password step. */
async function noteSignIn(story: Story, place: Place, q: Omit<SignInBelief, 'id' | 'place' | 'at' | 'version'>): Promise<SignInBelief> {
  const { core } = story.stage
  const digest = core.secrets.digest('sign-in', cookieOf(story, place, 'sign-in'))
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
export function confirmed(story: Story, one: SignInBelief, method: string, used: string, phone?: string): void {
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
