import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seconds } from '../../kernel/clock.ts'
import { makeSessionRow } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson, testPassword } from '../../testing/whole.ts'
import { approve, finish, sendRequestIn } from '../recovery-requests/testing/waiting.ts'

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const newerChrome = chrome.replace('140.0.0.0', '153.0.0.0')
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const home = '203.0.113.7'
const elsewhere = '198.51.100.66'

let app: TestApp
let ana: TestPerson
let hers: TestBrowser
beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana' })
  hers = await signInAs(app, ana, app.browser({ ip: home }))
})
afterEach(() => app.close())

/** Another browser with some of the cookies of one. */
function copyOf(browser: TestBrowser, names: string[], options: { ip?: string; agent?: string }): TestBrowser {
  const copy = app.browser(options)
  for (const name of names) copy.cookies.set(name, browser.cookies.get(name) ?? '')
  return copy
}
const sessionOnly = ['__Host-session']
const both = ['__Host-session', '__Host-browser']
const status = async (browser: TestBrowser) => (await browser.get('/api/session')).status
const acts = async () => (await app.core.db.selectFrom('audit').select('act').where('act', '=', 'session_copied').execute()).length
const ended = () => app.core.db.selectFrom('session').select('ended_reason').where('ended_at', 'is not', null).execute()

describe('X-16 C-25 a copied session cookie', () => {
  it.each([
    ['in another network', { ip: elsewhere }],
    ['in another network with another version of the browser', { ip: elsewhere, agent: newerChrome }],
    ['in another kind of browser on the same network', { ip: home, agent: firefox }],
    ['without the name of a browser', { ip: home, agent: '' }],
    ['by IPv6', { ip: '2001:db8:1::1' }],
  ])('%s ends the session for both, and is told and recorded once', async (_where, options) => {
    await app.deliver()
    app.mails.length = 0
    const thief = copyOf(hers, sessionOnly, options)
    expect(await Promise.all([status(thief), status(thief), status(thief)])).toEqual([401, 401, 401])
    expect(await status(hers)).toBe(401)
    expect(await ended()).toEqual([{ ended_reason: 'copied' }])
    expect(await acts()).toBe(1)
    await app.deliver()
    expect(app.mails.map((mail) => mail.subject)).toEqual(['Example: A copy of one of your logins was used and ended'])
    expect(app.mails[0]?.text).toContain('/link/not-me#')
    expect(app.mails[0]?.text).toContain(options.ip)
    const told = await app.core.db.selectFrom('notice').select('account_id').where('kind', '=', 'session-copied').execute()
    expect(told).toEqual([{ account_id: ana.id }])
  })

  it('does nothing before it is noticed: the first request is refused already, whatever it asks for', async () => {
    const thief = copyOf(hers, sessionOnly, { ip: elsewhere })
    expect((await thief.post('/api/account/sessions/end-all')).status).toBeGreaterThanOrEqual(401)
    expect((await copyOf(hers, sessionOnly, { ip: elsewhere }).get('/api/account/security')).status).toBe(401)
    expect(await acts()).toBe(1)
  })

  it('with somebody else’s browser cookie, a made-up one or an empty one is no better', async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    const his = await signInAs(app, ben, app.browser({ ip: elsewhere }))
    const thief = copyOf(hers, sessionOnly, { ip: elsewhere })
    thief.cookies.set('__Host-browser', his.cookies.get('__Host-browser') ?? '')
    expect(await status(thief)).toBe(401)
    expect(await ended()).toHaveLength(1)
    expect(await status(his)).toBe(200)
    for (const made of ['A'.repeat(43), 'null']) {
      const other = await signInAs(app, ana, app.browser({ ip: home }))
      const again = copyOf(other, sessionOnly, { ip: elsewhere })
      again.cookies.set('__Host-browser', made)
      expect(await status(again)).toBe(401)
      expect(await status(other)).toBe(401)
    }
  })

  it('ends that session and no other, and nothing else of the account', async () => {
    const other = await signInAs(app, ana, app.browser({ ip: '203.0.113.200' }))
    expect(await status(copyOf(hers, sessionOnly, { ip: elsewhere }))).toBe(401)
    expect(await status(other)).toBe(200)
    // Her browser stays known: she logs in again as before.
    expect(await status(await signInAs(app, ana, hers))).toBe(200)
    expect(
      (await app.core.db.selectFrom('account').select('password_marked_at').where('id', '=', ana.id).executeTakeFirst())
        ?.password_marked_at,
    ).toBeNull()
  })

  it('is noticed in a session with one factor too, and the suspension stays its browser’s', async () => {
    const admin = await makePerson(app.core, { role: 'admin' })
    const browser = app.browser({ ip: '203.0.113.10' })
    const request = await sendRequestIn(browser, ana)
    await approve(app, { request: request.id, by: admin.id })
    expect((await finish(browser)).status).toBe(200)
    expect(((await browser.get('/api/session')).body as { access: string }).access).toBe('one-factor')
    expect(await status(copyOf(browser, sessionOnly, { ip: elsewhere }))).toBe(401)
    expect(await status(browser)).toBe(401)
    await browser.post('/api/sign-in', { login: ana.login, password: testPassword })
    expect((await finish(browser)).status).toBe(200)
  })

  it('is not noticed where both cookies were copied, or the copy is in the same network and kind of browser: what DBSC would close', async () => {
    expect(await status(copyOf(hers, both, { ip: elsewhere, agent: firefox }))).toBe(200)
    expect(await status(copyOf(hers, sessionOnly, { ip: '203.0.113.99', agent: newerChrome }))).toBe(200)
    expect(await acts()).toBe(0)
  })
})

describe('X-16 what is ordinary ends nothing', () => {
  it.each([
    ['a change of network', { ip: elsewhere }],
    ['a newer version of the browser', { ip: home, agent: newerChrome }],
    ['both, on the way', { ip: '2001:db8::5', agent: newerChrome }],
    ['a page that says it is on a phone', { ip: home, agent: firefox }],
  ])('%s', async (_what, options) => {
    const moved = copyOf(hers, both, options)
    expect(await status(moved)).toBe(200)
    expect(await status(hers)).toBe(200)
    app.core.clock.advance(seconds(2))
    expect(await status(moved)).toBe(200)
    expect(await acts()).toBe(0)
  })
  it('another address of the same network without the browser’s own cookie', async () => {
    expect(await status(copyOf(hers, sessionOnly, { ip: '203.0.113.254' }))).toBe(200)
    expect(await acts()).toBe(0)
  })
  it('two logins that were sent from one page at the same moment', async () => {
    const fresh = app.browser({ ip: home })
    await Promise.all([1, 2].map(() => fresh.post('/api/sign-in', { login: ana.login, password: testPassword })))
    const moved = await signInAs(app, ana, fresh)
    expect(await status(copyOf(moved, both, { ip: elsewhere }))).toBe(200)
  })
  it('a session that is over tells nobody of a copy', async () => {
    const browser = await app.core.db.selectFrom('browser').select('id').executeTakeFirstOrThrow()
    const { token } = await makeSessionRow(app.core, { account: ana.id, browser: browser.id }, { ended_at: app.core.clock.now() })
    const late = app.browser({ ip: elsewhere })
    late.cookies.set('__Host-session', token)
    expect(await status(late)).toBe(401)
    expect(await acts()).toBe(0)
  })
})
