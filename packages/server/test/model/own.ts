import { phoneActBytes } from '@sparekey/protocol/signed-bytes'
import { sweepHeld } from '../../src/features/held-methods/index.ts'
import { sweepRequests } from '../../src/features/recovery-requests/index.ts'
import { sweepSignIns } from '../../src/features/sign-in/index.ts'
import { sweepSuspensions } from '../../src/features/suspensions/index.ts'
import { days } from '../../src/kernel/clock.ts'
import { confirmsFresh, deskOf, isSignedIn } from './answering.ts'
import { type Person, type Place, places } from './cast.ts'
import { answersOnPhone, beginFresh } from './door.ts'
import { loggedOutEverywhere, noticeNotMe, stopped } from './endings.ts'
import { finishes, newPassword } from './finishing.ts'
import { useFresh } from './fresh.ts'
import { waitsAreOver } from './held.ts'
import { mailedLinks } from './mailbox.ts'
import { holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'
import { typesCode } from './typed-codes.ts'

// What owners and administrators do in their sessions, and what stops others without one.

/** "Stop this" or "This wasn't me", by the link in a mail. */
export async function usesLink(story: Story, person: Person, purpose: 'stop' | 'not-me', nth: number): Promise<void> {
  const links = await mailedLinks(story, person, purpose)
  const token = links[nth % Math.max(1, links.length)]?.token
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
  await sweepHeld(core)
  tell(story, 'The service closes the books on what ran out')
  mayWrite(story, 'suspension_ended')
  await waitsAreOver(story)
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
