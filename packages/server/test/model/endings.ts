import { days, hours, minutes } from '../../src/kernel/clock.ts'
import type { Beliefs, PhoneBelief, RequestBelief, SessionBelief, SignInBelief, SuspensionBelief } from './beliefs.ts'
import type { Person } from './cast.ts'

// What ends what, as the specification says it. Only what is certain to be over is called over.

interface Spared {
  signIn?: SignInBelief | undefined
  session?: SessionBelief | undefined
  suspension?: SuspensionBelief | 'any' | undefined
}

export function endSignIns(b: Beliefs, account: Person, why: string, spared: Spared = {}): void {
  for (const one of b.signIns) if (one.account === account && one !== spared.signIn) one.over ??= why
}

export function endSessions(b: Beliefs, account: Person, why: string, spared: Spared = {}): void {
  for (const one of b.sessions) if (one.account === account && one !== spared.session) one.over ??= why
}

export function endRequests(b: Beliefs, account: Person, why: string, but?: (one: RequestBelief) => boolean): void {
  for (const one of b.requests) if (one.account === account && !but?.(one)) one.over ??= why
}

/** Suspensions of an account, with their sessions and their unused access codes. */
export function endSuspensions(b: Beliefs, account: Person, why: string, but?: (one: SuspensionBelief) => boolean): void {
  for (const one of b.suspensions) {
    if (one.account !== account || but?.(one)) continue
    one.over ??= why
    for (const session of b.sessions) if (session.suspension === one) session.over ??= `its suspension is over: ${why}`
    for (const code of b.accessCodes) if (code.suspension === one) code.over = true
  }
}

/** Numbers that serve no more: they were in a lost phone, or were not confirmed again (RR-10, TD-8). */
export function endNumbers(b: Beliefs, account: Person, why: string): void {
  for (const one of b.numbers) if (one.account === account) one.over ??= why
}

/** Browsers that skip the confirmation ask for it again. */
export function endRemembered(b: Beliefs, account: Person, why: string): void {
  for (const one of b.remembered) if (one.account === account) one.over ??= why
}

/** SI-12: a changed or reset password. */
export function passwordChanged(b: Beliefs, account: Person, password: string, spared: Spared = {}): void {
  const who = b.accounts[account]
  who.password = password
  who.version += 1
  who.marked = false
  endSignIns(b, account, 'the password was changed', spared)
  endSessions(b, account, 'the password was changed', spared)
  endRequests(b, account, 'the password was changed')
  endRemembered(b, account, 'the password was changed')
  endSuspensions(b, account, 'the password was changed', (one) => spared.suspension === 'any' || spared.suspension === one)
}

/** SI-12, RR-10: a completed set-up voids what was there before it. */
export function setUpCompleted(b: Beliefs, account: Person, phone: string): void {
  const why = 'a set-up was completed'
  endSignIns(b, account, why)
  endSessions(b, account, why)
  endRequests(b, account, why)
  endSuspensions(b, account, why)
  endRemembered(b, account, why)
  for (const one of b.phones) if (one.account === account && one.id !== phone) one.state = 'gone'
  for (const one of b.codeSets) if (one.account === account) one.over = true
  endNumbers(b, account, why)
  b.accounts[account].twoFactor = true
}

/** EN-5. */
export function disabled(b: Beliefs, account: Person): void {
  const why = 'the account was disabled'
  b.accounts[account].enabled = false
  endSignIns(b, account, why)
  endSessions(b, account, why)
  endRequests(b, account, why)
  endSuspensions(b, account, why)
  endRemembered(b, account, why)
  for (const one of b.phones) if (one.account === account) one.state = 'gone'
}

/** "Log out on all devices". */
export function loggedOutEverywhere(b: Beliefs, account: Person): void {
  endSignIns(b, account, 'logged out everywhere')
  endSessions(b, account, 'logged out everywhere')
  endRequests(b, account, 'logged out everywhere')
  endRemembered(b, account, 'logged out everywhere')
}

/** SI-5 "It wasn't me" to a prompt: the sign-in or its session, all other unfinished sign-ins, requests, and the password is marked. */
export function deniedNotMe(b: Beliefs, signIn: SignInBelief, now: number): void {
  const { account } = signIn
  const confirmedAt = signIn.confirmed?.at
  for (const one of b.sessions) {
    if (one.signIn === signIn && confirmedAt !== undefined && now <= confirmedAt + minutes(10)) one.over ??= '“It wasn’t me”'
    if (one === signIn.session) one.over ??= '“It wasn’t me”'
  }
  endSignIns(b, account, '“It wasn’t me”')
  endRequests(b, account, '“It wasn’t me”')
  b.accounts[account].marked = true
}

/** AU-4 "This wasn't me" to a notice. */
export function noticeNotMe(b: Beliefs, account: Person, now: number): void {
  const why = '“This wasn’t me”'
  endSignIns(b, account, why)
  endSessions(b, account, why)
  endRequests(b, account, why)
  endSuspensions(b, account, why)
  b.accounts[account].marked = true
  const since = now - days(7)
  for (const one of b.phones) if (one.account === account && one.addedAt > since) one.held = true
  for (const one of b.codeSets) if (one.account === account && one.madeAt > since) one.held = true
  for (const one of b.numbers) if (one.account === account && one.addedAt > since) one.held = true
  holdAddresses(b, account, now)
  // What somebody began to allow begins anew.
  b.allowances = b.allowances.filter((one) => one.account !== account)
}

/** Proved since then: held. Not proved yet: gone. The first address of an account stays (SI-15). */
function holdAddresses(b: Beliefs, account: Person, now: number): void {
  for (const one of b.addresses) {
    if (one.account !== account || one.removedAt !== undefined) continue
    if (one.provedAt === undefined) one.removedAt = now
    else if (one.provedAt > now - days(7)) one.held = true
  }
}

/** A stop counts against what was asked for within a day of it (RR-3). */
const disputesFor = hours(24)
/** So long anything disputed can still be open: a request's life, its wait and its suspension. */
const longestDispute = days(8)

/** RR-3 "Stop this": open requests, the suspension and its sessions; the password is marked. What was asked for after an earlier stop
 * goes on. */
export function stopped(b: Beliefs, account: Person, now: number): void {
  const who = b.accounts[account]
  const earlier = who.stops.some((at) => at > now - longestDispute)
  endRequests(b, account, 'stopped', (one) => one.disputed || earlier)
  endSuspensions(b, account, 'stopped', () => earlier)
  if (!earlier) who.marked = true
  who.stops.push(now)
}

export const isDisputed = (b: Beliefs, account: Person, at: number): boolean =>
  b.accounts[account].stops.some((stop) => stop <= at && stop > at - disputesFor)

/** RR-1, RR-8, RR-10: an approval that took effect. */
export function granted(b: Beliefs, one: SuspensionBelief, q: { numberInIt: boolean }): void {
  endSuspensions(b, one.account, 'another one was granted')
  endRequests(b, one.account, 'another one was approved', (request) => request === one.request)
  one.paused = b.phones.filter((phone) => phone.account === one.account).map((phone) => phone.id)
  b.suspensions.push(one)
  if (one.fate !== 'lost') return
  for (const phone of b.phones) if (phone.account === one.account && phone.state === 'trusted') phone.pausedForGood = true
  if (q.numberInIt) endNumbers(b, one.account, 'the number was in the lost phone')
}

/** What was in the phone stops with the approval: until the suspension ends, or for good (RR-10). */
export const isPaused = (b: Beliefs, phone: PhoneBelief, now: number): boolean =>
  phone.pausedForGood || b.suspensions.some((one) => one.over === undefined && one.endsAt > now && one.paused?.includes(phone.id) === true)
