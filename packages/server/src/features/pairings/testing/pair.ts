import type { PairingView } from '@sparekey/protocol/account'
import type { Selectable } from 'kysely'
import type { DeviceTable } from '../../../db/tables.ts'
import { makePairingPhone, type Opened, type PairingPhone } from '../../../testing/index.ts'
import { buildTestApp, confirmAct, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../../testing/whole.ts'

/** The token in a pairing's address. */
export const tokenIn = (view: PairingView): string => view.url?.split('#pair.')[1] ?? ''

/** A phone that is somewhere else and sends what the app sends. */
export const awayBrowser = (app: TestApp, ip = '198.51.100.9'): TestBrowser => app.browser({ ip })

/** Scans as the app does: opens with the token, agrees, sends its keys. */
export async function scanWith(app: TestApp, view: PairingView, phone: PairingPhone = makePairingPhone()) {
  const token = tokenIn(view)
  const away = awayBrowser(app)
  const opened = await away.post('/api/phone/pairings/open', { token })
  if (opened.status !== 200) return { phone, token, opened: opened.body as Opened, answer: opened }
  const answer = await away.post('/api/phone/pairings/scan', phone.scan(opened.body as Opened, token))
  return { phone, token, opened: opened.body as Opened, answer }
}

/** Gets a phone its token. @returns the answer of POST /api/phone/token */
async function proveOf(app: TestApp, phone: PairingPhone, device: string, person = true) {
  const away = awayBrowser(app)
  const { nonce } = (await away.post('/api/phone/nonce')).body as { nonce: string }
  return await away.post('/api/phone/token', phone.prove(app.core.config.origin, device, nonce, person))
}

export async function tokenOfPhone(app: TestApp, phone: PairingPhone, device: string): Promise<string> {
  const proved = await proveOf(app, phone, device)
  if (proved.status !== 200) throw new Error(`The phone was not let in: ${proved.text}`)
  return (proved.body as { token: string }).token
}

/** What the phone learns about itself; the status alone where it is not let in. */
export async function meOf(app: TestApp, phone: PairingPhone, device: string) {
  const proved = await proveOf(app, phone, device)
  if (proved.status !== 200) return proved
  const { token } = proved.body as { token: string }
  return await awayBrowser(app).request('GET', '/api/phone/me', undefined, { authorization: `Bearer ${token}` })
}

/** Pairs one more phone in a session that has the right to, to "This is my phone". */
export async function pairPhone(app: TestApp, browser: TestBrowser, body: { replaces?: string } = {}) {
  const begun = await browser.post('/api/pairings', body)
  if (begun.status !== 200) throw new Error(`No pairing was begun: ${begun.text}`)
  const view = begun.body as PairingView
  const { phone, answer } = await scanWith(app, view)
  const { device } = answer.body as { device: string }
  const confirmed = await browser.post(`/api/pairings/${view.id}/confirm`)
  if (confirmed.status !== 200) throw new Error(`The phone was not taken: ${confirmed.text}`)
  return { phone, device, pairing: view.id }
}

/** Somebody with a phone, signed in, and what the tests of pairing look at. */
export interface PairingWorld {
  app: TestApp
  ana: TestPerson
  browser: TestBrowser
  /** A pairing of one more phone, with its fresh confirmation. */
  begin(): Promise<PairingView>
  look(pairing: string): Promise<PairingView>
  device(id: string): Promise<Selectable<DeviceTable>>
}

export async function openPairingWorld(): Promise<PairingWorld> {
  const app = await buildTestApp()
  const ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  const browser = await signInAs(app, ana)
  return {
    app,
    ana,
    browser,
    async begin() {
      await confirmAct(app, browser, ana, 'add-device')
      const begun = await browser.post('/api/pairings')
      if (begun.status !== 200) throw new Error(`No pairing was begun: ${begun.text}`)
      return begun.body
    },
    look: async (pairing) => (await browser.get(`/api/pairings/${pairing}`)).body,
    device: (id) => app.core.db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  }
}

/** The code of a refusal. */
export const codeOfRefusal = (answer: { body: unknown }): string => (answer.body as { code: string }).code
