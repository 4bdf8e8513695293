import type { SignInView } from '@sparekey/protocol/sign-in'
import { expect, it } from 'vitest'
import { approve, finish, pageOf, sendRequestIn } from '../../src/features/recovery-requests/testing/waiting.ts'
import { hours, minutes } from '../../src/kernel/clock.ts'
import { forEachEngine } from '../../src/testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestBrowser, testPassword } from '../../src/testing/whole.ts'

forEachEngine('RR-8 a suspension', (engine) => {
  /** The same installation after a restart: nothing of what was in memory is left. */
  async function restarted(app: TestApp, browser: TestBrowser): Promise<{ app: TestApp; browser: TestBrowser }> {
    const { core } = app
    const again = await buildTestApp({ database: core.database, clock: core.clock })
    const same = again.browser({ ip: '203.0.113.10' })
    for (const [name, value] of browser.cookies) same.cookies.set(name, value)
    return { app: again, browser: same }
  }

  it('starts and ends to the second by the clock, with no job running, in an open session too, and across a restart', async () => {
    const app = await buildTestApp({ database: await engine.open() })
    const { clock } = app.core
    const owner = await makePerson(app.core)
    const admin = await makePerson(app.core, { role: 'admin' })
    const browser = app.browser({ ip: '203.0.113.10' })
    const request = await sendRequestIn(browser, owner)
    const startsAt = clock.now() + hours(24)
    const { endsAt } = await approve(app, { request: request.id, by: admin.id, startsAt })
    expect(endsAt).toBe(startsAt + hours(24))

    clock.set(startsAt - 1)
    expect((await finish(browser)).status).toBe(409)
    const one = await restarted(app, browser)
    expect((await finish(one.browser)).status).toBe(409)
    clock.set(startsAt)
    expect((await pageOf(one.browser)).step).toBe('finish')
    expect((await finish(one.browser)).status).toBe(200)

    // Signed in again shortly before the end, so that the session would have lived on.
    clock.set(endsAt - minutes(5))
    await one.browser.post('/api/sign-in', { login: owner.login, password: testPassword })
    expect((await finish(one.browser)).status).toBe(200)
    const two = await restarted(one.app, one.browser)
    clock.set(endsAt - 1)
    for (const each of [one, two]) expect((await each.browser.get('/api/session')).status).toBe(200)
    clock.set(endsAt)
    for (const each of [one, two]) expect((await each.browser.get('/api/session')).status).toBe(401)
    const asked = await two.browser.post('/api/sign-in', { login: owner.login, password: testPassword })
    expect((asked.body as SignInView).step).toBe('confirm')
    expect((await finish(two.browser)).status).toBe(409)
  })
})
