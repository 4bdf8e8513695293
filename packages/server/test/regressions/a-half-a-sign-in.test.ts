import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeNewcomer, sessionStartedAs } from '../../src/features/set-up/testing/set-up.ts'
import type { RouteEntry } from '../../src/http/server.ts'
import { makePerson, type TestBrowser, testPassword } from '../../src/testing/whole.ts'
import { addressOf, apiRoutes, call, code, finish, half, openWorld, signedIn, type World } from './world.ts'

// Section A: what half a sign-in, or a session that is no full one, may reach.

let world: World

beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.app.close())

const needsMore = (route: RouteEntry): boolean => typeof route.config.access === 'object' || route.config.access === 'phone'
const admits = (route: RouteEntry, access: string): boolean =>
  typeof route.config.access === 'object' && (route.config.access.session as readonly string[]).includes(access)
const nameOf = (route: RouteEntry): string => `${route.method} ${route.url}`

/** Opens a stream as far as its headers, and leaves it. */
async function openStream(browser: TestBrowser, path: string, headers: Record<string, string> = {}): Promise<number> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await world.app.app.inject({ method: 'GET', url: path, headers: { cookie, ...headers }, payloadAsStream: true })
  response.stream().destroy()
  return response.statusCode
}

it('regress/R-04 a password in an Authorization header opens nothing', async () => {
  const { app, ana } = world
  const basic = `Basic ${Buffer.from(`${ana.login}:${testPassword}`).toString('base64')}`
  for (const route of apiRoutes(app).filter((one) => one.method === 'GET' && !one.config.stream && needsMore(one)))
    for (const authorization of [basic, basic.toLowerCase(), `Bearer ${testPassword}`, `Bearer ${ana.id}`]) {
      const given = await app.browser().request('GET', addressOf(route), undefined, { authorization })
      expect(given.status, `${nameOf(route)} ${authorization}`).toBe(401)
    }
})

it('regress/R-07 no helper of the waiting page ends in a session, or does what a later step is for', async () => {
  const { app, ana } = world
  const helpers = apiRoutes(app).filter((one) => one.method === 'POST' && /^\/api\/(sign-in\/|set-up\/|confirmations)/.test(one.url))
  expect(helpers.length).toBeGreaterThan(15)
  const { password_version: version } = await app.core.db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', ana.id)
    .executeTakeFirstOrThrow()
  for (const [n, route] of helpers.entries()) {
    const browser = await half(app, ana, `203.0.113.${n + 20}`)
    const given = await call(browser, route, { known: { password: 'seven quiet otters on a lamp' } })
    expect(String(given.headers['set-cookie'] ?? ''), nameOf(route)).not.toMatch(/-session=[^;]/)
    expect((await finish(browser)).status, nameOf(route)).not.toBe(200)
    expect(await signedIn(browser), nameOf(route)).toBe(false)
    const now = await app.core.db.selectFrom('account').selectAll().where('id', '=', ana.id).executeTakeFirstOrThrow()
    expect(now.password_version, nameOf(route)).toBe(version)
  }
})

it('regress/R-10 the cookie of half a sign-in is a session nowhere', async () => {
  const { app, ana } = world
  const browser = await half(app, ana)
  const token = browser.cookies.get('__Host-sign-in') ?? ''
  for (const route of apiRoutes(app).filter((one) => needsMore(one) && one.method === 'GET' && !one.config.stream)) {
    expect((await call(browser, route)).status, nameOf(route)).toBe(401)
    const planted = app.browser()
    for (const name of ['__Host-session', '__Host-sign-in', 'sparekey-session', 'session']) planted.cookies.set(name, token)
    expect((await planted.request('GET', addressOf(route), undefined, { authorization: `Bearer ${token}` })).status, nameOf(route)).toBe(
      401,
    )
  }
})

it('regress/R-11 the service itself refuses a session that is not full, whatever its pages show', async () => {
  const { app } = world
  const admin = await makePerson(app.core, { role: 'admin', login: 'ada' })
  for (const access of ['one-factor', 'set-up'] as const) {
    const browser = await sessionStartedAs(app, admin, { access })
    const refusing = apiRoutes(app).filter((one) => typeof one.config.access === 'object' && !one.config.stream && !admits(one, access))
    expect(refusing.length).toBeGreaterThan(30)
    for (const route of refusing) {
      const given = await call(browser, route)
      // A body of the wrong form may be refused before it is asked who sends it.
      if (given.status !== 400) expect(code(given), `${access} ${nameOf(route)}`).toBe('access_too_low')
    }
    for (const path of ['/api/console/overview', '/api/console/people', `/api/console/people/${admin.id}`, '/api/console/cases'])
      expect(code(await browser.get(path)), `${access} ${path}`).toBe('access_too_low')
    for (const path of ['/api/account/recovery-codes', `/api/account/devices/${admin.phone.id}/remove`, '/api/account/attempts/allow'])
      expect(code(await browser.post(path)), `${access} ${path}`).toBe('access_too_low')
  }
})

it('regress/R-13 no phone is paired and no step of a set-up is taken during a login, where two factors exist', async () => {
  const { app, ana } = world
  const steps = apiRoutes(app).filter((one) => one.method === 'POST' && (one.url.startsWith('/api/set-up') || one.url === '/api/pairings'))
  const waiting = await half(app, ana)
  for (const route of steps) expect([400, 401], nameOf(route)).toContain((await call(waiting, route)).status)
  for (const access of ['one-factor', 'set-up'] as const) {
    const stale = await sessionStartedAs(app, ana, { access })
    for (const path of ['/api/pairings', '/api/set-up/address', '/api/set-up/codes'])
      expect(code(await stale.post(path)), `${access} ${path}`).toBe('set_up_done')
    expect(code(await stale.post('/api/set-up/complete', { set: 'set_aaaaaaaaaaaaaaaaaaaaaa' }))).toBe('set_up_done')
  }
  expect(await app.core.db.selectFrom('pairing').select('id').execute()).toEqual([])
})

it('regress/R-15 a live channel opens for nobody who may not read what it tells of, and nothing is upgraded', async () => {
  const { app, ana } = world
  const streams = apiRoutes(app).filter((one) => one.config.stream && needsMore(one))
  expect(streams.length).toBeGreaterThan(2)
  const waiting = await half(app, ana)
  for (const route of streams)
    for (const browser of [app.browser(), waiting]) {
      const upgrade = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      }
      for (const headers of [{}, upgrade]) expect(await openStream(browser, addressOf(route), headers), nameOf(route)).toBe(401)
    }
})

it('regress/R-25 the address of a page typed by hand leads nowhere before the set-up is complete', async () => {
  const { app } = world
  const late = await makeNewcomer(app, { due_at: app.core.clock.now() - 1 })
  const browser = app.browser()
  await browser.post('/api/sign-in', { login: late.login, password: testPassword })
  expect((await finish(browser)).body).toMatchObject({ to: '/account/set-up' })
  const pages = apiRoutes(app).filter((one) => /^\/api\/(account|console)\//.test(one.url) && !one.config.stream)
  expect(pages.length).toBeGreaterThan(40)
  for (const route of pages) {
    const given = await call(browser, route)
    expect(route.method === 'GET' ? [403] : [400, 403], `${nameOf(route)} ${given.text}`).toContain(given.status)
  }
})
