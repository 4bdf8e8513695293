import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours, minutes, seconds } from '../../kernel/clock.ts'
import {
  answerTo,
  buildTestApp,
  confirmAct,
  confirmOnPhone,
  makePerson,
  signInAs,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
  waitingPrompts,
} from '../../testing/whole.ts'
import { sweepSignIns } from './end-sign-ins.ts'

let app: TestApp
let ana: TestPerson
let browser: TestBrowser
const begin = (from: TestBrowser, who = ana) => from.post('/api/sign-in', { login: who.login, password: testPassword })
const view = async (from = browser) => (await from.get('/api/sign-in')).body as SignInView

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  browser = app.browser()
})
afterEach(() => app.close())

describe('the password step', () => {
  it('SI-1 answers a wrong login and a wrong password with the same bytes', async () => {
    const wrongLogin = await app.browser().post('/api/sign-in', { login: 'nobody', password: 'x' })
    const wrongPassword = await app.browser().post('/api/sign-in', { login: ana.login, password: 'x' })
    expect(wrongPassword.status).toBe(401)
    expect(wrongLogin.text).toBe(wrongPassword.text)
    expect(Object.keys(wrongLogin.headers)).toEqual(Object.keys(wrongPassword.headers))
  })
  it('SI-1 takes the login name or the e-mail address, in any case and Unicode form', async () => {
    for (const login of ['ANA.Silva', ' ana.silva ', 'ａｎａ.silva', ana.email.toUpperCase()])
      expect((await app.browser().post('/api/sign-in', { login, password: testPassword })).status, login).toBe(200)
  })
  it('SI-10 all forms of one login share the count, and a known browser stays free', async () => {
    const known = await signInAs(app, ana)
    await known.post('/api/session/log-out')
    const forms = ['ana.silva', 'ANA.SILVA', ana.email, 'ａｎａ.silva', ' ana.silva']
    for (const login of forms) expect((await browser.post('/api/sign-in', { login, password: 'x' })).status).toBe(401)
    const blocked = await begin(browser)
    expect(blocked.status).toBe(429)
    expect((blocked.body as { retryAt: number }).retryAt).toBe(app.core.clock.now() + seconds(30))
    expect((await begin(known)).status).toBe(200)
  })
  it('SI-2 before the deadline the password alone signs in, with one factor', async () => {
    const ben = await makePerson(app.core, { two_factor_since: null })
    await app.core.db.deleteFrom('device').where('account_id', '=', ben.id).execute()
    expect(((await begin(browser, ben)).body as SignInView).step).toBe('finish')
    await browser.post('/api/sign-in/finish')
    expect(((await browser.get('/api/session')).body as { access: string }).access).toBe('one-factor')
  })
  it('EN-2 after the deadline it leads to the set-up and nothing else', async () => {
    const ben = await makePerson(app.core, { two_factor_since: null })
    app.core.clock.advance(days(11))
    await begin(browser, ben)
    expect((await browser.post('/api/sign-in/finish')).body).toMatchObject({ to: '/account/set-up' })
    expect(((await browser.get('/api/session')).body as { access: string }).access).toBe('set-up')
    expect((await browser.get('/api/account/history')).status).toBe(403)
  })
})

describe('confirming on the phone', () => {
  it('SI-3 asks the phone at once, shows the number, and refreshing shows the same', async () => {
    const begun = (await begin(browser)).body as SignInView
    expect(begun).toMatchObject({ step: 'confirm', phone: { devices: [{ name: 'Test phone' }], prompt: { state: 'open', seen: false } } })
    expect(begun.phone?.prompt?.matchCode).toMatch(/^\d{3}$/)
    expect((await view()).phone?.prompt).toEqual(begun.phone?.prompt)
    await app.deliver()
    expect(app.pushes.filter((push) => JSON.stringify(push.payload).includes(begun.phone?.prompt?.matchCode ?? 'none'))).toEqual([])
  })
  it('SI-12 a confirmed sign-in gives one session, however often it is finished at once', async () => {
    await begin(browser)
    await confirmOnPhone(app, browser, ana.phone)
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.post('/api/sign-in/finish')))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(await app.core.db.selectFrom('session').select('id').execute()).toHaveLength(1)
  })
  it('SI-4 three wrong numbers end the prompt, also for the right one', async () => {
    await begin(browser)
    const right = (await view()).phone?.prompt?.matchCode ?? ''
    const [prompt] = await waitingPrompts(app, ana.phone)
    if (!prompt) throw new Error('No prompt')
    const wrong = right === '111' ? '222' : '111'
    const url = `/api/phone/prompts/${prompt.id}/answer`
    const left: unknown[] = []
    for (let n = 0; n < 3; n++) left.push((await browser.post(url, answerTo(ana.phone, prompt, 'confirm', wrong))).body)
    expect(left).toMatchObject([{ detail: { left: 2 } }, { detail: { left: 1 } }, { detail: { left: 0 } }])
    expect((await browser.post(url, answerTo(ana.phone, prompt, 'confirm', right))).body).toMatchObject({ code: 'prompt_over' })
    expect((await view()).phone?.prompt?.state).toBe('ended')
  })
  it('SI-4 a signature for anything else than this decision is refused', async () => {
    await begin(browser)
    const code = (await view()).phone?.prompt?.matchCode ?? ''
    const [prompt] = await waitingPrompts(app, ana.phone)
    if (!prompt) throw new Error('No prompt')
    const url = `/api/phone/prompts/${prompt.id}/answer`
    const good = answerTo(ana.phone, prompt, 'confirm', code)
    for (const changed of [
      { ...good, decision: 'mistake' },
      { ...good, at: good.at + 1 },
      { ...good, matchCode: '000' },
      answerTo(ana.phone, { ...prompt, subject: 'sgn_aaaaaaaaaaaaaaaaaaaaaa' }, 'confirm', code),
      answerTo(ana.phone, { ...prompt, act: 'remove-device' }, 'confirm', code),
    ])
      expect((await browser.post(url, changed)).body).toMatchObject({ code: 'signature_invalid' })
    const late = ana.phone.answer({ ...prompt, prompt: prompt.id, matchCode: code, decision: 'confirm', at: good.at - minutes(3) })
    expect((await browser.post(url, late)).status).toBe(409)
    expect((await browser.post(url, good)).status).toBe(200)
  })
  it('SI-4 a prompt lives 120 s', async () => {
    await begin(browser)
    app.core.clock.advance(seconds(120))
    expect(await waitingPrompts(app, ana.phone)).toEqual([])
    expect((await view()).phone?.prompt?.state).toBe('ended')
  })
  it('SI-3 "Send again" works after 30 s and replaces the prompt', async () => {
    await begin(browser)
    expect((await browser.post('/api/sign-in/prompt')).body).toMatchObject({ code: 'prompt_too_soon' })
    app.core.clock.advance(seconds(30))
    const first = (await view()).phone?.prompt?.id
    const again = (await browser.post('/api/sign-in/prompt')).body as SignInView
    expect(again.phone?.prompt).toMatchObject({ state: 'open' })
    expect(again.phone?.prompt?.id).not.toBe(first)
    expect((await waitingPrompts(app, ana.phone)).map((one) => one.id)).toEqual([again.phone?.prompt?.id])
  })
  it('SI-6 the sixth prompt in ten minutes is not sent; a known browser has its own count', async () => {
    const known = await signInAs(app, ana)
    await known.post('/api/session/log-out')
    app.core.clock.advance(minutes(11))
    for (let n = 0; n < 5; n++) expect(((await begin(app.browser())).body as SignInView).phone?.prompt?.state).toBe('open')
    const sixth = (await begin(app.browser())).body as SignInView
    expect(sixth.phone?.prompt).toBeUndefined()
    expect(sixth.phone?.pausedUntil).toBe(app.core.clock.now() + minutes(10))
    expect(((await begin(known)).body as SignInView).phone?.prompt?.state).toBe('open')
  })
  it('SI-5 "It wasn\'t me" ends the sign-in, marks the password, pauses other browsers and tells everybody', async () => {
    const admin = await makePerson(app.core, { role: 'admin' })
    await begin(browser)
    const [prompt] = await waitingPrompts(app, ana.phone)
    if (!prompt) throw new Error('No prompt')
    await browser.post(`/api/phone/prompts/${prompt.id}/answer`, answerTo(ana.phone, prompt, 'not-me'))
    expect(await view()).toMatchObject({ step: 'over', over: 'not-me' })
    const account = await app.core.db.selectFrom('account').select('password_marked_at').where('id', '=', ana.id).executeTakeFirstOrThrow()
    expect(account.password_marked_at).toBe(app.core.clock.now())
    const next = (await begin(app.browser())).body as SignInView
    expect(next.phone).toMatchObject({ pausedUntil: app.core.clock.now() + minutes(15) })
    await app.mailTo(ana.email)
    expect((await app.mailTo(admin.email)).text).toContain('Ana Silva')
    const history = await app.core.db.selectFrom('login_event').select('result').where('account_id', '=', ana.id).execute()
    expect(history.map((event) => event.result)).toContain('not-me')
  })
  it('SI-5 "It wasn\'t me" ends the session up to ten minutes after a confirmation', async () => {
    await begin(browser)
    const [prompt] = await waitingPrompts(app, ana.phone)
    if (!prompt) throw new Error('No prompt')
    await confirmOnPhone(app, browser, ana.phone)
    await browser.post('/api/sign-in/finish')
    expect((await browser.get('/api/session')).status).toBe(200)
    app.core.clock.advance(minutes(9))
    const answer = await browser.post(`/api/phone/prompts/${prompt.id}/answer`, answerTo(ana.phone, prompt, 'not-me'))
    expect(answer.status).toBe(200)
    expect((await browser.get('/api/session')).status).toBe(401)
  })
  it('SI-5 "I made a mistake" ends the prompt only', async () => {
    await begin(browser)
    const [prompt] = await waitingPrompts(app, ana.phone)
    if (!prompt) throw new Error('No prompt')
    await browser.post(`/api/phone/prompts/${prompt.id}/answer`, answerTo(ana.phone, prompt, 'mistake'))
    expect(await view()).toMatchObject({ step: 'confirm', phone: { prompt: { state: 'mistaken' } } })
  })
  it("X-28 another account's phone cannot answer, nor see the prompt", async () => {
    const ben = await makePerson(app.core)
    await begin(browser)
    const [prompt] = await waitingPrompts(app, ana.phone)
    if (!prompt) throw new Error('No prompt')
    expect(await waitingPrompts(app, ben.phone)).toEqual([])
    const code = (await view()).phone?.prompt?.matchCode ?? ''
    const answer = await browser.post(`/api/phone/prompts/${prompt.id}/answer`, answerTo(ben.phone, prompt, 'confirm', code))
    expect(answer.status).toBe(404)
  })
})

describe('recovery codes on the login page', () => {
  const answer = (code: string | undefined) => browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: code ?? '' })

  it('RC-2 takes any order, letter case, with or without dashes, and O, I and L for 0 and 1', async () => {
    await begin(browser)
    const code = (ana.codes[7] ?? '').toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    expect((await answer(code)).body).toMatchObject({ step: 'finish' })
    expect((await browser.post('/api/sign-in/finish')).status).toBe(200)
    expect((await app.mailTo(ana.email)).text).toMatch(/9/)
  })
  it('SI-8 lists only what can be used now, with how many are left', async () => {
    expect(((await begin(browser)).body as SignInView).methods).toEqual([
      { kind: 'phone' },
      { kind: 'recovery-code', left: 10 },
      { kind: 'verification-code' },
    ])
    await app.core.db.updateTable('device').set({ state: 'removed' }).where('account_id', '=', ana.id).execute()
    const now = await view()
    expect(now.methods).toEqual([{ kind: 'recovery-code', left: 10 }])
    expect(now.phone).toBeUndefined()
  })
  it('SI-2 with no usable method left there is nothing to answer with, and no session', async () => {
    await app.core.db.updateTable('device').set({ state: 'removed' }).execute()
    await app.core.db.updateTable('recovery_code').set({ spent_at: 1 }).execute()
    const begun = (await begin(browser)).body as SignInView
    expect(begun).toMatchObject({ step: 'confirm', methods: [] })
    expect((await answer(ana.codes[0])).body).toMatchObject({ code: 'method_not_usable' })
    expect((await browser.post('/api/sign-in/finish')).body).toMatchObject({ code: 'not_confirmed' })
  })
  it('RC-4 the last code leads to a new set before the session', async () => {
    const set = await app.core.db.selectFrom('recovery_code').select('id').execute()
    const last = ana.codes[0]
    await begin(browser)
    await answer(last)
    await app.core.db
      .updateTable('recovery_code')
      .set({ spent_at: 1 })
      .where(
        'id',
        'in',
        set.map((row) => row.id),
      )
      .execute()
    expect(await view()).toMatchObject({ step: 'new-codes' })
    expect((await browser.post('/api/sign-in/finish')).status).toBe(409)
    const made = (await browser.post('/api/sign-in/codes')).body as { set: string; codes: string[] }
    expect(made.codes).toHaveLength(10)
    expect((await browser.post('/api/sign-in/codes/saved', { set: made.set })).body).toMatchObject({ step: 'finish' })
    expect((await browser.post('/api/sign-in/finish')).status).toBe(200)
  })
  it('SI-16 a sign-in by recovery code may add one phone and one set for 15 minutes, and changes nothing strong for 24 h', async () => {
    await begin(browser)
    await answer(ana.codes[0])
    await browser.post('/api/sign-in/finish')
    expect((await browser.post('/api/pairings', {})).status).toBe(200)
    expect((await browser.post('/api/account/recovery-codes')).status).toBe(200)
    expect((await browser.post('/api/account/recovery-codes')).body).toMatchObject({ code: 'confirmation_needed' })
    await browser.post('/api/confirmations', { act: 'change-password', params: {}, password: testPassword })
    await answer(ana.codes[1])
    await browser.post('/api/sign-in/finish')
    const change = { password: 'quite another long password' }
    expect((await browser.post('/api/account/password', change)).body).toMatchObject({ code: 'confirmation_too_weak' })
    await confirmAct(app, browser, ana, 'change-password')
    expect((await browser.post('/api/account/password', change)).status).toBe(200)
  })
})

describe('the ends of a sign-in', () => {
  it('SI-11 ten minutes after the password it is over', async () => {
    await begin(browser)
    app.core.clock.advance(minutes(10))
    expect(await view()).toMatchObject({ step: 'over', over: 'expired' })
    expect((await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })).status).toBe(409)
  })
  it('SI-14 a correct password that nothing confirmed is told to the owner, once', async () => {
    await begin(browser)
    app.core.clock.advance(minutes(11))
    await sweepSignIns(app.core)
    await sweepSignIns(app.core)
    await app.deliver()
    expect(app.mails.filter((mail) => mail.to === ana.email)).toHaveLength(1)
  })
  it('SI-14 a sign-in on a new browser is told to the owner; one on a known browser is not', async () => {
    const first = await signInAs(app, ana)
    await app.deliver()
    expect(app.mails).toHaveLength(1)
    await first.post('/api/session/log-out')
    await signInAs(app, ana, first)
    await app.deliver()
    expect(app.mails).toHaveLength(1)
  })
  it('SI-12 changing the password ends what was begun with the old one', async () => {
    const own = await signInAs(app, ana)
    await begin(browser)
    await confirmAct(app, own, ana, 'change-password')
    expect((await own.post('/api/account/password', { password: 'quite another long password' })).status).toBe(200)
    expect(await view()).toMatchObject({ step: 'over', over: 'ended' })
    expect((await own.get('/api/session')).status).toBe(200)
  })
  it('SI-12 sessions end after 30 idle minutes and after 12 hours', async () => {
    const own = await signInAs(app, ana)
    app.core.clock.advance(minutes(29))
    expect((await own.get('/api/session')).status).toBe(200)
    app.core.clock.advance(minutes(30))
    expect((await own.get('/api/session')).status).toBe(401)
    const busy = await signInAs(app, ana)
    for (let n = 0; n < 36; n++) {
      app.core.clock.advance(minutes(20))
      await busy.get('/api/session')
    }
    expect((await busy.get('/api/session')).status).toBe(401)
  })
  it('SI-12 "Log out on all devices" works at once everywhere', async () => {
    const one = await signInAs(app, ana)
    app.core.clock.advance(hours(1))
    const other = await signInAs(app, ana, app.browser())
    await other.post('/api/session/log-out-everywhere')
    expect((await one.get('/api/session')).status).toBe(401)
    expect((await other.get('/api/session')).status).toBe(401)
  })
  it('SI-15 a marked password is changed after the confirmation and before the session, by this sign-in', async () => {
    const own = await signInAs(app, ana)
    await own.post('/api/session/log-out')
    await app.core.db.updateTable('account').set({ password_marked_at: 1 }).where('id', '=', ana.id).execute()
    await begin(own)
    await confirmOnPhone(app, own, ana.phone)
    expect(await view(own)).toMatchObject({ step: 'change-password' })
    expect((await own.post('/api/sign-in/finish')).status).toBe(409)
    expect((await own.post('/api/sign-in/password', { password: testPassword })).body).toMatchObject({ code: 'password_same' })
    expect((await own.post('/api/sign-in/password', { password: 'quite another long password' })).body).toMatchObject({ step: 'finish' })
    expect((await own.post('/api/sign-in/finish')).status).toBe(200)
  })
  it('SI-15 from other browsers a marked password is confirmed by scanning only, and no phone rings', async () => {
    await app.core.db.updateTable('account').set({ password_marked_at: 1 }).where('id', '=', ana.id).execute()
    const begun = (await begin(browser)).body as SignInView
    expect(begun.phone?.prompt).toMatchObject({ state: 'open' })
    expect(begun.phone?.prompt?.matchCode).toBeUndefined()
    await app.deliver()
    expect(app.pushes).toEqual([])
    expect((await waitingPrompts(app, ana.phone))[0]).toMatchObject({ scanOnly: true })
  })
})
