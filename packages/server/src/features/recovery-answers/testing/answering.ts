import type { Approved, ApproveStep, CaseView, MyAnswer } from '@sparekey/protocol/cases'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { days } from '../../../kernel/clock.ts'
import { newId } from '../../../kernel/random.ts'
import type { TestAnswer } from '../../../testing/test-app.ts'
import { confirmAct, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson, testPassword } from '../../../testing/whole.ts'

/** Somebody who answers, in their session. */
export interface Answering {
  app: TestApp
  browser: TestBrowser
  person: TestPerson
}

let nets = 0

/** An administrator of long standing, or whoever is given, with a session. */
export async function answering(app: TestApp, given: Parameters<typeof makePerson>[1] = {}): Promise<Answering> {
  const person = await makePerson(app.core, { role: 'admin', ...given })
  return await again(app, person)
}

/** A new session of the same person: the one before was left. */
export async function again(app: TestApp, person: TestPerson): Promise<Answering> {
  nets += 1
  return { app, person, browser: await signInAs(app, person, app.browser({ ip: `198.51.100.${(nets % 200) + 20}` })) }
}

/** The account logged in from there a while ago, confirmed: a network that is not strange (RR-4). */
export async function seenFrom(app: TestApp, account: string, ...ips: string[]): Promise<void> {
  const { core } = app
  const rows = ips.map((ip) => ({
    id: newId(core.random, 'log'),
    account_id: account,
    sign_in_id: null,
    session_id: null,
    at: core.clock.now() - days(20),
    result: 'signed-in',
    method: 'phone',
    device_id: null,
    browser_id: null,
    known_browser: 0 as const,
    ip,
    agent: 'Chrome on Windows',
  }))
  await core.db.insertInto('login_event').values(rows).execute()
}

/** Password, "Send request", from where the account logged in before. @returns the browser that waits
 * @param q.strange it never did */
export async function ask(
  app: TestApp,
  person: TestPerson,
  q: { browser?: TestBrowser; message?: string; shared?: boolean; strange?: boolean } = {},
) {
  if (!q.strange) await seenFrom(app, person.id, '203.0.113.7', '192.0.2.66')
  const browser = q.browser ?? app.browser()
  await browser.post('/api/sign-in', { login: person.login, password: testPassword })
  const sent = await browser.post('/api/sign-in/request', { message: q.message ?? '', shared: q.shared ?? false })
  const view = sent.body as SignInView
  if (sent.status !== 200 || !view.request) throw new Error(`The request was not sent: ${sent.text}`)
  return { browser, request: view.request.id, case: await caseOf(app, person.id) }
}

/** The open case of an account.
 * @throws if there is none */
export async function caseOf(app: TestApp, account: string): Promise<string> {
  const query = app.core.db.selectFrom('recovery_case').select('id').where('account_id', '=', account).where('closed_at', 'is', null)
  return (await query.executeTakeFirstOrThrow()).id
}

export const callerCode = async (browser: TestBrowser): Promise<string> =>
  ((await browser.get('/api/sign-in')).body as SignInView).request?.callerCode?.code ?? ''

export const viewOf = async (by: Answering, id: string): Promise<CaseView> => (await by.browser.get(`/api/console/cases/${id}`)).body

export const step = (by: Answering, id: string, name: string, body: object): Promise<TestAnswer> =>
  by.browser.post(`/api/console/cases/${id}/${name}`, body)

const of = (request: string | undefined) => (request ? { request } : {})

/** Steps 1 and 2, and with a waiting browser 3. */
export async function goThrough(
  by: Answering,
  q: { case: string; request?: string; waiting?: TestBrowser; kind?: string },
): Promise<MyAnswer> {
  const { request } = q
  const answers = [
    await step(by, q.case, 'contact', { ...of(request), kind: q.kind ?? 'in-person', words: 'At the desk' }),
    await step(by, q.case, 'account', { ...of(request), agrees: true, said: 'At nine, on the laptop' }),
  ]
  if (request && q.waiting) answers.push(await step(by, q.case, 'caller-code', { ...of(request), code: await callerCode(q.waiting) }))
  for (const one of answers) if (one.status !== 200) throw new Error(`A step was refused: ${one.text}`)
  const view = await viewOf(by, q.case)
  const mine = request ? view.requests.find((one) => one.id === request)?.mine : view.mine
  if (!mine) throw new Error('There is no answer of mine')
  return mine
}

/** What is approved, as the page sends it. */
export const approval = (q: { request?: string } & Partial<ApproveStep> = {}): ApproveStep => ({
  note: 'Known for years',
  fate: 'left',
  numberInIt: false,
  hours: 24,
  scope: q.request ? 'this-browser' : 'next-browser',
  ...q,
})

/** The parameters that the phone signs for it. */
export const signedParams = (id: string, body: ApproveStep, gives = 'suspension'): Record<string, string> => ({
  case: id,
  gives,
  request: body.request ?? '',
  fate: body.fate,
  numberInIt: body.numberInIt ? 'yes' : 'no',
  hours: String(body.hours),
  scope: body.scope,
  note: body.note,
})

/** Step 4, confirmed on the approver's phone. */
export async function approveCase(by: Answering, id: string, body: ApproveStep): Promise<TestAnswer> {
  const { kind } = await viewOf(by, id)
  const gives = kind === 'password' && !body.request ? 'password' : 'suspension'
  await confirmAct(by.app, by.browser, by.person, 'approve-recovery', signedParams(id, body, gives))
  return await step(by, id, 'approve', body)
}

/** All four steps for a request.
 * @throws if a step is refused */
export async function approveRequest(
  by: Answering,
  asked: { case: string; request: string; browser: TestBrowser },
  more: Partial<ApproveStep> = {},
): Promise<Approved> {
  await goThrough(by, { case: asked.case, request: asked.request, waiting: asked.browser })
  const answer = await approveCase(by, asked.case, approval({ request: asked.request, ...more }))
  if (answer.status !== 200) throw new Error(`The approval was refused: ${answer.text}`)
  return answer.body as Approved
}

/** A case without a request (RR-7). */
export async function openCaseFor(by: Answering, account: string, name: 'two-factor' | 'password-code'): Promise<string> {
  const opened = await by.browser.post(`/api/console/people/${account}/${name}`)
  if (opened.status !== 200) throw new Error(`The case was not opened: ${opened.text}`)
  return (opened.body as { case: string }).case
}

/** All three steps of a case without a request, which ends in an access code.
 * @throws if a step is refused */
export async function approveAtDesk(
  by: Answering,
  account: string,
  q: { name?: 'two-factor' | 'password-code'; kind?: string } & Partial<ApproveStep> = {},
): Promise<Approved> {
  const { name = 'two-factor', kind, ...more } = q
  const id = await openCaseFor(by, account, name)
  await goThrough(by, { case: id, ...(kind ? { kind } : {}) })
  const answer = await approveCase(by, id, approval(more))
  if (answer.status !== 200) throw new Error(`The approval was refused: ${answer.text}`)
  return answer.body as Approved
}
