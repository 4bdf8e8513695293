import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes, seconds } from '../../kernel/clock.ts'
import { makeNumberRow, testSms } from '../../testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestBrowser } from '../../testing/whole.ts'
import { numberView } from '../phone-numbers/index.ts'
import { digitsIn, wrongOf } from '../sms-codes/testing/sent-texts.ts'
import { drawCodes, makeNewcomer, type Newcomer, pairInSetUp, proveAddress, sessionStartedAs, setUpOf } from './testing/set-up.ts'

let app: TestApp
let ana: Newcomer
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp({ config: { sms: { ...testSms } } })
  ana = await makeNewcomer(app, { login: 'ana.silva' })
  browser = await sessionStartedAs(app, ana, { started_as: 'invitation' })
})
afterEach(() => app.close())

const typed = '+49 151 23456734'
const enter = (number = typed, from = browser) => from.post('/api/set-up/number', { number })
const check = (code: string, from = browser) => from.post('/api/set-up/number/check', { code })
const skip = () => browser.post('/api/set-up/number/skip')
const complete = async () => await browser.post('/api/set-up/complete', { set: (await drawCodes(browser)).set })
const code = (of: { body: unknown }) => (of.body as { code: string }).code
const number = () => numberView(app.core.db, ana.id, app.core.clock.now())
async function digits(): Promise<string> {
  await app.deliver()
  return digitsIn(app.texts.at(-1)?.text)
}
const paired = () => pairInSetUp(app, browser)

describe('TD-1 the second step of the set-up', () => {
  it('comes after the phone: a number, a code typed, and it counts with the last step and not before', async () => {
    expect(code(await enter())).toBe('set_up_not_ready')
    await paired()
    expect(await setUpOf(browser)).toMatchObject({ step: 'number', device: { name: 'Ada’s phone' } })
    expect(code(await browser.post('/api/set-up/codes'))).toBe('set_up_not_ready')
    const now = app.core.clock.now()
    const sent = { lastTwo: '34', againAt: now + seconds(60), expiresAt: now + minutes(5), failed: false, now }
    expect((await enter()).body).toEqual(sent)
    // A refreshed page goes on with the same code.
    expect(await setUpOf(browser)).toMatchObject({ step: 'number', numberSent: sent })
    expect(code(await check(wrongOf(await digits())))).toBe('code_not_accepted')
    expect((await check(await digits())).body).toMatchObject({ step: 'codes' })
    expect(await number()).toBeUndefined()
    expect((await complete()).status).toBe(200)
    expect(await number()).toMatchObject({ lastTwo: '34', held: false, blocked: false })
    expect((await browser.get('/api/sign-in')).body).toMatchObject({
      methods: [{ kind: 'phone' }, { kind: 'sms', hint: '34' }, { kind: 'recovery-code', left: 10 }, { kind: 'verification-code' }],
    })
  })

  it('may be skipped', async () => {
    await paired()
    await enter()
    expect((await skip()).body).toMatchObject({ step: 'codes' })
    expect((await complete()).status).toBe(200)
    expect(await number()).toBeUndefined()
  })

  it('can be taken again until the last step: after skipping, and with another number', async () => {
    await paired()
    await skip()
    await enter()
    await check(await digits())
    await enter('+49 151 23456756')
    expect((await setUpOf(browser)).step).toBe('codes')
    await check(await digits())
    await complete()
    expect(await number()).toMatchObject({ lastTwo: '56' })
    const counting = await app.core.db.selectFrom('phone_number').select('last_two').where('replaced_at', 'is', null).execute()
    expect(counting).toEqual([{ last_two: '56' }])
  })

  it('is not shown while no gateway is set up, nor to who may not use SMS', async () => {
    delete app.core.config.sms
    await paired()
    expect((await setUpOf(browser)).step).toBe('codes')
    expect(code(await enter())).toBe('sms_not_set_up')
    app.core.config.sms = { ...testSms }
    await app.core.db.updateTable('account').set({ role: 'approver' }).execute()
    expect((await setUpOf(browser)).step).toBe('codes')
    expect(code(await enter())).toBe('method_not_usable')
  })

  it('TD-9 nobody sets a number before the address was proved', async () => {
    const other = await sessionStartedAs(app, ana, { access: 'one-factor', started_as: 'password' })
    expect(code(await enter(typed, other))).toBe('address_not_proved')
    expect(code(await check('123456', other))).toBe('set_up_not_ready')
    await proveAddress(app, other, ana)
    expect(code(await enter(typed, other))).toBe('set_up_not_ready')
    await app.deliver()
    expect(app.texts).toEqual([])
  })

  it('a code is good in the set-up that asked, and another browser’s is another', async () => {
    await paired()
    await enter()
    const sent = await digits()
    const other = await sessionStartedAs(app, ana, { started_as: 'invitation' })
    await pairInSetUp(app, other)
    expect(code(await check(sent, other))).toBe('code_not_accepted')
    expect(code(await check(sent))).toBe('set_up_not_ready')
  })

  it('five wrong answers end a code', async () => {
    await paired()
    await enter()
    const sent = await digits()
    for (let n = 0; n < 5; n++) expect(code(await check(wrongOf(sent)))).toBe('code_not_accepted')
    expect(code(await check(sent))).toBe('too_many_attempts')
    expect((await setUpOf(browser)).step).toBe('number')
  })

  it('SM-3 a number that another account has is refused to who typed its code, and one that was taken meanwhile is asked for again', async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    const theirs = await makeNumberRow(app.core, eve.id, { number: '+4915123456734' })
    await paired()
    expect((await enter()).status).toBe(200)
    expect(code(await check(await digits()))).toBe('number_taken')
    await app.core.db.updateTable('phone_number').set({ replaced_at: app.core.clock.now() }).where('id', '=', theirs.id).execute()
    app.core.clock.advance(seconds(60))
    await enter()
    await check(await digits())
    const { set } = await drawCodes(browser)
    await makeNumberRow(app.core, eve.id, { number: '+4915123456734' })
    expect(code(await browser.post('/api/set-up/complete', { set }))).toBe('set_up_not_ready')
    expect((await setUpOf(browser)).step).toBe('number')
    await skip()
    expect((await complete()).status).toBe(200)
    expect(await number()).toBeUndefined()
  })

  it('RR-10 OP-9 a set-up anew voids the number that was not confirmed again in it, and keeps the one that was', async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    const before = await makeNumberRow(app.core, eve.id, { number: '+4915123456734' })
    const view = () => numberView(app.core.db, eve.id, app.core.clock.now())
    const anew = async () => {
      browser = await sessionStartedAs(app, { ...ana, id: eve.id }, { started_as: 'set-up-link' })
      await paired()
    }
    await anew()
    await enter()
    await check(await digits())
    await complete()
    // The same number serves on; its row is the one that was confirmed now.
    expect(await view()).toEqual({ id: expect.not.stringMatching(before.id), lastTwo: '34', held: false, blocked: false })
    await anew()
    await skip()
    await complete()
    expect(await view()).toBeUndefined()
  })

  it('SM-3 another number than before serves after 72 h here too, and the old one is told', async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    await makeNumberRow(app.core, eve.id, { number: '+4915123456756' })
    browser = await sessionStartedAs(app, { ...ana, id: eve.id }, { started_as: 'set-up-link' })
    await paired()
    await enter()
    await check(await digits())
    await complete()
    expect(await numberView(app.core.db, eve.id, app.core.clock.now())).toMatchObject({ servesFrom: expect.any(Number) })
    await app.deliver()
    expect(app.texts.find(({ to }) => to === '+4915123456756')?.text).toContain('the phone number of your account was changed')
  })
})
