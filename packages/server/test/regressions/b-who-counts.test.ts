import { afterEach, beforeEach, expect, it } from 'vitest'
import { makePerson, signInAs, type TestBrowser, testPassword } from '../../src/testing/whole.ts'
import { answer, begin, code, confirmBy, half, openWorld, shown, type World } from './world.ts'

// Section B: whose count it is, and what nobody learns from it.

let world: World

beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.app.close())

const wrongPassword = (browser: TestBrowser, login: string, headers = {}) =>
  browser.request('POST', '/api/sign-in', { login, password: 'wrong' }, headers)

it('regress/R-29 as shipped the limits are on, and a stranger who uses them up leaves the owner’s own browser free', async () => {
  const { app, ana } = world
  const own = await signInAs(app, ana, app.browser({ ip: '198.51.100.30' }))
  await own.post('/api/session/log-out')
  const seen: number[] = []
  for (let n = 0; n < 45; n++) seen.push((await wrongPassword(app.browser({ ip: `203.0.113.${n}` }), ana.login)).status)
  expect(seen.slice(0, 30)).not.toContain(429)
  expect(seen.slice(30)).toContain(429)
  expect((await begin(own, ana.login)).status).toBe(200)
})

it('regress/R-31 where typed methods are off, they are off for every purpose', async () => {
  const { app, ana } = world
  const browser = await signInAs(app, ana)
  await app.core.db
    .insertInto('attempt_counter')
    .values({ account_id: ana.id, lane: 'known', in_row: 20, next_at: 0, allowed_at: 0 })
    .execute()
  expect(code(await confirmBy(browser, 'create-codes', 'verification-code', await shown(world)))).toBe('typed_methods_off')
  browser.cookies.delete('__Host-session')
  await begin(browser, ana.login)
  for (const [method, typed] of [
    ['verification-code', await shown(world)],
    ['recovery-code', ana.codes[0] ?? ''],
  ] as const)
    expect(code(await answer(browser, method, typed))).toBe('typed_methods_off')
})

it('regress/R-38 every way to write a login shares its count', async () => {
  const { app, ana } = world
  for (const login of [ana.login, ' ana.silva ', 'ANA.SILVA', 'ａｎａ.silva', ana.email])
    expect((await wrongPassword(app.browser(), login)).status, login).toBe(401)
  for (const login of [ana.login, 'Ana.Silva', ana.email.toUpperCase()]) expect((await begin(app.browser(), login)).status, login).toBe(429)
})

it('regress/R-41 a header that names another address changes no count', async () => {
  const { app, ana } = world
  const from = (n: number) => ({
    'x-forwarded-for': `198.51.100.${n}`,
    'x-real-ip': `10.0.0.${n}`,
    forwarded: `for=192.0.2.${n}`,
    'cf-connecting-ip': `192.0.2.${n}`,
  })
  for (let n = 0; n < 5; n++) await wrongPassword(app.browser({ ip: '203.0.113.50' }), ana.login, from(n))
  expect((await wrongPassword(app.browser({ ip: '203.0.113.50' }), ana.login, from(99))).status).toBe(429)
  const events = await app.core.db.selectFrom('login_event').select('ip').execute()
  expect(new Set(events.map((event) => event.ip))).toEqual(new Set(['203.0.113.50']))
})

it('regress/R-44 with a stolen session the password is guessed no more often than at the login, and no method leaves without one', async () => {
  const { app, ana } = world
  const stolen = await signInAs(app, ana)
  const ask = (password: string) => stolen.post('/api/confirmations', { act: 'remove-device', params: { device: ana.phone.id }, password })
  const seen: (string | number)[] = []
  for (let n = 0; n < 12; n++) seen.push(code(await ask(`guess number ${n}`)))
  expect(new Set(seen)).toEqual(new Set(['login_not_accepted', 'too_many_attempts']))
  expect(code(await ask(testPassword))).toBe('too_many_attempts')
  expect(code(await stolen.post(`/api/account/devices/${ana.phone.id}/remove`))).toBe('confirmation_needed')
})

it('regress/R-46 no answer tells whether there is such an account', async () => {
  const { app, ana } = world
  const off = await makePerson(app.core, { login: 'off', state: 'disabled' })
  const asked = async (path: string, more: object) => {
    const answers = []
    for (const [n, login] of ['nobody', ana.login, ana.email, 'nobody@example.org', off.login].entries()) {
      const given = await app.browser({ ip: `203.0.113.${n}` }).post(path, { login, ...more })
      const { date: _date, 'set-cookie': _cookie, ...headers } = given.headers
      answers.push({ status: given.status, text: given.text, headers })
    }
    return answers
  }
  for (const [path, more] of [
    ['/api/sign-in', { password: 'wrong' }],
    ['/api/forgotten-password', {}],
    ['/api/forgotten-password/access-code', { code: 'AAAA-BBBB', password: 'seven quiet otters on a lamp' }],
  ] as const) {
    const [first, ...others] = await asked(path, more)
    for (const one of others) expect(one, path).toEqual(first)
  }
  // With the right password too, where the account is none that may sign in.
  const unknown = await begin(app.browser({ ip: '203.0.113.20' }), 'nobody')
  expect((await begin(app.browser({ ip: '203.0.113.21' }), off.login)).text).toBe(unknown.text)
})

it('regress/PYSEC-2018-20 a blank login is refused like a wrong one, at once', async () => {
  for (const login of [' ', '\t', '\u3000', '\u200b', '  @ '])
    expect([400, 401, 429], JSON.stringify(login)).toContain(
      (await half(world.app, { login }).then((one) => one.post('/api/sign-in', { login, password: '' }))).status,
    )
})
