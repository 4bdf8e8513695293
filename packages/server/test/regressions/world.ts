import type { SettingName } from '@sparekey/protocol/policy-settings'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { digitsIn } from '../../src/features/sms-codes/testing/sent-texts.ts'
import { shownCode } from '../../src/features/verification-codes/testing/shown-code.ts'
import type { RouteEntry } from '../../src/http/server.ts'
import { seconds } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/random.ts'
import { makeNumberRow, openTestDatabase, testSms } from '../../src/testing/index.ts'
import {
  buildTestApp,
  confirmOnPhone,
  makePerson,
  type TestAnswer,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
} from '../../src/testing/whole.ts'

// What the regressions share: the whole service with one person who has every method, and the steps of a browser.

export interface World {
  app: TestApp
  /** A member with a phone in the hand, ten codes and a number. */
  ana: TestPerson
  /** Her number, E.164. */
  number: string
  /** Its row. */
  numberId: string
}

export async function openWorld(given: Parameters<typeof buildTestApp>[0] = {}): Promise<World> {
  const app = await buildTestApp({ ...given, config: { sms: { ...testSms }, ...given.config } })
  const ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  const row = await makeNumberRow(app.core, ana.id)
  // In the middle of a step of the verification code, so that the ways there and back are equally long.
  app.core.clock.advance(seconds(15))
  return { app, ana, number: row.number, numberId: row.id }
}

/** {@link openWorld} on a database that answers a turn of the event loop later, as one over a network does: requests that come at
 * once really run at once. */
export async function openSlowWorld(): Promise<World> {
  const database = await openTestDatabase()
  const db = database.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await new Promise((go) => setImmediate(go))
      return result
    },
  })
  return await openWorld({ database: { ...database, db } })
}

/** A browser whose password was right, and nothing else yet. */
export async function half(app: TestApp, who: Pick<TestPerson, 'login'>, ip = '203.0.113.7', more: object = {}): Promise<TestBrowser> {
  const browser = app.browser({ ip })
  await begin(browser, who.login, more)
  return browser
}

export const begin = (browser: TestBrowser, login: string, more: object = {}): Promise<TestAnswer> =>
  browser.post('/api/sign-in', { login, password: testPassword, ...more })
export const finish = (browser: TestBrowser): Promise<TestAnswer> => browser.post('/api/sign-in/finish')
export const answer = (browser: TestBrowser, method: string, code: string): Promise<TestAnswer> =>
  browser.post('/api/sign-in/answer', { method, answer: code })
export const start = (browser: TestBrowser, method = 'sms'): Promise<TestAnswer> => browser.post('/api/sign-in/start', { method })
export const viewOf = async (browser: TestBrowser): Promise<SignInView> => (await browser.get('/api/sign-in')).body
/** The code of a refusal, or the status where it was none. */
export const code = (given: TestAnswer): string | number => (given.body as { code?: string } | undefined)?.code ?? given.status

/** What the phone shows without internet. */
export const shown = (world: World, steps = 0): Promise<string> => shownCode(world.app.core, world.ana.phone.id, steps)

/** Chooses SMS in this browser. @returns the digits that were sent */
export async function sentDigits(app: TestApp, browser: TestBrowser): Promise<string> {
  await start(browser)
  await app.deliver()
  return digitsIn(app.texts.at(-1)?.text)
}

/** Whether this browser is signed in, by what the service says and by the cookies that it was given. */
export async function signedIn(browser: TestBrowser): Promise<boolean> {
  const session = [...browser.cookies.keys()].some((name) => name.endsWith('-session'))
  return session || (await browser.get('/api/session')).status !== 401
}

/** Sessions that are in the database, of an account or of everybody. */
export async function countSessions(app: TestApp, account?: string): Promise<number> {
  const all = app.core.db.selectFrom('session').select('id')
  return (await (account ? all.where('account_id', '=', account) : all).execute()).length
}

/** The routes of the API, each method once. */
export const apiRoutes = (app: TestApp): RouteEntry[] =>
  app.app.routeTable.filter((route) => route.url.startsWith('/api/') && route.method !== 'HEAD')

/** The address of a route with an id in it. */
export const addressOf = (route: RouteEntry, id = 'acc_aaaaaaaaaaaaaaaaaaaaaa'): string => route.url.replace(/:\w+/g, id)

type Shape = {
  properties?: Record<string, Shape>
  required?: string[]
  anyOf?: Shape[]
  type?: string
  const?: unknown
  pattern?: string
  minLength?: number
  items?: Shape
}

/** Something of the right form: the first choice of each, and of text what fits where it stands. */
function fitting(shape: Shape, name: string, known: Record<string, unknown>): unknown {
  if (name in known) return known[name]
  if ('const' in shape) return shape.const
  if (shape.anyOf) return fitting(shape.anyOf[0] ?? {}, name, known)
  if (shape.properties)
    return Object.fromEntries((shape.required ?? []).map((key) => [key, fitting(shape.properties?.[key] ?? {}, key, known)]))
  if (shape.type === 'array') return []
  if (shape.type === 'integer' || shape.type === 'number') return 24
  if (shape.type === 'boolean') return true
  if (shape.pattern?.includes('_')) return /\[a-z\]/.test(shape.pattern) ? 'acc_aaaaaaaaaaaaaaaaaaaaaa' : 'A'.repeat(43)
  return 'x'.repeat(Math.max(shape.minLength ?? 1, 8))
}

/** A body that a route takes, with what an attacker knows in the fields of those names. */
export const bodyFor = (route: RouteEntry, known: Record<string, unknown> = {}): unknown =>
  route.method === 'GET' ? undefined : fitting((route.schema.body ?? {}) as Shape, '', known)

/** Calls a route as a page would.
 * @param q.id in its address */
export const call = (
  browser: TestBrowser,
  route: RouteEntry,
  q: { id?: string; known?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Promise<TestAnswer> => browser.request(route.method as 'POST', addressOf(route, q.id), bodyFor(route, q.known), q.headers)

/** Every row of the whole database as text. */
export async function everyRow(app: TestApp): Promise<string> {
  const { db } = app.core
  const tables = await db.introspection.getTables()
  const rows: unknown[] = []
  for (const { name } of tables)
    rows.push(
      await db
        .selectFrom(name as 'account')
        .selectAll()
        .execute(),
    )
  return JSON.stringify(rows)
}

/** The fresh confirmation of an act by a typed code. */
export async function confirmBy(
  browser: TestBrowser,
  act: string,
  method: string,
  typed: string,
  params: object = {},
): Promise<TestAnswer> {
  await browser.post('/api/confirmations', { act, params, password: testPassword })
  return await answer(browser, method, typed)
}

/** The token that an open phone app holds. */
export async function phoneToken(app: TestApp, phone: TestPerson['phone']): Promise<string> {
  const away = app.browser({ ip: '198.51.100.4' })
  const { nonce } = (await away.post('/api/phone/nonce')).body as { nonce: string }
  return ((await away.post('/api/phone/token', phone.prove(nonce))).body as { token: string }).token
}

/** A rule for everyone, from now on, as if it had been saved long ago. */
export async function setRule(app: TestApp, setting: SettingName, value: string): Promise<void> {
  const { db, clock, random } = app.core
  const now = clock.now()
  await db.updateTable('policy_rule').set({ replaced_at: now }).where('setting', '=', setting).execute()
  const row = { id: newId(random, 'rul'), group_id: '', setting, value, made_at: now, made_by: 'test', works_from: 0, revision: now }
  await db
    .insertInto('policy_rule')
    .values({ ...row, replaced_at: null, stopped_at: null, stopped_by: null })
    .execute()
}

/** A browser that skips the confirmation (SI-13), logged out. The rules must allow it. */
export async function rememberedBrowser(world: World, ip = '203.0.113.90'): Promise<TestBrowser> {
  const browser = await half(world.app, world.ana, ip)
  const asked = await browser.post('/api/sign-in/remember', { remember: true })
  if (asked.status !== 200) throw new Error(`It may not be remembered: ${asked.text}`)
  await confirmOnPhone(world.app, browser, world.ana.phone)
  await finish(browser)
  await browser.post('/api/session/log-out')
  return browser
}

/** The same cookies in another place. */
export function copyOf(app: TestApp, browser: TestBrowser, ip = '198.51.100.66'): TestBrowser {
  const copy = app.browser({ ip })
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  return copy
}
