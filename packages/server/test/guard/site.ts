import type { SignInView } from '@sparekey/protocol/sign-in'
import { connectLive } from '../../src/features/live/index.ts'
import { days } from '../../src/kernel/clock.ts'
import { seededRandom, type TestClock, type TestDatabase, testClock } from '../../src/testing/index.ts'
import {
  answerTo,
  buildTestApp,
  makePerson,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
  waitingPrompts,
} from '../../src/testing/whole.ts'

/** One installation on a database that several nodes, and processes, can open at the same time. */
export interface Site {
  clock: TestClock
  database: TestDatabase
  /** Another node on the same database, with a connection and a bus of its own; on SQLite: another process. */
  node(): Promise<TestApp>
  ana: TestPerson
  admin: TestPerson
  close(): Promise<void>
}

let seeds = 0

/** @param database opened with `shared: true`; closed by whoever opened it */
export async function openSite(database: TestDatabase): Promise<Site & { one: TestApp }> {
  const clock = testClock()
  const closing: (() => Promise<void>)[] = []
  const node = async (): Promise<TestApp> => {
    const own = { ...database, ...(await database.another()), url: database.url, close: async () => {} }
    const bus = database.engine === 'postgres' ? await connectLive(own, own.url) : undefined
    seeds += 1
    const app = await buildTestApp({ database: own, clock, random: seededRandom(seeds), ...(bus ? { live: bus.live } : {}) })
    closing.push(async () => {
      await app.close()
      await bus?.close()
    })
    return app
  }
  const one = await node()
  const old = { created_at: clock.now() - days(90), two_factor_since: clock.now() - days(80) }
  return {
    one,
    clock,
    database,
    node,
    ana: await makePerson(one.core, { login: 'ana.silva', ...old }),
    admin: await makePerson(one.core, { role: 'admin', ...old }),
    async close() {
      for (const close of closing.splice(0)) await close()
    },
  }
}

let networks = 0

/** A browser of its own, from a network of its own: what is limited is the account, not where somebody comes from. */
export const freshBrowser = (app: TestApp): TestBrowser => {
  networks += 1
  return app.browser({ ip: `198.51.${Math.floor(networks / 250) % 250}.${1 + (networks % 250)}` })
}

/** The same browser, its next request sent elsewhere. */
export function at(app: TestApp, browser: TestBrowser): TestBrowser {
  const same = app.browser()
  for (const [name, value] of browser.cookies) same.cookies.set(name, value)
  return same
}

/** The password step. */
export const typePassword = async (browser: TestBrowser, who: TestPerson): Promise<SignInView> =>
  (await browser.post('/api/sign-in', { login: who.login, password: testPassword })).body as SignInView

export const look = async (browser: TestBrowser): Promise<SignInView> => (await browser.get('/api/sign-in')).body as SignInView

export const prompts = (app: TestApp) => app.core.db.selectFrom('prompt').selectAll().orderBy('created_at').execute()

/** What the phone says to the newest prompt. */
export async function say(app: TestApp, who: TestPerson, decision: 'confirm' | 'not-me' | 'mistake', matchCode = ''): Promise<number> {
  const [prompt] = await waitingPrompts(app, who.phone)
  if (!prompt) throw new Error('No prompt waits')
  const body = answerTo(who.phone, prompt, decision, matchCode)
  return (await app.browser().request('POST', `/api/phone/prompts/${prompt.id}/answer`, body)).status
}
