import type { PhonePrompt } from '@sparekey/protocol/phone'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { type TestPerson, testPassword } from './make-person.ts'
import type { TestApp, TestBrowser } from './test-app.ts'
import type { TestPhone } from './test-phone.ts'

/** A phone app that is open: it holds a token and asks what waits.
 * @throws if the phone is not let in */
export async function waitingPrompts(app: TestApp, phone: TestPhone): Promise<PhonePrompt[]> {
  const browser = app.browser({ ip: '198.51.100.4' })
  const { nonce } = (await browser.post('/api/phone/nonce')).body as { nonce: string }
  const proof = await browser.post('/api/phone/token', phone.prove(nonce))
  const { token } = proof.body as { token: string }
  const answer = await browser.request('GET', '/api/phone/prompts', undefined, { authorization: `Bearer ${token}` })
  if (answer.status !== 200) throw new Error(`The phone was answered ${answer.text}`)
  return (answer.body as { prompts: PhonePrompt[] }).prompts
}

/** What the phone posts to answer a prompt. */
export const answerTo = (phone: TestPhone, prompt: PhonePrompt, decision: 'confirm' | 'not-me' | 'mistake', matchCode = '') =>
  phone.answer({
    prompt: prompt.id,
    subject: prompt.subject,
    purpose: prompt.purpose,
    act: prompt.act,
    params: prompt.params,
    matchCode,
    decision,
  })

/** Answers the newest prompt on the phone with the number that the page shows. */
export async function confirmOnPhone(app: TestApp, browser: TestBrowser, phone: TestPhone): Promise<void> {
  const view = (await browser.get('/api/sign-in')).body as SignInView
  const [prompt] = await waitingPrompts(app, phone)
  if (!prompt) throw new Error('No prompt waits')
  const body = answerTo(phone, prompt, 'confirm', view.phone?.prompt?.matchCode ?? '')
  const answer = await browser.request('POST', `/api/phone/prompts/${prompt.id}/answer`, body)
  if (answer.status !== 200) throw new Error(`The phone's answer was refused: ${answer.text}`)
}

/** Signs in with password and phone, to a full session. */
export async function signInAs(app: TestApp, person: TestPerson, browser = app.browser()): Promise<TestBrowser> {
  await browser.post('/api/sign-in', { login: person.login, password: testPassword })
  await confirmOnPhone(app, browser, person.phone)
  const finished = await browser.post('/api/sign-in/finish')
  if (finished.status !== 200) throw new Error(`The sign-in was not finished: ${finished.text}`)
  return browser
}

/** Begins and confirms a fresh confirmation of an act on the phone, so that the next call of the act goes through. */
export async function confirmAct(
  app: TestApp,
  browser: TestBrowser,
  person: TestPerson,
  act: string,
  params: Record<string, string> = {},
): Promise<void> {
  await browser.post('/api/confirmations', { act, params, password: testPassword })
  await confirmOnPhone(app, browser, person.phone)
  await browser.post('/api/sign-in/finish')
}
