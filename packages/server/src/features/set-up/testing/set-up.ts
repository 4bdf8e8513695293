import type { NewCodes, PairingView, SetUpView } from '@sparekey/protocol/account'
import { cookieName } from '../../../http/cookies.ts'
import {
  makeAccountRow,
  makeBrowserRow,
  makeEmailRow,
  makePairingPhone,
  makeSessionRow,
  type Opened,
  type PairingPhone,
} from '../../../testing/index.ts'
import { type TestApp, type TestBrowser, testPassword } from '../../../testing/whole.ts'
import { hashPassword } from '../../passwords/index.ts'

/** Somebody who has a password and an address and nothing else yet. */
export interface Newcomer {
  id: string
  login: string
  email: string
}

export async function makeNewcomer(app: TestApp, given: Parameters<typeof makeAccountRow>[1] = {}): Promise<Newcomer> {
  const account = await makeAccountRow(app.core, { password_hash: await hashPassword(app.core, testPassword), ...given })
  const email = await makeEmailRow(app.core, account.id)
  return { id: account.id, login: account.login, email: email.address }
}

/** Signs in with the password alone. */
export async function passwordSession(app: TestApp, who: Newcomer, browser: TestBrowser = app.browser()): Promise<TestBrowser> {
  await browser.post('/api/sign-in', { login: who.login, password: testPassword })
  const finished = await browser.post('/api/sign-in/finish')
  if (finished.status !== 200) throw new Error(`No session: ${finished.text}`)
  return browser
}

/** A session that came about in another way, such as by an invitation. */
export async function sessionStartedAs(
  app: TestApp,
  who: Newcomer,
  given: NonNullable<Parameters<typeof makeSessionRow>[2]>,
): Promise<TestBrowser> {
  const row = await makeBrowserRow(app.core)
  const session = await makeSessionRow(app.core, { account: who.id, browser: row.id }, { access: 'set-up', method: null, ...given })
  const browser = app.browser()
  browser.cookies.set(cookieName(app.core.config, 'browser'), row.token)
  browser.cookies.set(cookieName(app.core.config, 'session'), session.token)
  return browser
}

export const setUpOf = async (browser: TestBrowser): Promise<SetUpView> => (await browser.get('/api/set-up')).body

/** The six digits of the newest mail. */
export async function mailedCode(app: TestApp, email: string): Promise<string> {
  const { text } = await app.mailTo(email)
  return /^(\d{3}) (\d{3}) is the code/.exec(text)?.slice(1).join('') ?? ''
}

/** The first step, by the mail. */
export async function proveAddress(app: TestApp, browser: TestBrowser, who: Newcomer): Promise<void> {
  await browser.post('/api/set-up/address')
  const checked = await browser.post('/api/set-up/address/check', { code: await mailedCode(app, who.email) })
  if (checked.status !== 200) throw new Error(`The code was refused: ${checked.text}`)
}

/** The second step, to "This is my phone". */
export async function pairInSetUp(
  app: TestApp,
  browser: TestBrowser,
  phone: PairingPhone = makePairingPhone(),
): Promise<{ phone: PairingPhone; device: string }> {
  const begun = await browser.post('/api/pairings')
  if (begun.status !== 200) throw new Error(`No pairing was begun: ${begun.text}`)
  const view = begun.body as PairingView
  const token = view.url?.split('#pair.')[1] ?? ''
  const away = app.browser({ ip: '198.51.100.9' })
  const opened = (await away.post('/api/phone/pairings/open', { token })).body as Opened
  const { device } = (await away.post('/api/phone/pairings/scan', phone.scan(opened, token))).body as { device: string }
  const confirmed = await browser.post(`/api/pairings/${view.id}/confirm`)
  if (confirmed.status !== 200) throw new Error(`The phone was not taken: ${confirmed.text}`)
  return { phone, device }
}

/** The third step, as far as the codes are shown. */
export async function drawCodes(browser: TestBrowser): Promise<NewCodes> {
  const drawn = await browser.post('/api/set-up/codes')
  if (drawn.status !== 200) throw new Error(`No codes were drawn: ${drawn.text}`)
  return drawn.body
}
