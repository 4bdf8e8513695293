import type { OwnNumber, SecurityView } from '@sparekey/protocol/account'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours, minutes, seconds } from '../../kernel/clock.ts'
import { makeNumberRow, testSms } from '../../testing/index.ts'
import { buildTestApp, confirmAct, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { digitsIn, wrongOf } from '../sms-codes/testing/sent-texts.ts'

const first = '+49 151 23456734'
const second = '+49 151 23456756'

let app: TestApp
let ana: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp({ config: { sms: { ...testSms } } })
  ana = await makePerson(app.core, { login: 'ana.silva' })
  browser = await signInAs(app, ana)
})
afterEach(() => app.close())

const ask = (number: string, from = browser) => from.post('/api/account/number', { number })
const check = (typed: string, from = browser) => from.post('/api/account/number/check', { code: typed })
const remove = (from = browser) => from.post('/api/account/number/remove')
const code = (of: { body: unknown }) => (of.body as { code: string }).code
const own = async (from = browser) => (await from.get('/api/account/number')).body as OwnNumber
async function digits(): Promise<string> {
  await app.deliver()
  return digitsIn(app.texts.findLast(({ text }) => / is your code/.test(text))?.text)
}
/** The whole way, confirmed on the phone. */
async function set(number: string): Promise<void> {
  await confirmAct(app, browser, ana, 'change-number', { number })
  await ask(number)
  const done = await check(await digits())
  if (done.status !== 200) throw new Error(done.text)
}
const textsTo = async (to: string) => {
  await app.deliver()
  return app.texts.filter((one) => one.to === to).map(({ text }) => text)
}
const acts = async () =>
  (await app.core.db.selectFrom('audit').select('act').where('account_id', '=', ana.id).execute()).map(({ act }) => act)

describe('SM-3 setting the number', () => {
  it('needs a fresh confirmation of exactly this number, and a code typed that went there', async () => {
    const asked = await ask(first)
    expect(asked.status).toBe(403)
    expect(asked.body).toMatchObject({
      code: 'confirmation_needed',
      detail: { act: 'change-number', params: JSON.stringify({ number: first }) },
    })
    await confirmAct(app, browser, ana, 'change-number', { number: second })
    expect(code(await ask(first))).toBe('confirmation_needed')
    expect(await textsTo('+4915123456734')).toEqual([])
    await confirmAct(app, browser, ana, 'change-number', { number: first })
    const now = app.core.clock.now()
    expect((await ask(first)).body).toEqual({ lastTwo: '34', againAt: now + seconds(60), expiresAt: now + minutes(5), failed: false, now })
    expect((await textsTo('+4915123456734'))[0]).toMatch(/is your code to set this number for your account at Example/)
    expect(await own()).toMatchObject({ pending: { lastTwo: '34' } })
    expect((await own()).number).toBeUndefined()
    expect(code(await check(wrongOf(await digits())))).toBe('code_not_accepted')
    expect((await check(await digits())).body).toEqual({ number: { id: expect.any(String), lastTwo: '34', held: false, blocked: false } })
    const security = (await browser.get('/api/account/security')).body as SecurityView
    expect(security).toMatchObject({ numberPossible: true, number: { lastTwo: '34' } })
    expect(await acts()).toEqual(expect.arrayContaining(['number_requested', 'number_added']))
  })

  it('"Send again" needs no second confirmation; another number does', async () => {
    await confirmAct(app, browser, ana, 'change-number', { number: first })
    await ask(first)
    const sent = await digits()
    app.core.clock.advance(seconds(60))
    expect((await ask(first)).status).toBe(200)
    expect(await digits()).toBe(sent)
    expect(code(await ask(second))).toBe('confirmation_needed')
  })

  it('a code is good in the session that asked, five times, five minutes, once', async () => {
    await confirmAct(app, browser, ana, 'change-number', { number: first })
    await ask(first)
    const sent = await digits()
    const other = await signInAs(app, ana, app.browser({ ip: '198.51.100.7' }))
    expect(code(await check(sent, other))).toBe('code_not_accepted')
    for (let n = 0; n < 5; n++) expect(code(await check(wrongOf(sent)))).toBe('code_not_accepted')
    expect(code(await check(sent))).toBe('too_many_attempts')
    app.core.clock.advance(minutes(5))
    expect(code(await check(sent))).toBe('code_not_accepted')
    await set(first)
    expect(code(await check(sent))).toBe('code_not_accepted')
  })

  it('a changed one serves no sign-in for 72 h; the old number and the addresses are told', async () => {
    await set(first)
    app.core.clock.advance(days(10))
    browser = await signInAs(app, ana)
    await set(second)
    const now = app.core.clock.now()
    expect((await own()).number).toMatchObject({ lastTwo: '56', servesFrom: now + hours(72) })
    const [, told] = await textsTo('+4915123456734')
    expect(told).toBe(
      'Example: the phone number of your account was changed. If that was you, there is nothing to do. If not, log in and check your account, or contact the help desk, 555 0100.',
    )
    const mail = await app.mailTo(ana.email)
    expect(mail.subject).toContain('Your phone number was changed')
    expect(mail.text).toContain('ends in 56')
    expect(mail.text).not.toContain('23456756')
    expect(await acts()).toContain('number_changed')
  })

  it('the code of a sign-in does not set a number, and that of a number lets nobody in', async () => {
    await confirmAct(app, browser, ana, 'change-number', { number: first })
    await ask(first)
    const sent = await digits()
    const elsewhere = app.browser({ ip: '198.51.100.8' })
    await makeNumberRow(app.core, ana.id)
    await elsewhere.post('/api/sign-in', { login: ana.login, password: 'correct horse battery staple' })
    expect(code(await elsewhere.post('/api/sign-in/answer', { method: 'sms', answer: sent }))).toBe('code_not_accepted')
    await elsewhere.post('/api/sign-in/start', { method: 'sms' })
    expect(code(await check(await digits()))).toBe('code_not_accepted')
  })

  it('belongs to one account: who types the code learns that it is taken, who only asks does not', async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    await makeNumberRow(app.core, eve.id, { number: '+4915123456734' })
    await confirmAct(app, browser, ana, 'change-number', { number: first })
    expect((await ask(first)).status).toBe(200)
    expect(code(await check(await digits()))).toBe('number_taken')
    expect((await own()).number).toBeUndefined()
  })

  it.each([
    ['no number', 'hello', 'number_invalid'],
    ['no country', '0151 23456734', 'number_invalid'],
    ['a country that is not allowed', '+1 212 555 0123', 'number_not_allowed'],
  ])('%s is refused before anything is confirmed', async (_what, number, refusal) => {
    expect(code(await ask(number))).toBe(refusal)
    await app.deliver()
    expect(app.texts).toEqual([])
  })

  it('as shipped administrators and approvers set none', async () => {
    const boss = await makePerson(app.core, { login: 'boss', role: 'admin' })
    const bosses = await signInAs(app, boss, app.browser({ ip: '198.51.100.9' }))
    expect(code(await ask(first, bosses))).toBe('method_not_usable')
    expect((await bosses.get('/api/account/security')).body).toMatchObject({ numberPossible: false })
  })

  it('SI-16 a recovery code changes no number for 24 h', async () => {
    const weak = app.browser({ ip: '198.51.100.10' })
    await weak.post('/api/sign-in', { login: ana.login, password: 'correct horse battery staple' })
    await weak.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })
    await weak.post('/api/sign-in/finish')
    await weak.post('/api/confirmations', { act: 'change-number', params: { number: first }, password: 'correct horse battery staple' })
    await weak.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[1] })
    await weak.post('/api/sign-in/finish')
    expect(code(await ask(first, weak))).toBe('confirmation_too_weak')
    await app.deliver()
    expect(app.texts).toEqual([])
  })

  it('without a gateway it says so', async () => {
    delete app.core.config.sms
    expect(code(await ask(first))).toBe('sms_not_set_up')
  })
})

describe('removing the number', () => {
  it('needs a fresh confirmation of removing this one, and tells number and addresses', async () => {
    const row = await makeNumberRow(app.core, ana.id, { number: '+4915123456734' })
    expect((await remove()).body).toMatchObject({
      code: 'confirmation_needed',
      detail: { act: 'remove-number', params: JSON.stringify({ number: row.id }) },
    })
    await confirmAct(app, browser, ana, 'remove-number', { number: row.id })
    expect((await remove()).body).toEqual({})
    expect((await textsTo('+4915123456734'))[0]).toContain('this number was removed from your account')
    expect((await app.mailTo(ana.email)).subject).toContain('Your phone number was removed')
    expect((await remove()).status).toBe(404)
    expect(await acts()).toContain('number_removed')
  })

  it('TD-4 not as the last method that the account can use', async () => {
    await makeNumberRow(app.core, ana.id)
    await app.core.db.updateTable('device').set({ state: 'removed' }).execute()
    await app.core.db.updateTable('recovery_code_set').set({ voided_at: 1 }).execute()
    expect(code(await remove())).toBe('last_method')
  })
})
