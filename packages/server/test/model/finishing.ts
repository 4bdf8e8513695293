import { days, hours } from '../../src/kernel/clock.ts'
import type { SignInBelief, SuspensionBelief } from './beliefs.ts'
import { type Person, type Place, places } from './cast.ts'
import { cookieOf } from './door.ts'
import { passwordChanged } from './endings.ts'
import { hasTheRight } from './rights.ts'
import { holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'
import { wayIn } from './ways.ts'

// What comes after the confirmation: a marked password, new codes, and the session.

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
  story.beliefs.codeSets.push({
    id: set,
    account: one.account,
    holder,
    codes,
    spent: new Set(),
    madeAt: story.now(),
    held: false,
    over: false,
  })
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
  const value = cookieOf(story, place, 'session')
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
