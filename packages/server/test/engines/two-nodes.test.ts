import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectLive } from '../../src/features/live/index.ts'
import { enginesOfThisRun, openTestDatabase, seededRandom, type TestDatabase, testClock } from '../../src/testing/index.ts'
import {
  answerTo,
  buildTestApp,
  makePerson,
  signInAs,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
  waitingPrompts,
} from '../../src/testing/whole.ts'

// Two nodes on one PostgreSQL, with the real bus between them; a load balancer may send each request to either (OP-2).

describe.runIf(enginesOfThisRun().includes('postgres'))('OP-2 two nodes behind a load balancer, without sticky sessions', () => {
  let database: TestDatabase
  let one: TestApp
  let two: TestApp
  let ana: TestPerson
  const closing: (() => Promise<void>)[] = []

  async function node(connection: TestDatabase, seed: number): Promise<TestApp> {
    const bus = await connectLive(connection, connection.url)
    closing.push(() => bus.close())
    return await buildTestApp({ database: connection, live: bus.live, clock, random: seededRandom(seed) })
  }
  const clock = testClock()

  beforeEach(async () => {
    database = await openTestDatabase('postgres')
    one = await node({ ...database, close: async () => {} }, 1)
    two = await node({ ...database, ...(await database.another()), url: database.url, close: async () => {} }, 2)
    ana = await makePerson(one.core)
  })
  afterEach(async () => {
    await one.close()
    await two.close()
    for (const close of closing.splice(0)) await close()
    await database.close()
  })

  /** The same browser, its next request sent to the other node. */
  const at = (app: TestApp, browser: TestBrowser): TestBrowser => {
    const same = app.browser()
    for (const [name, value] of browser.cookies) same.cookies.set(name, value)
    return same
  }

  it('a login begun at one is confirmed through the other, whose answer the waiting page hears, and finished at either', async () => {
    const browser = one.browser()
    const begun = (await browser.post('/api/sign-in', { login: ana.login, password: testPassword })).body as SignInView
    const heard = new Promise<void>((go) => one.core.live.watch((topic) => topic.startsWith('sign-in:') && go()))
    const [prompt] = await waitingPrompts(two, ana.phone)
    if (!prompt) throw new Error('Nothing waits at the other node')
    const body = answerTo(ana.phone, prompt, 'confirm', begun.phone?.prompt?.matchCode ?? '')
    expect((await two.browser().request('POST', `/api/phone/prompts/${prompt.id}/answer`, body)).status).toBe(200)
    await heard
    expect(((await browser.get('/api/sign-in')).body as SignInView).step).toBe('finish')
    const moved = at(two, browser)
    expect((await moved.post('/api/sign-in/finish')).status).toBe(200)
    expect((await at(one, moved).get('/api/session')).status).toBe(200)
  })

  it('logging out at one ends the session at the other within a second', async () => {
    const browser = await signInAs(one, ana)
    const other = at(two, browser)
    expect((await other.get('/api/session')).status).toBe(200)
    await browser.post('/api/session/log-out')
    await expect.poll(async () => (await other.get('/api/session')).status, { timeout: 1000 }).toBe(401)
  })
})
