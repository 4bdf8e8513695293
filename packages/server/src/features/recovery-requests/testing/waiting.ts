import type { RequestView } from '@sparekey/protocol/recovery'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { inPlainTransaction } from '../../../db/transaction.ts'
import { type TestApp, type TestBrowser, type TestPerson, testPassword } from '../../../testing/whole.ts'
import { grantSuspension, type ToGrant } from '../../suspensions/index.ts'
import { decideRequest, findRequest } from '../index.ts'

/** The page of a sign-in as it is now. */
export const pageOf = async (browser: TestBrowser): Promise<SignInView> => (await browser.get('/api/sign-in')).body

/** Password, then "Send request".
 * @throws if it is refused */
export async function sendRequestIn(
  browser: TestBrowser,
  person: Pick<TestPerson, 'login'>,
  q: { message?: string; shared?: boolean; password?: string } = {},
): Promise<RequestView> {
  await browser.post('/api/sign-in', { login: person.login, password: q.password ?? testPassword })
  const sent = await browser.post('/api/sign-in/request', { message: q.message ?? '', shared: q.shared ?? false })
  const view = sent.body as SignInView
  if (sent.status !== 200 || !view.request) throw new Error(`The request was not sent: ${sent.text}`)
  return view.request
}

/** What the last approval needed comes to, for the browser of the request. */
export async function approve(
  app: TestApp,
  q: { request: string; by: string } & Partial<Pick<ToGrant, 'hours' | 'fate' | 'numberInIt' | 'startsAt'>>,
): Promise<{ suspension: string; endsAt: number }> {
  const { core } = app
  return await inPlainTransaction(core.db, async (tx) => {
    const request = await findRequest(tx, q.request)
    if (!request || !(await decideRequest(core, tx, { request: q.request, to: 'approved', by: q.by }))) throw new Error('It is over')
    return await grantSuspension(core, tx, {
      account: request.account_id,
      caseId: request.case_id,
      requestId: request.id,
      scope: 'this-browser',
      source: 'approval',
      hours: q.hours ?? 24,
      fate: q.fate ?? 'left',
      numberInIt: q.numberInIt ?? false,
      startsAt: q.startsAt ?? core.clock.now(),
      browser: request.browser_id,
      by: 'The help desk',
    })
  })
}

/** "1 day" for the next browser: the suspension, without its access code. */
export async function grantNextBrowser(app: TestApp, account: string, more: Partial<ToGrant> = {}): Promise<string> {
  const { core } = app
  const given = await inPlainTransaction(core.db, (tx) =>
    grantSuspension(core, tx, {
      account,
      caseId: null,
      scope: 'next-browser',
      source: 'approval',
      hours: 24,
      fate: 'left',
      numberInIt: false,
      startsAt: core.clock.now(),
      ...more,
    }),
  )
  return given.suspension
}

/** Closes the browser and opens it: cookies without an end of their own are gone.
 * @param kept those that are looked at; as shipped the request's, where it has an end of its own, and the browser's */
export function closeAndOpen(browser: TestBrowser, kept?: readonly string[]): void {
  for (const name of [...browser.cookies.keys()]) {
    const stays = (kept ?? ['request', 'browser']).some((one) => name.endsWith(`-${one}`))
    if (!stays || (kept === undefined && !browser.lasting.has(name))) browser.cookies.delete(name)
  }
}

/** Finishes the sign-in. @returns the status and where it leads */
export async function finish(browser: TestBrowser): Promise<{ status: number; to?: string; code?: string }> {
  const answer = await browser.post('/api/sign-in/finish')
  return { status: answer.status, ...(answer.body as object) }
}

/** What a token in the newest message to an address leads to. */
export const tokenIn = (text: string, purpose: string): string => new RegExp(`link/${purpose}#([\\w-]{43})`).exec(text)?.[1] ?? ''
