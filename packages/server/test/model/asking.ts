import type { SignInView } from '@sparekey/protocol/sign-in'
import { closeAndOpen } from '../../src/features/recovery-requests/testing/waiting.ts'
import { hours } from '../../src/kernel/clock.ts'
import type { AccessCodeBelief } from './beliefs.ts'
import type { Place } from './cast.ts'
import { passwordFor } from './door.ts'
import { endNumbers, endSuspensions, granted, isDisputed } from './endings.ts'
import { firstUse } from './finishing.ts'
import { canStillConfirm, holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'

// The way through an administrator, as the person goes it who cannot confirm.

/** "Send request" (RR-1). */
export async function asks(story: Story, place: Place, shared: boolean): Promise<void> {
  const one = story.current.get(place)
  if (!one) return
  const answer = await story.browsers[place].post('/api/sign-in/request', { message: 'I left it in the train', shared })
  tell(story, `${place}: sends a request${shared ? ' from a shared computer' : ''} → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, canStillConfirm(one, story.now()), `a request was taken of a sign-in that is over: ${one.over ?? 'its ten minutes are'}`)
  holds(story, one.confirmed === undefined, 'a request was taken of a sign-in that is confirmed')
  const row = await story.stage.core.db.selectFrom('sign_in').select('request_id').where('id', '=', one.id).executeTakeFirst()
  const id = row?.request_id ?? ''
  const { requests } = story.beliefs
  const before = requests.find((each) => each.id === id)
  one.requested = true
  mayWrite(story, 'recovery_case_opened')
  if (before) {
    holds(story, before.place === place, 'a request was handed to another browser')
    before.signIn.over ??= 'its browser asked again'
    Object.assign(before, { signIn: one, shared })
    return
  }
  writes(story, 'recovery_requested')
  for (const each of requests) if (each.place === place && each.account === one.account) each.over ??= 'its browser asked anew'
  const sentAt = story.now()
  const disputed = isDisputed(story.beliefs, one.account, sentAt)
  requests.push({ id, account: one.account, place, signIn: one, sentAt, shared, disputed, over: undefined })
  const open = requests.filter((each) => each.account === one.account && each.over === undefined && sentAt < each.sentAt + hours(72))
  holds(story, open.length <= 6, 'more requests of one account are open than may be')
}

/** "Withdraw" (RR-2). */
export async function withdraws(story: Story, place: Place): Promise<void> {
  const one = story.current.get(place)
  const answer = await story.browsers[place].post('/api/sign-in/request/withdraw')
  tell(story, `${place}: withdraws the request → ${short(answer)}`)
  if (answer.status !== 200 || !one) return
  writes(story, 'recovery_withdrawn')
  mayWrite(story, 'suspension_ended')
  const request = story.beliefs.requests.find((each) => each.signIn === one)
  if (!request) return
  request.over ??= 'withdrawn'
  endSuspensions(story.beliefs, one.account, 'withdrawn', (each) => each.request !== request)
}

/** The browser was closed and opened: only cookies that are kept are left (RR-2). */
export async function reopens(story: Story, place: Place): Promise<void> {
  closeAndOpen(story.browsers[place])
  story.session.delete(place)
  story.current.delete(place)
  const answer = await story.browsers[place].get('/api/sign-in')
  tell(story, `${place}: is closed and opened again → ${short(answer)}`)
  if ((answer.body as SignInView).step === 'password') return
  // The request's own cookie led back to the sign-in that waits.
  const { core } = story.stage
  const digest = core.secrets.digest('sign-in', story.browsers[place].cookies.get('__Host-sign-in') ?? '')
  const row = await core.db.selectFrom('sign_in').select('id').where('digest', '=', digest).executeTakeFirst()
  const found = story.beliefs.signIns.find((each) => each.id === row?.id)
  holds(story, found !== undefined && found.place === place, 'a browser was led to a sign-in of another browser')
  const request = story.beliefs.requests.find((each) => each.signIn === found)
  holds(story, !request?.shared, 'on a shared computer a request was still there after the browser was closed')
  story.current.set(place, found)
}

/** The password once more on a shared computer. */
export async function typesPasswordAgain(story: Story, place: Place): Promise<void> {
  const one = story.current.get(place)
  if (!one) return
  const password = passwordFor(story, place, one.account)
  const answer = await story.browsers[place].post('/api/sign-in/password-again', { password })
  tell(story, `${place}: types the password once more → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, password === story.beliefs.accounts[one.account].password, 'a wrong password was accepted once more')
  one.passwordAgainAt = story.now()
}

/** "I have an access code" (RR-8). @param nth which of those that were made, the newest first */
export async function typesAccessCode(story: Story, place: Place, nth: number, wrong: boolean): Promise<void> {
  const one = story.current.get(place)
  const { accessCodes } = story.beliefs
  const made = accessCodes.at(-1 - (nth % Math.max(1, accessCodes.length)))
  if (!one || !made) return
  const code = wrong ? 'AAAA-AAAA' : made.code
  const answer = await story.browsers[place].post('/api/sign-in/access-code', { code })
  tell(story, `${place}: types ${wrong ? 'a wrong access code' : `access code ${code}`} → ${short(answer)}`)
  if (answer.status !== 200) return
  const now = story.now()
  holds(story, !wrong, 'a wrong access code was accepted')
  holds(story, !made.spent, 'an access code was accepted a second time')
  holds(story, made.account === one.account && made.gives === 'suspension', 'an access code was accepted for another account or purpose')
  holds(
    story,
    !made.over && made.suspension?.over === undefined,
    `an access code was accepted that is over: ${made.suspension?.over ?? ''}`,
  )
  holds(story, made.worksFrom <= now && now < made.endsAt, 'an access code was accepted outside of its time')
  holds(story, canStillConfirm(one, now) && !one.requested, 'an access code was accepted for a sign-in that is over')
  made.spent = true
  claimed(story, made, place)
  writes(story, 'suspension_claimed')
  saw(story, 'access code')
}

function claimed(story: Story, made: AccessCodeBelief, place: Place): void {
  const { suspension } = made
  if (!suspension) return
  firstUse(story, suspension)
  if (!suspension.places.includes(place)) suspension.places.push(place)
  holds(story, suspension.places.length <= (suspension.any ? 3 : 1), 'a suspension let in more browsers than it may')
}

/** RR-11: the kit, after an administrator's login and password. */
export async function typesKit(story: Story, place: Place): Promise<void> {
  const { kit } = story.beliefs
  const one = story.current.get(place)
  if (!kit || !one) return
  const answer = await story.browsers[place].post('/api/sign-in/access-code', { code: kit.kit })
  tell(story, `${place}: types the break-glass kit → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, !kit.spent, 'a break-glass kit was accepted a second time')
  holds(story, story.beliefs.accounts[one.account].role === 'admin', 'a break-glass kit let somebody in who is no administrator')
  holds(story, canStillConfirm(one, story.now()) && !one.requested, 'a kit was accepted for a sign-in that is over')
  kit.spent = true
  one.usedKit = true
  const startsAt = story.now()
  writes(story, 'break_glass_kit_used', 'suspension_granted', 'suspension_claimed')
  mayWrite(story, 'suspension_ended')
  const at = { startsAt, endsAt: startsAt + hours(24), fate: 'left', source: 'kit', over: undefined, request: undefined } as const
  granted(story.beliefs, { account: one.account, places: [place], any: false, approvedBy: [], used: true, ...at }, { numberInIt: false })
  saw(story, 'break-glass kit')
}

/** "I lost my phone" (TD-8). */
export async function reportsLost(story: Story, place: Place, number: boolean): Promise<void> {
  const one = story.current.get(place)
  if (!one) return
  const lost = story.beliefs.phones.filter((each) => each.account === one.account && each.state === 'trusted').slice(0, 5)
  if (lost.length === 0) return
  const body = { devices: lost.map((each) => each.id), number }
  const answer = await story.browsers[place].post('/api/sign-in/lost-phone', body)
  tell(story, `${place}: “I lost my phone”${number ? ', the number was in it' : ''} → ${short(answer)}`)
  if (answer.status !== 200) return
  for (const phone of lost) {
    writes(story, 'device_blocked')
    phone.state = 'blocked'
    for (const each of story.beliefs.signIns) if (each.confirmed?.phone === phone.id) each.over ??= 'its phone was lost'
  }
  if (!number) return
  endNumbers(story.beliefs, one.account, 'the number was in a lost phone')
  for (const each of story.beliefs.signIns)
    if (each.account === one.account && each.confirmed?.method === 'sms') each.over ??= 'the number was in the lost phone'
}
