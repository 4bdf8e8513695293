import type { SecurityView } from '@sparekey/protocol/account'
import type { PhoneNotices } from '@sparekey/protocol/phone'
import type { SignInView } from '@sparekey/protocol/sign-in'
import type { Static } from 'typebox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, seconds } from '../../kernel/clock.ts'
import { makeNumberRow, makeTrustedPhone, testSms } from '../../testing/index.ts'
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
import { shownCode } from '../verification-codes/testing/shown-code.ts'

let app: TestApp
let ana: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp({ config: { sms: { ...testSms } } })
  ana = await makePerson(app.core, { login: 'ana.silva' })
  await makeNumberRow(app.core, ana.id, { number: '+4915123456734' })
  browser = await begun()
})
afterEach(() => app.close())

async function begun(who = ana, ip = '203.0.113.7'): Promise<TestBrowser> {
  const one = app.browser({ ip })
  await one.post('/api/sign-in', { login: who.login, password: testPassword })
  return one
}
const lost = (from = browser, number = true, devices = [ana.phone.id]) => from.post('/api/sign-in/lost-phone', { devices, number })
const allow = (from: TestBrowser, id = ana.phone.id) => from.post(`/api/account/devices/${id}/unblock`)
const kinds = (answer: { body: unknown }) => (answer.body as SignInView).methods?.map(({ kind }) => kind)
const code = (of: { body: unknown }) => (of.body as { code: string }).code
const state = async (id = ana.phone.id) =>
  (await app.core.db.selectFrom('device').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const phones = async (from: TestBrowser) => ((await from.get('/api/account/security')).body as SecurityView).devices
const offered = async () => kinds(await (await begun()).get('/api/sign-in'))

describe('TD-8 "I lost my phone"', () => {
  it('with the password alone stops approvals, codes and SMS, and the list says so at once', async () => {
    expect(kinds(await browser.get('/api/sign-in'))).toEqual(['phone', 'sms', 'recovery-code', 'verification-code'])
    const answered = await lost()
    expect(answered.status).toBe(200)
    expect(answered.body).toMatchObject({ step: 'confirm' })
    expect(kinds(answered)).toEqual(['recovery-code'])
    expect((answered.body as SignInView).phone).toBeUndefined()
    expect(await state()).toBe('blocked')
  })

  it('SMS goes on where the number was not in it', async () => {
    expect(kinds(await lost(browser, false))).toEqual(['sms', 'recovery-code'])
  })

  it('stops the chosen phone and no other', async () => {
    const second = await makeTrustedPhone(app.core, ana.id)
    expect(kinds(await lost())).toEqual(['phone', 'recovery-code', 'verification-code'])
    expect([await state(), await state(second.id)]).toEqual(['blocked', 'trusted'])
  })

  it('a prompt that the phone shows already is confirmed by it no more; "It wasn’t me" still is', async () => {
    const view = (await browser.get('/api/sign-in')).body as SignInView
    const [prompt] = await waitingPrompts(app, ana.phone)
    if (!prompt) throw new Error('No prompt')
    await lost(await begun(ana, '198.51.100.1'))
    const answer = (decision: 'confirm' | 'not-me') =>
      app
        .browser()
        .post(
          `/api/phone/prompts/${prompt.id}/answer`,
          answerTo(ana.phone, prompt, decision, decision === 'confirm' ? view.phone?.prompt?.matchCode : ''),
        )
    expect(code(await answer('confirm'))).toBe('device_not_trusted')
    expect(((await browser.get('/api/sign-in')).body as SignInView).step).toBe('confirm')
    expect((await answer('not-me')).body).toEqual({ state: 'denied' })
  })

  it('the code that the phone shows is none any more', async () => {
    const shown = await shownCode(app.core, ana.phone.id)
    await lost()
    expect(code(await browser.post('/api/sign-in/answer', { method: 'verification-code', answer: shown }))).toBe('method_not_usable')
  })

  it('SI-12 what the phone confirmed a moment before never becomes a session', async () => {
    const thief = await begun(ana, '198.51.100.2')
    await confirmOnPhone(app, thief, ana.phone)
    await lost()
    expect(code(await thief.post('/api/sign-in/finish'))).toBe('sign_in_over')
  })

  it('nor does what its verification code or its SMS confirmed', async () => {
    const byCode = await begun(ana, '198.51.100.2')
    await byCode.post('/api/sign-in/answer', { method: 'verification-code', answer: await shownCode(app.core, ana.phone.id) })
    const bySms = await begun(ana, '198.51.100.3')
    await bySms.post('/api/sign-in/start', { method: 'sms' })
    await app.deliver()
    const confirmed = await bySms.post('/api/sign-in/answer', { method: 'sms', answer: app.texts[0]?.text.slice(0, 6) })
    expect(confirmed.body).toMatchObject({ step: 'finish' })
    await lost()
    for (const one of [byCode, bySms]) expect(code(await one.post('/api/sign-in/finish'))).toBe('sign_in_over')
  })

  it('adds no method and ends no session', async () => {
    const open = await signInAs(app, ana, app.browser({ ip: '198.51.100.4' }))
    await lost()
    expect((await open.get('/api/session')).body).toMatchObject({ access: 'full' })
    expect((await browser.post('/api/sign-in/finish')).status).toBe(409)
  })

  it('the phone shows the notice of it, which says what happened, and can deny it', async () => {
    await lost()
    const away = app.browser({ ip: '198.51.100.9' })
    const { nonce } = (await away.post('/api/phone/nonce')).body as { nonce: string }
    const { token } = (await away.post('/api/phone/token', ana.phone.prove(nonce))).body as { token: string }
    const listed = await away.request('GET', '/api/phone/notices', undefined, { authorization: `Bearer ${token}` })
    const [notice] = (listed.body as Static<typeof PhoneNotices>).notices
    expect(notice).toMatchObject({ kind: 'device-blocked', canDeny: true, params: { device: 'Test phone', number: 'yes' } })
    const next = ((await away.post('/api/phone/nonce')).body as { nonce: string }).nonce
    const denied = await away.post(`/api/phone/notices/${notice?.id}/not-me`, ana.phone.act('not-me', notice?.id ?? '', next))
    expect(denied.status).toBe(200)
    expect((await browser.get('/api/sign-in')).body).toMatchObject({ step: 'over' })
  })

  it('is told by mail, and is in the record with the browser that said so', async () => {
    await lost()
    const mail = await app.mailTo(ana.email)
    expect(mail.subject).toContain('reported as lost')
    expect(mail.text).toMatch(/Test phone[\s\S]*SMS to your number stopped too[\s\S]*203\.0\.113\.7/)
    const rows = await app.core.db.selectFrom('audit').select(['act', 'browser_id', 'detail']).where('act', '=', 'device_blocked').execute()
    const device = await app.core.db.selectFrom('device').select('blocked_by').where('id', '=', ana.phone.id).executeTakeFirstOrThrow()
    expect(rows).toEqual([{ act: 'device_blocked', browser_id: device.blocked_by, detail: JSON.stringify({ device: ana.phone.id }) }])
  })

  it('of another account, or together with one of it, nothing happens', async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    for (const devices of [[eve.phone.id], [ana.phone.id, eve.phone.id], ['dev_AAAAAAAAAAAAAAAAAAAAAA']])
      expect(code(await lost(browser, true, devices))).toBe('device_unknown')
    expect([await state(), await state(eve.phone.id)]).toEqual(['trusted', 'trusted'])
    expect(kinds(await browser.get('/api/sign-in'))).toContain('sms')
  })

  it('twice is once', async () => {
    await lost()
    expect((await lost()).status).toBe(200)
    expect(await app.core.db.selectFrom('audit').select('id').where('act', '=', 'device_blocked').execute()).toHaveLength(1)
  })

  it('needs the password: a browser without a sign-in says nothing', async () => {
    expect((await lost(app.browser())).status).toBe(409)
    const wrong = app.browser()
    await wrong.post('/api/sign-in', { login: ana.login, password: 'wrong' })
    expect((await lost(wrong)).status).toBe(409)
    expect(await state()).toBe('trusted')
  })

  it('a fresh confirmation inside a session is not the place for it', async () => {
    const open = await signInAs(app, ana, app.browser({ ip: '198.51.100.4' }))
    await open.post('/api/confirmations', { act: 'create-codes', params: {}, password: testPassword })
    expect(code(await lost(open))).toBe('sign_in_not_waiting')
  })
})

describe('TD-8 the block is lifted', () => {
  it('by a session that was confirmed before, without another word', async () => {
    const open = await signInAs(app, ana, app.browser({ ip: '198.51.100.4' }))
    app.core.clock.advance(seconds(1))
    browser = await begun()
    await lost()
    expect(await phones(open)).toMatchObject([{ state: 'blocked', blockedAt: app.core.clock.now(), mayUnblock: true }])
    app.core.clock.advance(seconds(1))
    expect((await allow(open)).status).toBe(200)
    expect(await phones(open)).toMatchObject([{ state: 'trusted' }])
    expect(await offered()).toEqual(['phone', 'sms', 'recovery-code', 'verification-code'])
    expect((await app.mailTo(ana.email)).subject).toContain('allowed again')
    expect(code(await allow(open))).toBe('device_unknown')
  })

  it('by another method, in a session that came after', async () => {
    await lost()
    app.core.clock.advance(seconds(1))
    const after = await begun()
    await after.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })
    await after.post('/api/sign-in/finish')
    expect((await allow(after)).body).toMatchObject({
      code: 'confirmation_needed',
      detail: { act: 'unblock-device', params: JSON.stringify({ device: ana.phone.id }) },
    })
    const asked = await after.post('/api/confirmations', {
      act: 'unblock-device',
      params: { device: ana.phone.id },
      password: testPassword,
    })
    // Never by that phone alone.
    expect(kinds(asked)).toEqual(['recovery-code'])
    await after.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[1] })
    await after.post('/api/sign-in/finish')
    expect((await allow(after)).status).toBe(200)
    expect(await state()).toBe('trusted')
  })

  it('by another phone, and the confirmation of one phone is not that of another', async () => {
    const second = await makeTrustedPhone(app.core, ana.id)
    const third = await makeTrustedPhone(app.core, ana.id)
    await lost(browser, true, [ana.phone.id, third.id])
    app.core.clock.advance(seconds(1))
    const person = { ...ana, phone: second }
    const after = await signInAs(app, person)
    await confirmAct(app, after, person, 'unblock-device', { device: third.id })
    expect(code(await allow(after))).toBe('confirmation_needed')
    expect((await allow(after, third.id)).status).toBe(200)
    // The number was in one of the two: it serves again once both are back.
    expect(await offered()).not.toContain('sms')
    await confirmAct(app, after, person, 'unblock-device', { device: ana.phone.id })
    expect((await allow(after)).status).toBe(200)
    expect(await offered()).toContain('sms')
  })

  it('within 7 days and not after', async () => {
    await app.core.db
      .updateTable('account')
      .set({ due_at: app.core.clock.now() + days(30) })
      .execute()
    await lost()
    app.core.clock.advance(days(7))
    const after = await begun()
    await after.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })
    await after.post('/api/sign-in/finish')
    expect(await phones(after)).toMatchObject([{ state: 'blocked', mayUnblock: false }])
    expect(code(await allow(after))).toBe('device_not_trusted')
    expect(await state()).toBe('blocked')
  })

  it('not by a session of another account, nor by one with one factor', async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    const eves = await signInAs(app, eve, app.browser({ ip: '198.51.100.5' }))
    const open = await signInAs(app, ana, app.browser({ ip: '198.51.100.6' }))
    await app.core.db.updateTable('session').set({ access: 'one-factor' }).where('account_id', '=', ana.id).execute()
    app.core.clock.advance(seconds(2))
    await lost(await begun())
    expect(code(await allow(eves))).toBe('device_unknown')
    expect((await allow(open)).status).toBe(403)
    expect(await state()).toBe('blocked')
  })

  it('a number that an approval blocked is not lifted with the phone', async () => {
    const open = await signInAs(app, ana, app.browser({ ip: '198.51.100.4' }))
    await app.core.db.updateTable('phone_number').set({ blocked_at: app.core.clock.now() }).execute()
    app.core.clock.advance(seconds(1))
    await lost(await begun())
    expect((await allow(open)).status).toBe(200)
    expect(await offered()).not.toContain('sms')
  })
})
