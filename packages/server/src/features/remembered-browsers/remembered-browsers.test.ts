import type { RememberedView, SessionView } from '@sparekey/protocol/account'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EndingAct } from '../../core.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, minutes, seconds } from '../../kernel/clock.ts'
import { makeTrustedPhone } from '../../testing/index.ts'
import {
  buildTestApp,
  confirmAct,
  confirmOnPhone,
  makePerson,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
} from '../../testing/whole.ts'

let app: TestApp
let ana: TestPerson
const now = () => app.core.clock.now()

/** The rule for everyone, from now on. */
async function allow(rememberDays: number): Promise<void> {
  const row = { group_id: '', setting: 'rememberDays', value: String(rememberDays), made_at: now(), made_by: 'test' }
  await app.core.db.updateTable('policy_rule').set({ replaced_at: now() }).where('setting', '=', 'rememberDays').execute()
  await app.core.db
    .insertInto('policy_rule')
    .values({ id: `rul_${Math.random()}`, ...row, works_from: 0, revision: now(), replaced_at: null, stopped_at: null, stopped_by: null })
    .execute()
}
const logIn = async (browser: TestBrowser, more: object = {}) =>
  (await browser.post('/api/sign-in', { login: ana.login, password: testPassword, ...more })).body as SignInView
const tick = (browser: TestBrowser, remember = true) => browser.post('/api/sign-in/remember', { remember })
const finish = (browser: TestBrowser) => browser.post('/api/sign-in/finish')
const session = async (browser: TestBrowser) => (await browser.get('/api/session')).body as SessionView
const list = async (browser: TestBrowser) => ((await browser.get('/api/account/remembered')).body as RememberedView).browsers
const cookieOf = (browser: TestBrowser) => [...browser.cookies].find(([name]) => name.includes('remembered-'))

/** A browser after a confirmed sign-in with the box ticked, logged out again. */
async function remembered(): Promise<TestBrowser> {
  const browser = app.browser()
  await logIn(browser)
  await tick(browser)
  await confirmOnPhone(app, browser, ana.phone)
  expect((await finish(browser)).status).toBe(200)
  await browser.post('/api/session/log-out')
  return browser
}
/** As another copy of the same browser. */
function copyOf(browser: TestBrowser): TestBrowser {
  const copy = app.browser()
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  return copy
}

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva' })
})
afterEach(() => app.close())

describe('SI-13 remembering a browser', () => {
  it('SI-13 is off as shipped: nothing is offered, and asking for it is refused', async () => {
    const browser = app.browser()
    expect((await logIn(browser)).remember).toBeUndefined()
    expect((await tick(browser)).status).toBe(409)
    await confirmOnPhone(app, browser, ana.phone)
    await finish(browser)
    expect(cookieOf(browser)).toBeUndefined()
  })
  it('SI-13 where the rules allow it, the box is offered unticked, stays as it was left, and only then skips the confirmation', async () => {
    await allow(30)
    const browser = app.browser()
    expect((await logIn(browser)).remember).toEqual({ days: 30, asked: false })
    await confirmOnPhone(app, browser, ana.phone)
    await finish(browser)
    expect(cookieOf(browser)).toBeUndefined()
    await logIn(browser)
    expect(((await tick(browser)).body as SignInView).remember).toEqual({ days: 30, asked: true })
    expect(((await browser.get('/api/sign-in')).body as SignInView).remember).toEqual({ days: 30, asked: true })
    expect(((await tick(browser, false)).body as SignInView).remember).toEqual({ days: 30, asked: false })
  })
  it('SI-13 a remembered browser gets in with the password, with one factor, and no phone is asked', async () => {
    await allow(30)
    const browser = await remembered()
    expect((await logIn(browser)).step).toBe('finish')
    expect((await finish(browser)).status).toBe(200)
    expect(await session(browser)).toMatchObject({ access: 'one-factor', remembered: true, twoFactor: true })
    const prompts = await app.core.db.selectFrom('prompt').select('id').execute()
    expect(prompts).toHaveLength(1)
    const history = (await browser.get('/api/account/history')).body as { events: { method?: string }[] }
    expect(history.events[0]?.method).toBe('remembered-browser')
  })
  it('SI-16 its session changes nothing and confirms nothing; logging in with the confirmation does', async () => {
    await allow(30)
    const browser = await remembered()
    await logIn(browser)
    await finish(browser)
    expect((await browser.post('/api/account/recovery-codes')).body).toMatchObject({ code: 'access_too_low' })
    expect((await browser.post('/api/confirmations', { act: 'create-codes', params: {}, password: testPassword })).body).toMatchObject({
      code: 'access_too_low',
    })
    expect((await logIn(browser, { confirm: true })).step).toBe('confirm')
    await confirmOnPhone(app, browser, ana.phone)
    await finish(browser)
    expect((await session(browser)).access).toBe('full')
    expect(await list(browser)).toHaveLength(1)
  })
  it('SI-16 its session may not set anything up, administer or answer, whatever it posts', async () => {
    await allow(30)
    await app.core.db.updateTable('account').set({ role: 'admin' }).where('id', '=', ana.id).execute()
    const browser = await remembered()
    await logIn(browser)
    await finish(browser)
    const before = await app.core.db.selectFrom('device').select(['id', 'state']).execute()
    const posts = [
      '/api/pairings',
      '/api/set-up/address',
      '/api/set-up/codes',
      '/api/set-up/number/skip',
      '/api/account/old-phone',
      '/api/account/recovery-codes',
      '/api/account/password',
      '/api/account/break-glass-kit',
      `/api/account/devices/${ana.phone.id}/remove`,
      `/api/console/people/${ana.id}/log-out`,
      `/api/console/held/${ana.phone.id}/allow`,
    ]
    for (const path of posts) {
      const { status } = await browser.post(path, path.endsWith('password') ? { password: 'nine patient herons at low tide' } : {})
      expect([403, 404, 409, 422], path).toContain(status)
    }
    expect((await browser.get('/api/console/people')).status).toBe(403)
    expect(await app.core.db.selectFrom('device').select(['id', 'state']).execute()).toEqual(before)
    expect(await app.core.db.selectFrom('pairing').select('id').execute()).toEqual([])
  })
  it('SI-13 the password is asked and counted as ever', async () => {
    await allow(30)
    const browser = await remembered()
    const wrong = () => browser.post('/api/sign-in', { login: ana.login, password: 'not the one at all' })
    const codes: string[] = []
    for (let n = 0; n < 40; n++) codes.push(((await wrong()).body as { code: string }).code)
    expect(codes).toContain('too_many_attempts')
    expect((await browser.post('/api/sign-in', { login: ana.login, password: testPassword })).body).toMatchObject({
      code: 'too_many_attempts',
    })
  })
  it('SI-13 its owner is told', async () => {
    await allow(30)
    await remembered()
    expect((await app.mailTo(ana.email)).subject).toContain('skips the confirmation')
  })
  it('SI-13 the cookie is 256 random bits of its own, new after each use, and only digests of it are kept', async () => {
    await allow(30)
    const browser = await remembered()
    const [, first = ''] = cookieOf(browser) ?? []
    expect(first).toMatch(/^[\w-]{43}\.[\w-]{43}$/)
    await logIn(browser)
    await finish(browser)
    const [, second = ''] = cookieOf(browser) ?? []
    expect(second.split('.')[0]).toBe(first.split('.')[0])
    expect(second.split('.')[1]).not.toBe(first.split('.')[1])
    const kept = JSON.stringify(await app.core.db.selectFrom('remembered_browser').selectAll().execute())
    for (const half of [...first.split('.'), ...second.split('.')]) expect(kept).not.toContain(half)
  })
})

describe('SI-13 what does not make a browser a remembered one', () => {
  it('SI-13 a recovery code', async () => {
    await allow(30)
    const browser = app.browser()
    await logIn(browser)
    await tick(browser)
    await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })
    expect((await finish(browser)).status).toBe(200)
    expect(cookieOf(browser)).toBeUndefined()
    expect(await list(browser)).toEqual([])
  })
  it('SI-16 a phone that still counts as weak, since a recovery code added it', async () => {
    await allow(30)
    await app.core.db
      .updateTable('device')
      .set({ weak_until: now() + minutes(60) })
      .execute()
    expect(cookieOf(await remembered())).toBeUndefined()
  })
  it('SI-13 being known', async () => {
    await allow(30)
    const browser = await remembered()
    const name = cookieOf(browser)?.[0] ?? ''
    browser.cookies.delete(name)
    expect((await logIn(browser)).step).toBe('confirm')
  })
  it('SI-13 a cookie of another account, or the other half alone', async () => {
    await allow(30)
    const browser = await remembered()
    const [name = '', value = ''] = cookieOf(browser) ?? []
    const ben = await makePerson(app.core)
    const other = (await browser.post('/api/sign-in', { login: ben.login, password: testPassword })).body as SignInView
    expect(other.step).toBe('confirm')
    for (const bad of ['', '.', value.split('.')[0] ?? '', `.${value.split('.')[1]}`, `${value}.x`]) {
      browser.cookies.set(name, bad)
      expect((await logIn(browser)).step).toBe('confirm')
    }
  })
})

describe('SI-13 for how long', () => {
  it('SI-13 ends at the time that the rule said, by comparing times', async () => {
    await allow(2)
    const browser = await remembered()
    app.core.clock.advance(days(2) - 1)
    expect((await logIn(browser)).step).toBe('finish')
    app.core.clock.advance(1)
    expect((await logIn(browser)).step).toBe('confirm')
  })
  it('SI-13 using it does not make it last longer, and its session ends with it', async () => {
    await allow(2)
    const browser = await remembered()
    app.core.clock.advance(days(2) - minutes(5))
    await logIn(browser)
    await finish(browser)
    expect((await session(browser)).access).toBe('one-factor')
    app.core.clock.advance(minutes(5))
    expect((await browser.get('/api/session')).status).toBe(401)
  })
  it('SI-13 a shorter rule counts at once, a longer one does not for those that are there', async () => {
    await allow(30)
    const browser = await remembered()
    app.core.clock.advance(days(3))
    await allow(2)
    expect((await logIn(browser)).step).toBe('confirm')
    await allow(90)
    expect((await logIn(browser)).step).toBe('finish')
    app.core.clock.advance(days(27))
    expect((await logIn(browser)).step).toBe('confirm')
  })
  it('SI-13 a rule that changes between the password and the end of the login counts, and the phone is asked then', async () => {
    await allow(30)
    const browser = await remembered()
    expect((await logIn(browser)).step).toBe('finish')
    await allow(0)
    expect((await finish(browser)).body).toMatchObject({ code: 'not_confirmed' })
    const view = (await browser.get('/api/sign-in')).body as SignInView
    expect(view).toMatchObject({ step: 'confirm', phone: { prompt: { state: 'open' } } })
    await confirmOnPhone(app, browser, ana.phone)
    expect((await finish(browser)).status).toBe(200)
    expect((await session(browser)).access).toBe('full')
  })
})

describe('SI-13 what voids it', () => {
  const acts: EndingAct[] = [
    'account-disabled',
    'password-changed',
    'set-up-completed',
    'denied-not-me',
    'notice-not-me',
    'logged-out-everywhere',
    'device-removed',
    'suspension-granted',
  ]
  it.each(acts)('SI-12 %s', async (act) => {
    await allow(30)
    const browser = await remembered()
    await inPlainTransaction(app.core.db, (tx) => app.core.ends(tx, ana.id, act, {}))
    expect((await logIn(browser)).step).toBe('confirm')
    const rows = await app.core.db.selectFrom('remembered_browser').select('ended_reason').execute()
    expect(rows).toEqual([{ ended_reason: act }])
  })
  it('SI-15 a marked password, and one that an administrator’s link changed', async () => {
    await allow(30)
    const browser = await remembered()
    for (const column of ['password_marked_at', 'password_held_at'] as const) {
      await app.core.db
        .updateTable('account')
        .set({ [column]: now() })
        .where('id', '=', ana.id)
        .execute()
      expect((await logIn(browser)).step).toBe('confirm')
      await app.core.db
        .updateTable('account')
        .set({ [column]: null })
        .where('id', '=', ana.id)
        .execute()
    }
  })
  it('SI-12 marked between the password and the end of the login', async () => {
    await allow(30)
    const browser = await remembered()
    await logIn(browser)
    await app.core.db.updateTable('account').set({ password_marked_at: now() }).where('id', '=', ana.id).execute()
    expect((await finish(browser)).body).toMatchObject({ code: 'not_confirmed' })
  })
  it.each(['blocked', 'held', 'removed'] as const)('TD-8 the phone that confirmed it being %s', async (state) => {
    await allow(30)
    const browser = await remembered()
    await app.core.db.updateTable('device').set({ state }).where('id', '=', ana.phone.id).execute()
    expect((await logIn(browser)).step).toBe('confirm')
  })
  it('AU-2 "Log out" beside it: it asks again, and what it let in ends', async () => {
    await allow(30)
    const browser = await remembered()
    await logIn(browser)
    await finish(browser)
    const other = app.browser({ ip: '198.51.100.77' })
    await logIn(other)
    await confirmOnPhone(app, other, ana.phone)
    await finish(other)
    const [one] = await list(other)
    expect(one).toMatchObject({ current: false, until: now() + days(30) })
    const ben = await makePerson(app.core)
    const bens = app.browser({ ip: '198.51.100.9' })
    await bens.post('/api/sign-in', { login: ben.login, password: testPassword })
    await confirmOnPhone(app, bens, ben.phone)
    await finish(bens)
    expect((await bens.post(`/api/account/remembered/${one?.id}/forget`)).status).toBe(404)
    expect((await other.post(`/api/account/remembered/${one?.id}/forget`)).status).toBe(200)
    expect((await browser.get('/api/session')).status).toBe(401)
    expect((await logIn(browser)).step).toBe('confirm')
    expect(await list(other)).toEqual([])
  })
  it('AU-2 forgetting it as a known browser', async () => {
    await allow(30)
    const browser = await remembered()
    await logIn(browser)
    await finish(browser)
    const { browsers } = (await browser.get('/api/account/sessions')).body as { browsers: { id: string }[] }
    await browser.post(`/api/account/browsers/${browsers[0]?.id}/forget`)
    expect((await browser.get('/api/session')).status).toBe(401)
    expect((await logIn(browser)).step).toBe('confirm')
  })
  it('SI-12 a removed phone, by its own act', async () => {
    await allow(30)
    const second = await makeTrustedPhone(app.core, ana.id)
    const browser = await remembered()
    await logIn(browser, { confirm: true })
    await confirmOnPhone(app, browser, ana.phone)
    await finish(browser)
    await confirmAct(app, browser, ana, 'remove-device', { device: second.id })
    expect((await browser.post(`/api/account/devices/${second.id}/remove`)).status).toBe(200)
    expect(await list(browser)).toEqual([])
  })
})

describe('SI-13 a copied cookie', () => {
  it('SI-13 an old one ends the browser with what it let in, and tells the owner', async () => {
    await allow(30)
    const browser = await remembered()
    const thief = copyOf(browser)
    await logIn(browser)
    await finish(browser)
    app.core.clock.advance(minutes(2))
    expect((await logIn(thief)).step).toBe('confirm')
    expect((await browser.get('/api/session')).status).toBe(401)
    expect((await logIn(browser)).step).toBe('confirm')
    await app.deliver()
    expect(app.mails.filter((mail) => mail.to === ana.email && mail.subject.includes('copy of a remembered browser'))).toHaveLength(1)
  })
  it('SI-13 the thief being first is found out when its owner comes', async () => {
    await allow(30)
    const browser = await remembered()
    const thief = copyOf(browser)
    await logIn(thief)
    await finish(thief)
    app.core.clock.advance(minutes(2))
    expect((await logIn(browser)).step).toBe('confirm')
    expect((await thief.get('/api/session')).status).toBe(401)
  })
  it('SI-13 in another browser the newest one is worth nothing either', async () => {
    await allow(30)
    const browser = await remembered()
    const thief = app.browser({ ip: '198.51.100.66' })
    const [name = '', value = ''] = cookieOf(browser) ?? []
    thief.cookies.set(name, value)
    expect((await logIn(thief)).step).toBe('confirm')
    expect((await logIn(browser)).step).toBe('confirm')
  })
  it('SI-13 without the password it is not even looked at', async () => {
    await allow(30)
    const browser = await remembered()
    const thief = copyOf(browser)
    await logIn(browser)
    await finish(browser)
    app.core.clock.advance(minutes(2))
    await thief.post('/api/sign-in', { login: ana.login, password: 'some wrong password' })
    await browser.post('/api/session/log-out')
    expect((await logIn(browser)).step).toBe('finish')
  })
  it('SI-13 two tabs of one browser: one gets in, the other asks the phone, and nobody is locked out or told of a thief', async () => {
    await allow(30)
    const browser = await remembered()
    const tab = copyOf(browser)
    expect([(await logIn(browser)).step, (await logIn(tab)).step]).toEqual(['finish', 'finish'])
    expect((await finish(browser)).status).toBe(200)
    expect((await finish(tab)).body).toMatchObject({ code: 'not_confirmed' })
    expect((await tab.get('/api/sign-in')).body).toMatchObject({ step: 'confirm', phone: { prompt: { state: 'open' } } })
    app.core.clock.advance(seconds(30))
    const late = copyOf(tab)
    expect((await logIn(late)).step).toBe('confirm')
    await confirmOnPhone(app, late, ana.phone)
    await finish(late)
    // Who confirmed here gets the newest cookie: tomorrow it is no stolen copy.
    app.core.clock.advance(days(1))
    expect((await logIn(late)).step).toBe('finish')
    await app.deliver()
    expect(app.mails.some((mail) => mail.subject.includes('copy'))).toBe(false)
  })
})
