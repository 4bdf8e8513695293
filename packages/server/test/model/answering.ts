import type { Approved } from '@sparekey/protocol/cases'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { approval, signedParams } from '../../src/features/recovery-answers/testing/answering.ts'
import { days, hours } from '../../src/kernel/clock.ts'
import type { ApprovalBelief, RequestBelief, SuspensionBelief } from './beliefs.ts'
import { type Person, type Place, placeNames, places } from './cast.ts'
import { answersOnPhone, beginFresh, logIn } from './door.ts'
import { endSuspensions, granted } from './endings.ts'
import { finishes } from './finishing.ts'
import { useFresh } from './fresh.ts'
import { addCode } from './made-codes.ts'
import { hasTheRight, highestRole, isMarkedLately } from './rights.ts'
import { holds, mayWrite, type Story, saw, short, takesTime, tell, writes } from './story.ts'

// The way through an administrator, as approvers go it.

export const deskOf = (person: Person): Place => placeNames.find((place) => places[place].holder === person) ?? 'Ada at her desk'

/** A session of this person at their desk; they sign in with their phone where they have none. @returns false where they cannot */
export async function isSignedIn(story: Story, person: Person): Promise<boolean> {
  const place = deskOf(person)
  const session = story.session.get(place)
  if (session && session.over === undefined && session.access === 'full') {
    const is = await story.browsers[place].get('/api/session')
    if (is.status === 200) return true
  }
  const phone = story.beliefs.phones.find((one) => one.account === person && one.holder === person && one.state === 'trusted')
  if (!phone || (await logIn(story, place, person)).status !== 200) return false
  if (!(await answersOnPhone(story, { phone, place, decision: 'confirm' }))) return false
  return await finishes(story, place)
}

/** Does an act that needs a fresh confirmation, confirmed on the own phone. */
export async function confirmsFresh(story: Story, person: Person, act: string, params: Record<string, string>): Promise<boolean> {
  const place = deskOf(person)
  const phone = story.beliefs.phones.find((one) => one.account === person && one.holder === person && one.state === 'trusted')
  if (!phone || (await beginFresh(story, place, act, params)).status !== 200) return false
  if (!(await answersOnPhone(story, { phone, place, decision: 'confirm' }))) return false
  return await finishes(story, place)
}

const changed = (story: Story, by: Person, account: Person): boolean =>
  story.beliefs.accounts[account].changes.some((one) => one.by === by && one.at > story.now() - days(7))

const canConfirm = (story: Story, person: Person): boolean =>
  story.beliefs.accounts[person].twoFactor &&
  story.beliefs.phones.some((one) => one.account === person && one.state === 'trusted' && !one.pausedForGood)

/** For less than 7 days in a role that answers, or, for an approver, with the account in their group (RR-6). */
export function isNew(story: Story, by: Person, account: Person): boolean {
  const since = story.now() - days(7)
  const { role, approverSince } = story.beliefs.accounts[by]
  return approverSince > since || (role === 'approver' && story.beliefs.accounts[account].inSalesSince > since)
}

export function requireRight(story: Story, by: Person, account: Person, what: string): void {
  holds(story, hasTheRight(story, by, account), `${by} may not answer for ${account}, and ${what}`)
  if (!changed(story, by, account)) return
  const everybody = Object.keys(story.beliefs.accounts) as Person[]
  const another = everybody.some((one) => hasTheRight(story, one, account) && !changed(story, one, account) && isSafelyThere(story, one))
  holds(story, !another, `${by} changed where ${account} belongs, another may answer, and ${what}`)
}

/** Certain to be able to confirm: nothing in the story touched this person's phone. */
const isSafelyThere = (story: Story, person: Person): boolean =>
  canConfirm(story, person) && !story.beliefs.suspensions.some((one) => one.account === person) && story.beliefs.accounts[person].enabled

/** Two people are needed for certain (RR-6, RR-8). */
function needsTwo(story: Story, account: Person, q: { request: RequestBelief | undefined; hours: number }): boolean {
  if (highestRole(story, account) !== 'member' || isMarkedLately(story, account)) return true
  if (q.request?.disputed) return true
  const lately = story.now() - days(7)
  const { changes, reachedElsewhere, stops, marked } = story.beliefs.accounts[account]
  // Red flags that are certain to stand (RR-4).
  if (changes.some((one) => one.at > lately) || reachedElsewhere.some((at) => at > lately) || stops.some((at) => at > lately)) return true
  if (q.hours > 0 && marked) return true
  const since = story.now() - days(7)
  if (q.hours === 0) return false
  const used = story.beliefs.suspensions
    .filter((one) => one.account === account && one.over === undefined && one.endsAt <= story.now())
    .reduce((sum, one) => sum + Math.max(0, one.endsAt - Math.max(one.startsAt, since)), 0)
  return used / hours(1) + q.hours > 48
}

export interface Answer {
  by: Person
  /** Whose request is answered, by the browser that waits; none for "Actions" on the account. */
  of: Place | undefined
  account: Person
  /** Whose screen the caller code is read from. */
  reads: Place
  agrees: boolean
  hours: 24 | 48
  fate: 'lost' | 'left'
  numberInIt: boolean
  gives: 'suspension' | 'password'
  decline: boolean
  /** For any browser, without a request (RR-8). */
  any: boolean
}

async function openCaseOf(story: Story, q: Answer, request: RequestBelief | undefined): Promise<string | undefined> {
  const { core } = story.stage
  const account = story.beliefs.accounts[q.account].member.id
  if (!request) {
    const name = q.gives === 'password' ? 'password-code' : 'two-factor'
    const opened = await story.browsers[deskOf(q.by)].post(`/api/console/people/${account}/${name}`)
    tell(story, `${q.by}: “Actions” on ${q.account}, ${name} → ${short(opened)}`)
    mayWrite(story, 'recovery_case_opened')
    if (opened.status === 200) requireRight(story, q.by, q.account, 'opened a case')
    return opened.status === 200 ? (opened.body as { case: string }).case : undefined
  }
  const row = await core.db.selectFrom('recovery_request').select('case_id').where('id', '=', request.id).executeTakeFirst()
  return row?.case_id
}

/** One approver goes through the steps of RR-5, as far as they are let. */
export async function answers(story: Story, q: Answer): Promise<void> {
  const request = q.of ? story.beliefs.requests.findLast((one) => one.place === q.of) : undefined
  if (q.of && !request) return
  if (!(await isSignedIn(story, q.by))) return
  const account = request?.account ?? q.account
  const to = { ...q, account }
  const id = await openCaseOf(story, to, request)
  if (!id) return
  const of = request ? { request: request.id } : {}
  const post = async (name: string, body: object) => {
    const answer = await story.browsers[deskOf(q.by)].post(`/api/console/cases/${id}/${name}`, { ...of, ...body })
    tell(story, `${q.by}: ${name} of ${account}${q.of ? ` (${q.of})` : ''} → ${short(answer)}`)
    if (answer.status === 200) requireRight(story, q.by, account, `did the step “${name}”`)
    return answer
  }
  const contact = await post('contact', { kind: 'in-person', words: 'At the desk' })
  if (contact.status === 200) writes(story, 'recovery_contact_made')
  takesTime(story)
  const compared = await post('account', { agrees: q.agrees, said: 'At nine, on the laptop' })
  if (compared.status === 200) {
    writes(story, 'recovery_account_compared')
    story.beliefs.agreed.set(`${q.by} ${request?.id ?? id}`, q.agrees)
  }
  if (q.decline) return await declines(story, to, request, post)
  if (request) await typesCallerCode(story, q, request, post)
  await approves(story, { ...to, case: id, key: request?.id ?? id, request }, post)
}

type Post = (name: string, body: object) => ReturnType<Story['browsers'][Place]['post']>

async function typesCallerCode(story: Story, q: Answer, request: RequestBelief, post: Post): Promise<void> {
  const shown = (await story.browsers[q.reads].get('/api/sign-in')).body as SignInView | undefined
  const code = shown?.request?.callerCode?.code ?? 'AAAAAA'
  const answer = await post('caller-code', { code })
  mayWrite(story, 'recovery_caller_code_wrong', 'recovery_caller_code_right')
  if (answer.status === 200) holds(story, q.reads === request.place, 'a caller code from another screen than the one that asked was right')
}

async function declines(story: Story, q: Answer, request: RequestBelief | undefined, post: Post): Promise<void> {
  const answer = await post('decline', { reason: 'It is not them' })
  if (answer.status !== 200) return
  writes(story, 'recovery_declined')
  mayWrite(story, 'suspension_ended')
  // Also what was approved and waits (RR-6): one decline ends it.
  const now = story.now()
  endSuspensions(story.beliefs, q.account, 'declined', (one) => one.startsAt <= now || one.request !== request)
  if (request) request.over ??= 'declined'
  for (const one of story.beliefs.approvals) if (request && one.request === request) one.at = Number.NEGATIVE_INFINITY
}

interface ToApprove extends Answer {
  case: string
  key: string
  request: RequestBelief | undefined
}

async function approves(story: Story, q: ToApprove, post: Post): Promise<void> {
  const { account, request } = q
  const any = q.any && !request
  const body = approval({
    ...(request ? { request: request.id } : {}),
    ...(any ? { scope: 'any-browser' as const } : {}),
    hours: any ? 24 : q.hours,
    fate: q.fate,
    numberInIt: q.numberInIt,
  })
  const view = (await story.browsers[deskOf(q.by)].get(`/api/console/cases/${q.case}`)).body as { kind?: string } | undefined
  const gives = view?.kind === 'password' && !request ? 'password' : 'suspension'
  takesTime(story)
  if (!(await confirmsFresh(story, q.by, 'approve-recovery', signedParams(q.case, body, gives)))) return
  const { request: _, ...given } = body
  const answer = await post('approve', given)
  if (answer.status !== 200) return
  const params = JSON.stringify(Object.fromEntries(Object.entries(signedParams(q.case, body, gives)).sort(([a], [b]) => (a < b ? -1 : 1))))
  useFresh(story, deskOf(q.by), 'approve-recovery', params)
  // The step is taken once: what they would say now, coming back to the page, is not asked.
  holds(story, story.beliefs.agreed.get(`${q.by} ${q.key}`) === true, 'an approval was taken although what the person said did not agree')
  const now = story.now()
  if (request) {
    holds(story, request.over === undefined, `a request was approved that is over: ${request.over}`)
    holds(story, now < request.sentAt + hours(72), 'a request was approved after its 72 hours')
  }
  writes(story, 'recovery_approved')
  const { hours: forHours, fate, numberInIt } = body
  const mine: ApprovalBelief = { any, by: q.by, at: now, hours: forHours, case: q.case, key: q.key, request, gives, fate, numberInIt }
  story.beliefs.approvals.push(mine)
  cameTo(story, account, mine, answer.body as Approved)
}

/** What the approvals of one thing may come to (RR-6). */
function cameTo(story: Story, account: Person, mine: ApprovalBelief, result: Approved): void {
  const now = story.now()
  saw(story, `approval: ${result.state}`)
  if (result.state === 'needs-second') return
  const agreed = story.beliefs.approvals.filter((one) => one.key === mine.key && Number.isFinite(one.at))
  const people = new Set(agreed.filter((one) => hasTheRight(story, one.by, account)).map((one) => one.by))
  const asked = mine.gives === 'suspension' ? Math.min(...agreed.map((one) => one.hours)) : 0
  const two = needsTwo(story, account, { request: mine.request, hours: asked })
  const startsAt = result.startsAt ?? now
  if (two && startsAt < now + hours(24)) {
    const old = [...people].filter((one) => !isNew(story, one, account))
    holds(story, old.length >= 2, `two people are needed for ${account}, and one was enough: ${[...people].join(', ')}`)
  }
  if (mine.gives === 'password') {
    gavePassword(story, account, mine, result)
    return
  }
  const suspension: SuspensionBelief = {
    account,
    places: mine.request ? [mine.request.place] : [],
    any: agreed.every((one) => one.any),
    approvedBy: [...people],
    used: false,
    startsAt,
    // Of two different answers the one that gives less holds.
    endsAt: startsAt + hours(Math.min(...agreed.map((one) => one.hours))),
    fate: agreed.some((one) => one.fate === 'lost') ? 'lost' : 'left',
    request: mine.request,
    source: 'approval',
    over: undefined,
  }
  if (suspension.any) {
    holds(
      story,
      highestRole(story, account) === 'member',
      `a suspension for any browser was given to ${account}, who is more than a member`,
    )
    holds(story, !story.beliefs.accounts[account].marked, 'a suspension for any browser was given with a marked password')
    saw(story, 'any browser')
  }
  writes(story, 'suspension_granted')
  mayWrite(story, 'suspension_ended')
  granted(story.beliefs, suspension, { numberInIt: agreed.some((one) => one.numberInIt) })
  if (result.code) addCode(story, { code: result.code, account, gives: 'suspension', suspension, worksFrom: startsAt, madeBy: mine.by })
}

function gavePassword(story: Story, account: Person, mine: ApprovalBelief, result: Approved): void {
  if (result.code)
    addCode(story, {
      code: result.code,
      account,
      gives: 'password',
      suspension: undefined,
      worksFrom: result.startsAt ?? story.now(),
      madeBy: mine.by,
    })
}
