import type { PairingView } from '@sparekey/protocol/account'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { scanWith } from '../../src/features/pairings/testing/pair.ts'
import { hashPassword } from '../../src/features/passwords/index.ts'
import { makeNewcomer } from '../../src/features/set-up/testing/set-up.ts'
import { seconds } from '../../src/kernel/clock.ts'
import {
  confirmAct,
  confirmOnPhone,
  makePerson,
  signInAs,
  type TestBrowser,
  type TestPerson,
  testPassword,
} from '../../src/testing/whole.ts'
import { answer, begin, code, countSessions, finish, half, openWorld, phoneToken, signedIn, viewOf, type World } from './world.ts'

// Section F: how sessions end, and what is bound to whom.

let world: World
let hers: TestBrowser

beforeEach(async () => {
  world = await openWorld()
  hers = await signInAs(world.app, world.ana, world.app.browser({ ip: '203.0.113.41' }))
})
afterEach(() => world.app.close())

const withPhone = async (token: string) =>
  (await world.app.browser().request('GET', '/api/phone/prompts', undefined, { authorization: `Bearer ${token}` })).status

/** An administrator disables or deletes Ana. */
async function take(act: 'disable' | 'delete'): Promise<TestPerson> {
  const { app, ana } = world
  const admin = await makePerson(app.core, { login: 'ada', role: 'admin' })
  const browser = await signInAs(app, admin, app.browser({ ip: '203.0.113.44' }))
  await confirmAct(app, browser, admin, `${act}-account`, { account: ana.id })
  const done = await browser.post(`/api/console/people/${ana.id}/${act}`)
  expect(done.status, done.text).toBe(200)
  return admin
}

it('regress/R-86 a disabled account is out everywhere, and nothing but an administrator brings it back', async () => {
  const { app, ana } = world
  const token = await phoneToken(app, ana.phone)
  const confirmed = await half(app, ana)
  await confirmOnPhone(app, confirmed, ana.phone)
  await app.browser().post('/api/forgotten-password', { login: ana.login })
  app.core.clock.advance(seconds(10))
  const reset = /reset#([\w-]{43})/.exec((await app.mailTo(ana.email)).text)?.[1]
  await take('disable')
  expect((await hers.get('/api/session')).status).toBe(401)
  expect((await finish(confirmed)).status).toBe(409)
  expect(await withPhone(token)).toBe(401)
  expect((await begin(app.browser(), ana.login)).status).toBe(401)
  expect(code(await app.browser().post('/api/links/reset', { token: reset, password: 'seven quiet otters on a lamp' }))).toBe('link_over')
  const { state } = await app.core.db.selectFrom('account').select('state').where('id', '=', ana.id).executeTakeFirstOrThrow()
  expect(state).toBe('disabled')
  await app.core.db.updateTable('account').set({ state: 'active' }).where('id', '=', ana.id).execute()
  expect((await hers.get('/api/session')).status).toBe(401)
})

it('regress/R-92 no session and no phone outlives its account', async () => {
  const { app, ana } = world
  const token = await phoneToken(app, ana.phone)
  await take('delete')
  expect((await hers.get('/api/session')).status).toBe(401)
  expect(await withPhone(token)).toBe(401)
  expect((await begin(app.browser(), ana.login)).status).toBe(401)
})

it('regress/R-93 a pairing is confirmed by the session that began it alone, and no value passes for one of another purpose', async () => {
  const { app, ana } = world
  const other = await signInAs(app, ana, app.browser({ ip: '203.0.113.45' }))
  const ben = await makePerson(app.core, { login: 'ben' })
  const his = await signInAs(app, ben, app.browser({ ip: '203.0.113.46' }))
  await confirmAct(app, hers, ana, 'add-device')
  const view = (await hers.post('/api/pairings')).body as PairingView
  const { token } = await scanWith(app, view)
  for (const browser of [his, other, app.browser()])
    for (const act of ['confirm', 'reject']) expect([401, 404]).toContain((await browser.post(`/api/pairings/${view.id}/${act}`)).status)
  expect((await hers.post(`/api/pairings/${view.id}/confirm`)).status).toBe(200)
  const { nonce } = (await his.post('/api/phone/nonce')).body as { nonce: string }
  for (const value of [nonce, token, his.cookies.get('__Host-session') ?? '', his.cookies.get('__Host-browser') ?? '']) {
    expect(await withPhone(value)).toBe(401)
    const planted = app.browser()
    planted.cookies.set('__Host-sign-in', value)
    expect((await viewOf(planted)).step).toBe('password')
    if (value !== his.cookies.get('__Host-session')) {
      planted.cookies.set('__Host-session', value)
      expect((await planted.get('/api/session')).status).toBe(401)
    }
  }
})

it('regress/R-94 the origin of a request is this very one, not one that looks like it', async () => {
  for (const origin of [
    'https://login.example.org.evil.example',
    'https://evil.login.example.org',
    'https://login.example.orgx',
    'https://login.example.org:8443',
    'https://login.example.org@evil.example',
    'http://login.example.org',
    'https://LOGIN.example.org',
    'https://example.org',
    'null',
    '',
  ]) {
    const headers = { origin, 'sec-fetch-site': 'same-origin' }
    expect((await hers.request('POST', '/api/session/log-out', {}, headers)).status, origin).toBe(403)
  }
  expect((await hers.get('/api/session')).status).toBe(200)
})

it('regress/R-95 every character of a long password counts, whatever the login', async () => {
  const { app } = world
  const login = `l${'o'.repeat(50)}ng`
  const password = `${'äöü long words and more '.repeat(5)}end`
  const hash = await hashPassword(app.core, password)
  await makeNewcomer(app, { login, password_hash: hash })
  const tried = async (typed: string, n: number) =>
    (await app.browser({ ip: `203.0.113.${n}` }).post('/api/sign-in', { login, password: typed })).status
  expect(await tried(password, 1)).toBe(200)
  for (const [n, other] of [password.slice(0, 72), password.slice(0, -1), `${password.slice(0, -1)}x`, `${password} `, ''].entries())
    expect(await tried(other || 'x', n + 2)).toBe(401)
})

it('regress/R-96 leaving ends the session here and in the browser, and the next login begins with nothing of the last', async () => {
  const { app } = world
  const before = hers.cookies.get('__Host-session') ?? ''
  const left = await hers.post('/api/session/log-out')
  expect(String(left.headers['set-cookie'])).toMatch(/__Host-session=;.*Max-Age=0/)
  hers.cookies.set('__Host-session', before)
  expect((await hers.get('/api/session')).status).toBe(401)
  const ben = await makePerson(app.core, { login: 'ben' })
  await signInAs(app, ben, hers)
  expect(hers.cookies.get('__Host-session')).not.toBe(before)
  expect((await hers.get('/api/session')).text).toContain('"login":"ben"')
  expect((await viewOf(hers)).step).toBe('password')
})

it.each([
  ['an unknown kind', (hash: string) => hash.replace('argon2id', 'argon2zz')],
  ['no kind at all', () => `k1$${testPassword}`],
  ['an unknown key', (hash: string) => hash.replace(/^k1/, 'k9')],
  ['nothing', () => ''],
  ['a cut hash', (hash: string) => hash.slice(0, -10)],
])('regress/R-97 a stored password of %s lets nobody in', async (_what, change) => {
  const { app } = world
  const hash = await hashPassword(app.core, testPassword)
  const who = await makeNewcomer(app, { password_hash: change(hash) })
  const browser = app.browser()
  expect((await begin(browser, who.login)).status).not.toBe(200)
  expect((await finish(browser)).status).not.toBe(200)
  expect(await signedIn(browser)).toBe(false)
})

it('regress/R-98 an end that could not be written is answered as a failure, and shown as not done', async () => {
  const { app } = world
  await sql`create trigger full before update of ended_at on session begin select raise(abort, 'disk full'); end`.execute(app.core.db)
  for (const path of ['/api/session/log-out', '/api/session/log-out-everywhere']) {
    const failed = await hers.post(path)
    expect(failed.status, path).toBe(500)
    expect(String(failed.headers['set-cookie'] ?? ''), path).not.toContain('__Host-session=;')
  }
  const notMe = /link\/not-me#([\w-]{43})/.exec((await app.mailTo(world.ana.email)).text)?.[1]
  const deny = () => app.browser({ ip: '198.51.100.3' }).post('/api/links/not-me', { token: notMe })
  expect((await deny()).status).toBe(500)
  expect((await hers.get('/api/session')).status).toBe(200)
  await sql`drop trigger full`.execute(app.core.db)
  expect((await begin(app.browser(), world.ana.login)).status).toBe(200)
  expect((await deny()).status).toBe(200)
  expect((await hers.get('/api/session')).status).toBe(401)
})

it('regress/R-89 a finished sign-in leads to a page of ours, whatever address was asked for', async () => {
  const { app, ana } = world
  const elsewhere = [
    'https://evil.example',
    'https:evil.example',
    'https:/evil.example',
    'https:///evil.example',
    '//evil.example',
    '///evil.example',
    '////evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/%09/evil.example',
    '/%2f/evil.example',
    '/%5cevil.example',
    '/./\\evil.example',
    '/.//evil.example',
    '/account/..//evil.example',
    '/account/../..//evil.example',
    '/account/%2e%2e//evil.example',
    '/account/../api/session',
    '/account\\@evil.example',
    '/account@evil.example',
    '/account.evil.example',
    'https://login.example.org@evil.example/account',
    'https://login.example.org.evil.example/account',
    'https://login.example.org/account',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/login?next=//evil.example',
    '/api/session/log-out',
    '/link/reset#x',
    '/app/',
    '/consolex',
    '/ACCOUNT//evil.example',
    '?x',
    '#x',
    ' /account',
    '/\u2028/evil.example',
  ]
  const who = await makeNewcomer(app)
  for (const [n, returnTo] of elsewhere.entries()) {
    const browser = app.browser({ ip: `198.51.100.${n}` })
    await begin(browser, who.login, { returnTo })
    const { to } = (await finish(browser)).body as { to: string }
    const url = new URL(to, 'https://login.example.org')
    expect(url.origin, returnTo).toBe('https://login.example.org')
    expect(url.pathname, returnTo).toMatch(/^\/(account|console)(\/|$)/)
  }
  const kept = await half(app, ana, '203.0.113.9', { returnTo: '/account/security?tab=1' })
  await answer(kept, 'recovery-code', ana.codes[0] ?? '')
  expect((await finish(kept)).body).toMatchObject({ to: '/account/security?tab=1' })
  expect(await countSessions(app, who.id)).toBe(elsewhere.length)
})
