import { afterEach, beforeEach, expect, it } from 'vitest'
import { drawCodes, makeNewcomer, pairInSetUp, passwordSession, proveAddress } from '../../src/features/set-up/testing/set-up.ts'
import { days } from '../../src/kernel/clock.ts'
import { confirmOnPhone, signInAs, type TestBrowser, testPassword } from '../../src/testing/whole.ts'
import {
  addressOf,
  answer,
  apiRoutes,
  begin,
  bodyFor,
  call,
  code,
  countSessions,
  everyRow,
  finish,
  half,
  openWorld,
  setRule,
  shown,
  signedIn,
  viewOf,
  type World,
} from './world.ts'

// Section A: products that let somebody in with the password alone, because one way in forgot to ask.

let world: World
const newPassword = 'seven quiet otters on a lamp'

beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.app.close())

/** Leaves the account these methods and takes the others out of use. */
async function leaveOnly(...kinds: string[]): Promise<void> {
  const { db, clock } = world.app.core
  if (!kinds.includes('phone')) await db.updateTable('device').set({ state: 'removed' }).execute()
  if (!kinds.includes('sms')) await db.updateTable('phone_number').set({ replaced_at: clock.now() }).execute()
  if (!kinds.includes('codes')) await db.updateTable('recovery_code_set').set({ voided_at: clock.now() }).execute()
}

async function expectOutside(browser: TestBrowser, what: string): Promise<void> {
  const finished = await finish(browser)
  expect(finished.status, `${what}: ${finished.text}`).not.toBe(200)
  expect(await signedIn(browser), what).toBe(false)
}

it('regress/R-01 no route makes a session or binds anything to the account of who shows the password alone', async () => {
  const { app, ana } = world
  const { db } = app.core
  const bound = async () =>
    JSON.stringify([await db.selectFrom('email').selectAll().execute(), await db.selectFrom('device').select('id').execute()])
  const before = await bound()
  let n = 0
  for (const route of apiRoutes(app).filter((one) => !one.config.stream)) {
    n += 1
    const browser = await half(app, ana, `203.0.113.${n % 250}`)
    const given = await call(browser, route, { known: { login: ana.login, password: testPassword, email: 'eve@evil.example' } })
    const name = `${route.method} ${route.url}`
    expect(String(given.headers['set-cookie'] ?? ''), name).not.toMatch(/-session=[^;]/)
    await expectOutside(browser, name)
  }
  expect(await countSessions(app)).toBe(0)
  expect(await bound()).toBe(before)
})

it('regress/R-02 whichever method is the only one, every way to the password step asks for it', async () => {
  const { app, ana } = world
  for (const kinds of [['phone'], ['sms'], ['codes']]) {
    await app.close()
    world = await openWorld()
    const known = await signInAs(world.app, world.ana, world.app.browser({ ip: '198.51.100.30' }))
    known.cookies.delete('__Host-session')
    await world.app.core.db.deleteFrom('session_event').execute()
    await world.app.core.db.deleteFrom('session').execute()
    await leaveOnly(...kinds)
    await begin(known, ana.login)
    await expectOutside(known, `${kinds} from a known browser`)
    await expectOutside(await half(world.app, { login: world.ana.email }), `${kinds} by the address`)
    await expectOutside(await half(world.app, ana), `${kinds} by the login name`)
    expect((await viewOf(await half(world.app, ana))).step, String(kinds)).toBe('confirm')
  }
})

it('regress/R-03 the sign-in that follows a completed set-up is confirmed like any other', async () => {
  const { app } = world
  const who = await makeNewcomer(app)
  const browser = await passwordSession(app, who)
  await proveAddress(app, browser, who)
  await pairInSetUp(app, browser)
  await browser.post('/api/set-up/number/skip')
  const { set } = await drawCodes(browser)
  expect((await browser.post('/api/set-up/complete', { set })).status).toBe(200)
  expect((await viewOf(browser)).step).toBe('confirm')
  expect(code(await finish(browser))).toBe('not_confirmed')
  expect((await browser.get('/api/session')).status).toBe(401)
})

it('regress/R-05 who set two factors up is asked for both, also where no rule asks for them yet', async () => {
  const { app, ana } = world
  await app.core.db
    .updateTable('account')
    .set({ due_at: app.core.clock.now() + days(9) })
    .execute()
  const browser = await half(app, ana)
  expect((await viewOf(browser)).step).toBe('confirm')
  await expectOutside(browser, 'the password alone')
  await setRule(app, 'required', 'no')
  await expectOutside(await half(app, ana, '203.0.113.8'), 'where no rule asks at all')
  const stranger = app.browser()
  expect((await answer(stranger, 'verification-code', await shown(world))).status).not.toBe(200)
  await expectOutside(stranger, 'the code alone')
})

it('regress/R-06 what is asked for does not follow from which methods are usable just now: with none left, it is still asked', async () => {
  for (let n = 0; n < 8; n++) {
    const kinds = ['phone', 'sms', 'codes'].filter((_kind, bit) => (n >> bit) % 2 === 1)
    await world.app.close()
    world = await openWorld()
    await leaveOnly(...kinds)
    for (const allowed of [undefined, 'phone']) {
      if (allowed) await setRule(world.app, 'methods', allowed)
      const browser = await half(world.app, world.ana)
      expect((await viewOf(browser)).step, `left: ${kinds}, allowed: ${allowed}`).toBe('confirm')
      await expectOutside(browser, `left: ${kinds}, allowed: ${allowed}`)
    }
  }
})

it('regress/R-08 beginning anew, going back and looking again leave every obligation where it was', async () => {
  const { app, ana } = world
  const late = await makeNewcomer(app, { due_at: app.core.clock.now() - days(1) })
  const browser = app.browser()
  for (const returnTo of [undefined, '/account/security', '/console', '/account?restart=1']) {
    await begin(browser, late.login, returnTo ? { returnTo } : {})
    await viewOf(browser)
    if (returnTo === '/console') await browser.post('/api/sign-in/leave')
    if (returnTo === '/console') await begin(browser, late.login, { returnTo })
    expect((await finish(browser)).body, returnTo).toMatchObject({ to: '/account/set-up' })
    expect((await browser.get('/api/session')).body, returnTo).toMatchObject({ access: 'set-up' })
    expect((await browser.get('/api/account/security')).status, returnTo).toBe(403)
  }
  await app.core.db.updateTable('account').set({ password_marked_at: 1 }).where('id', '=', ana.id).execute()
  const hers = app.browser()
  for (const n of [0, 1]) {
    await begin(hers, ana.login, { returnTo: '/console' })
    expect((await viewOf(hers)).step).toBe('confirm')
    await answer(hers, 'recovery-code', ana.codes[n] ?? '')
    expect((await viewOf(hers)).step).toBe('change-password')
    await expectOutside(hers, 'with the marked password')
  }
})

it('regress/R-16 the confirmation is asked for however the login was named, and after a link as well', async () => {
  const { app, ana } = world
  await begin(app.browser(), ana.login)
  for (const login of [ana.login, ana.email, ana.email.toUpperCase(), ' ANA.SILVA ', 'ａｎａ.silva']) {
    const browser = await half(app, { login })
    expect((await viewOf(browser)).step, login).toBe('confirm')
    await expectOutside(browser, login)
  }
  await app.browser().post('/api/forgotten-password', { login: ana.login })
  app.core.clock.advance(10_000)
  const token = /reset#([\w-]{43})/.exec((await app.mailTo(ana.email)).text)?.[1]
  const browser = app.browser()
  expect((await browser.post('/api/links/reset', { token, password: newPassword })).status).toBe(200)
  await expectOutside(browser, 'by the link')
  await browser.post('/api/sign-in', { login: ana.login, password: newPassword })
  await expectOutside(browser, 'with the new password')
})

it('regress/R-20 no header, address or browser takes the place of a confirmation', async () => {
  const { app, ana } = world
  const headers: Record<string, string>[] = [
    { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
    { 'remote-user': 'admin', 'x-remote-user': 'admin', 'x-forwarded-user': 'admin', remote_user: 'admin' },
    { 'x-otp-required': 'false', 'x-skip-2fa': '1', 'x-mfa-verified': 'true', 'x-client-cert': 'CN=admin' },
    { 'x-original-url': '/health', 'x-forwarded-uri': '/health', 'x-rewrite-url': '/health' },
    { 'user-agent': 'kube-probe/1.30' },
    { authorization: `Basic ${Buffer.from(`${ana.login}:${testPassword}`).toString('base64')}` },
  ]
  for (const header of headers)
    for (const ip of ['203.0.113.9', '127.0.0.1', '::1', '10.0.0.1']) {
      const browser = app.browser({ ip })
      await browser.request('POST', '/api/sign-in', { login: ana.login, password: testPassword }, header)
      expect(code(await browser.request('POST', '/api/sign-in/finish', {}, header)), `${ip} ${JSON.stringify(header)}`).toBe(
        'not_confirmed',
      )
    }
  expect(await countSessions(app)).toBe(0)
})

it('regress/R-74 the password is in no row between its step and the session', async () => {
  const { app, ana } = world
  const browser = await half(app, ana)
  await confirmOnPhone(app, browser, ana.phone)
  const rows = await everyRow(app)
  expect(rows).toContain('ana.silva')
  for (const form of [
    testPassword,
    encodeURIComponent(testPassword),
    Buffer.from(testPassword).toString('base64'),
    Buffer.from(testPassword).toString('hex'),
  ])
    expect(rows).not.toContain(form)
})

it('what the walks of these tests send is what the routes take', () => {
  const route = apiRoutes(world.app).find((one) => one.url === '/api/sign-in' && one.method === 'POST')
  if (!route) throw new Error('The sign-in route is gone')
  expect(bodyFor(route, { login: 'a', password: 'b' })).toEqual({ login: 'a', password: 'b' })
  expect(addressOf({ ...route, url: '/x/:id/y' })).toBe('/x/acc_aaaaaaaaaaaaaaaaaaaaaa/y')
})
