import type { decisionBytes } from '@sparekey/protocol/signed-bytes'
import { approval, signedParams } from '../../src/features/recovery-answers/testing/answering.ts'
import { digitsIn } from '../../src/features/sms-codes/testing/sent-texts.ts'
import type { TestPhone } from '../../src/testing/index.ts'
import { type Heard, type RealBrowser, realBrowser } from './killed-service.ts'
import type { Receivers } from './receivers.ts'

// What people are in the middle of when the service is killed. A value is tried by two browsers at the same moment, and again after
// the restart by whoever did not hear an answer.

export interface Somebody {
  id: string
  login: string
  password: string
  number: string
  phone: TestPhone
  codes: string[]
  /** The session of an administrator. */
  session?: { browser: RealBrowser }
}

/** What came of the work, as the people know it. */
export interface Ledger {
  /** How often each one-time value was accepted. */
  accepted: Map<string, number>
  /** Values without an answer: they are tried again after the restart. */
  open: { value: string; again: (url: string) => Promise<Heard | undefined> }[]
  /** Sign-ins that were said to be finished, by the cookie of the session. */
  sessions: string[]
  /** Approvals that were said to be taken: the account, and what they came to. */
  approvals: { account: string; state: string }[]
  /** Who has recovery codes left. */
  withCodes?: Somebody | undefined
  /** How many things were done to the end. */
  done: Map<string, number>
}

export const emptyLedger = (): Ledger => ({ accepted: new Map(), open: [], sessions: [], approvals: [], done: new Map() })

const noteDone = (ledger: Ledger, what: string): void => {
  ledger.done.set(what, (ledger.done.get(what) ?? 0) + 1)
}

function hear(ledger: Ledger, value: string, answer: Heard | undefined, again: Ledger['open'][number]['again']): boolean {
  if (!answer) ledger.open.push({ value, again })
  if (answer?.status !== 200) return false
  ledger.accepted.set(value, (ledger.accepted.get(value) ?? 0) + 1)
  return true
}

const logIn = (url: string, browser: RealBrowser, who: Somebody) =>
  browser.post(url, '/api/sign-in', { login: who.login, password: who.password })

async function finish(url: string, ledger: Ledger, browser: RealBrowser): Promise<void> {
  const both = await Promise.all([browser.post(url, '/api/sign-in/finish'), browser.post(url, '/api/sign-in/finish')])
  const won = both.filter((one) => one?.status === 200)
  const sign = browser.cookies.get('__Host-sign-in') ?? ''
  for (const _ of won) ledger.accepted.set(`finish ${sign}`, (ledger.accepted.get(`finish ${sign}`) ?? 0) + 1)
  if (won.length > 0) ledger.sessions.push(browser.cookies.get('__Host-session') ?? '')
}

/** What is left to do once everything is prepared: the moment in which the service is killed. */
export type Ready = () => Promise<void>

/** Two browsers that have passed the password step, about to type one value at the same moment. */
async function prepareSpending(url: string, ledger: Ledger, who: Somebody) {
  const [one, two] = [realBrowser(), realBrowser()]
  await Promise.all([logIn(url, one, who), logIn(url, two, who)])
  return async (q: { value: string; path: string; body: object }): Promise<RealBrowser | undefined> => {
    const again = async (now: string): Promise<Heard | undefined> => {
      const later = realBrowser()
      await logIn(now, later, who)
      return await later.post(now, q.path, q.body)
    }
    const answers = await Promise.all([one.post(url, q.path, q.body), two.post(url, q.path, q.body)])
    const won = answers.map((answer) => hear(ledger, q.value, answer, again))
    return won[0] ? one : won[1] ? two : undefined
  }
}

/** A recovery code, to a session. */
export async function readyWithCode(url: string, ledger: Ledger, who: Somebody): Promise<Ready | undefined> {
  const code = who.codes.pop()
  if (!code) return undefined
  const spend = await prepareSpending(url, ledger, who)
  return async () => {
    const browser = await spend({ value: code, path: '/api/sign-in/answer', body: { method: 'recovery-code', answer: code } })
    if (!browser) return
    noteDone(ledger, 'recovery code')
    await finish(url, ledger, browser)
  }
}

/** A text that arrived, to a session. */
export async function readyWithText(url: string, ledger: Ledger, who: Somebody, receivers: Receivers): Promise<Ready | undefined> {
  const browser = realBrowser()
  await logIn(url, browser, who)
  if ((await browser.post(url, '/api/sign-in/start', { method: 'sms' }))?.status !== 200) return undefined
  const code = await arrived(url, browser, () => digitsIn(receivers.textTo.get(who.number)))
  if (!code) return undefined
  const send = (now: string) => browser.post(now, '/api/sign-in/answer', { method: 'sms', answer: code })
  return async () => {
    const answers = await Promise.all([send(url), send(url)])
    const won = answers.map((answer) => hear(ledger, `text ${code} to ${who.number}`, answer, send))
    if (!won.includes(true)) return
    noteDone(ledger, 'text')
    await finish(url, ledger, browser)
  }
}

/** Looks until something is there, or the service is gone. */
async function arrived(url: string, browser: RealBrowser, look: () => string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const found = look()
    if (found) return found
    if (!(await browser.get(url, '/api/sign-in'))) return ''
  }
  return ''
}

/** Confirms the browser's sign-in or act on the phone. @returns whether it was taken */
export async function confirmsOnPhone(url: string, browser: RealBrowser, who: Somebody): Promise<boolean> {
  const phone = realBrowser()
  const nonce = (await phone.post(url, '/api/phone/nonce'))?.body.nonce
  if (typeof nonce !== 'string') return false
  const token = (await phone.post(url, '/api/phone/token', who.phone.prove(nonce)))?.body.token
  const waiting = await fetch(`${url}/api/phone/prompts`, { headers: { authorization: `Bearer ${String(token)}` } }).catch(() => undefined)
  const prompts = ((await waiting?.json().catch(() => undefined)) as { prompts?: Parameters<typeof decisionBytes>[0][] } | undefined)
    ?.prompts
  const prompt = prompts?.[0] as unknown as
    | { id: string; subject: string; purpose: 'sign-in' | 'act'; act: string; params: string }
    | undefined
  const view = (await browser.get(url, '/api/sign-in'))?.body as { phone?: { prompt?: { matchCode?: string } } } | undefined
  if (!prompt) return false
  const { id, subject, purpose, act, params } = prompt
  const matchCode = view?.phone?.prompt?.matchCode ?? ''
  const signed = who.phone.answer({ prompt: id, subject, purpose, act, params, matchCode, decision: 'confirm' })
  return (await phone.post(url, `/api/phone/prompts/${id}/answer`, signed))?.status === 200
}

/** An administrator is about to approve at the desk, with a fresh confirmation; then the person uses the access code. */
export async function readyToApprove(url: string, ledger: Ledger, admin: Somebody, who: Somebody): Promise<Ready | undefined> {
  const browser = realBrowser()
  const spending = prepareSpending(url, ledger, who)
  await logIn(url, browser, admin)
  if (!(await confirmsOnPhone(url, browser, admin))) return undefined
  await browser.post(url, '/api/sign-in/finish')
  const id = (await browser.post(url, `/api/console/people/${who.id}/two-factor`))?.body.case
  if (typeof id !== 'string') return undefined
  await browser.post(url, `/api/console/cases/${id}/contact`, { kind: 'in-person', words: 'At the desk' })
  await browser.post(url, `/api/console/cases/${id}/account`, { agrees: true, said: 'At nine' })
  const body = approval()
  await browser.post(url, '/api/confirmations', { act: 'approve-recovery', params: signedParams(id, body), password: admin.password })
  if (!(await confirmsOnPhone(url, browser, admin))) return undefined
  await browser.post(url, '/api/sign-in/finish')
  const spend = await spending
  return async () => {
    const answer = await browser.post(url, `/api/console/cases/${id}/approve`, body)
    if (answer?.status !== 200) return
    const { state, code } = answer.body
    ledger.approvals.push({ account: who.id, state: String(state) })
    noteDone(ledger, 'approval')
    if (typeof code !== 'string') return
    const claimed = await spend({ value: `access code ${code}`, path: '/api/sign-in/access-code', body: { code } })
    if (!claimed) return
    noteDone(ledger, 'access code')
    await finish(url, ledger, claimed)
  }
}
