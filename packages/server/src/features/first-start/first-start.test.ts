import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes } from '../../kernel/clock.ts'
import { buildTestApp, makePerson, type TestApp, type TestBrowser, testPassword } from '../../testing/whole.ts'
import { makeFirstStartLink, makeSetUpLink } from './index.ts'

const password = 'seven quiet otters on a lamp'
let app: TestApp
const tokenIn = (url: string | undefined): string => /#([\w-]{43})$/.exec(url ?? '')?.[1] ?? ''
const first = async () => tokenIn(await makeFirstStartLink(app.core))
const ada = (token: string) => ({ token, name: 'Ada Admin', login: 'ada', email: 'ada@example.org', password })
const begin = (token: string, more: object = {}, from: TestBrowser = app.browser()) =>
  from.post('/api/links/first-start', { ...ada(token), ...more })
const resume = (token: string, given: { login?: string; password?: string } = {}, from: TestBrowser = app.browser()) =>
  from.post('/api/links/first-start', { token, login: 'ada', password, ...given })
const accounts = () => app.core.db.selectFrom('account').selectAll().execute()

beforeEach(async () => {
  app = await buildTestApp()
})
afterEach(() => app.close())

describe('OP-1 the first link', () => {
  it('makes the first administrator and leads to the set-up', async () => {
    const browser = app.browser()
    const token = await first()
    expect((await browser.post('/api/links/look', { purpose: 'first-start', token })).body).toMatchObject({
      resume: false,
      passwordMin: 15,
    })
    expect((await begin(token, {}, browser)).body).toEqual({ to: '/login' })
    expect(await accounts()).toMatchObject([{ login: 'ada', role: 'admin', state: 'active', two_factor_since: null }])
    await browser.post('/api/sign-in/finish')
    expect((await browser.get('/api/session')).body).toMatchObject({ access: 'set-up' })
  })
  it('works for 15 minutes', async () => {
    const token = await first()
    app.core.clock.advance(minutes(15))
    expect((await begin(token)).status).toBe(410)
    expect(await accounts()).toEqual([])
  })
  it('is made anew with each start, and the older one is dead', async () => {
    const [old, fresh] = [await first(), await first()]
    expect((await begin(old)).status).toBe(410)
    expect((await begin(fresh)).status).toBe(200)
  })
  it('works once, and makes one administrator', async () => {
    const token = await first()
    expect((await begin(token)).status).toBe(200)
    expect((await begin(token, { login: 'eve' })).status).toBe(410)
    expect(await accounts()).toHaveLength(1)
  })
  it('goes on with an unfinished one by its login and password, and makes no second', async () => {
    await begin(await first())
    const token = await first()
    expect((await app.browser().post('/api/links/look', { purpose: 'first-start', token })).body).toMatchObject({ resume: true })
    expect((await begin(token, { login: 'eve' })).status).toBe(410)
    expect((await resume(token, { password: 'wrong' })).body).toMatchObject({ code: 'login_not_accepted' })
    const browser = app.browser()
    expect((await resume(token, {}, browser)).body).toEqual({ to: '/login' })
    await browser.post('/api/sign-in/finish')
    expect((await browser.get('/api/session')).body).toMatchObject({ access: 'set-up', account: { login: 'ada' } })
    expect((await resume(token)).status).toBe(410)
    expect(await accounts()).toHaveLength(1)
  })
  it('is never made again once an administrator completed set-up, whatever became of that account', async () => {
    const admin = await makePerson(app.core, { role: 'admin' })
    expect(await makeFirstStartLink(app.core)).toBeUndefined()
    await app.core.db.updateTable('account').set({ state: 'deleted' }).where('id', '=', admin.id).execute()
    expect(await makeFirstStartLink(app.core)).toBeUndefined()
  })
  it('counts wrong passwords like the login page', async () => {
    await begin(await first())
    const token = await first()
    for (let n = 0; n < 5; n++) expect((await resume(token, { password: 'wrong' })).status).toBe(401)
    expect(await resume(token)).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } })
    expect((await app.browser().post('/api/sign-in', { login: 'ada', password })).status, 'one count for both').toBe(429)
  })
  it.each([
    [{ login: 'a' }, 'login_invalid'],
    [{ email: 'nowhere' }, 'address_invalid'],
    [{ name: '\u200b' }, 'bad_request'],
    [{ password: 'short' }, 'password_too_short'],
    [{ password: 'Ada Admin Ada Admin' }, 'password_own_words'],
  ])('with %j is refused, and still works afterwards', async (given, code) => {
    const token = await first()
    expect((await begin(token, given)).body).toMatchObject({ code })
    expect((await begin(token)).status).toBe(200)
  })
  it('asks the address for its proof where there is mail', async () => {
    await begin(await first())
    expect((await app.mailTo('ada@example.org')).subject).toBe('Example: Confirm this e-mail address')
  })
})

describe('OP-9 a set-up link', () => {
  const make = async (login: string) => makeSetUpLink(app.core, login)
  const use = (token: string, given: { login: string; password: string }, from: TestBrowser = app.browser()) =>
    from.post('/api/links/set-up', { token, ...given })
  it("with that administrator's login and password opens a set-up and no session", async () => {
    const admin = await makePerson(app.core, { role: 'admin', login: 'ada' })
    const made = await make('ADA')
    if (!made.ok) throw new Error(made.code)
    expect(made.expiresAt).toBe(app.core.clock.now() + minutes(15))
    const token = tokenIn(made.url)
    expect((await app.browser().post('/api/links/look', { purpose: 'set-up', token })).text, 'names nobody').not.toContain('ada')
    const browser = app.browser()
    expect((await use(token, { login: 'ada', password: testPassword }, browser)).body).toEqual({ to: '/login' })
    await browser.post('/api/sign-in/finish')
    expect((await browser.get('/api/session')).body).toMatchObject({ access: 'set-up' })
    expect((await browser.get('/api/console/people')).status).toBe(403)
    expect((await use(token, { login: 'ada', password: testPassword })).status).toBe(410)
    expect(admin.login).toBe('ada')
  })
  it("does nothing with a wrong password, or another administrator's login", async () => {
    await makePerson(app.core, { role: 'admin', login: 'ada' })
    await makePerson(app.core, { role: 'admin', login: 'bob' })
    const made = await make('ada')
    const token = made.ok ? tokenIn(made.url) : ''
    for (const given of [
      { login: 'ada', password: 'wrong' },
      { login: 'bob', password: testPassword },
    ])
      expect((await use(token, given)).body).toMatchObject({ code: 'login_not_accepted' })
    expect((await use(token, { login: 'ada', password: testPassword })).status).toBe(200)
  })
  it('is told to all administrators, and recorded', async () => {
    const [ada, bob] = [await makePerson(app.core, { role: 'admin', login: 'ada' }), await makePerson(app.core, { role: 'admin' })]
    await make('ada')
    for (const one of [ada, bob]) expect((await app.mailTo(one.email)).subject).toBe('Example: A set-up link was made on the server')
    const records = await app.core.db
      .selectFrom('audit')
      .select(['actor_kind', 'account_id'])
      .where('act', '=', 'set_up_link_made')
      .execute()
    expect(records).toEqual([{ actor_kind: 'cli', account_id: ada.id }])
  })
  it('is made for administrators only, and a newer one ends the older', async () => {
    await makePerson(app.core, { login: 'member' })
    await makePerson(app.core, { role: 'admin', login: 'ada' })
    for (const login of ['member', 'nobody']) expect(await make(login)).toMatchObject({ ok: false, code: 'not_found' })
    const [old, fresh] = [await make('ada'), await make('ada')]
    const given = { login: 'ada', password: testPassword }
    expect((await use(old.ok ? tokenIn(old.url) : '', given)).status).toBe(410)
    expect((await use(fresh.ok ? tokenIn(fresh.url) : '', given)).status).toBe(200)
  })
  it('is dead when its account is no administrator any more', async () => {
    const ada = await makePerson(app.core, { role: 'admin', login: 'ada' })
    const made = await make('ada')
    await app.core.db.updateTable('account').set({ role: 'member' }).where('id', '=', ada.id).execute()
    expect((await use(made.ok ? tokenIn(made.url) : '', { login: 'ada', password: testPassword })).status).toBe(410)
  })
})
