import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, minutes, seconds } from '../../kernel/clock.ts'
import { makeEmailRow } from '../../testing/index.ts'
import { buildTestApp, confirmAct, makePerson, signInAs, type TestApp, type TestPerson, testPassword } from '../../testing/whole.ts'
import { makeLink } from '../links/index.ts'
import { verifyPassword } from './hash-password.ts'
import { isHeldBack } from './marked-password.ts'
import { markPassword } from './store-password.ts'

const newPassword = 'seven quiet otters on a lamp'
let app: TestApp
let ana: TestPerson

const account = (id = ana.id) => app.core.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const isPassword = async (password: string) => verifyPassword(app.core, (await account()).password_hash, password)
const tokenIn = (text: string): string => /#([\w-]{43})/.exec(text)?.[1] ?? ''
/** The link is made seconds after it was asked for. */
const ask = async (login: string, ip = '203.0.113.7') => {
  const answer = await app.browser({ ip }).post('/api/forgotten-password', { login })
  app.core.clock.advance(seconds(4))
  return answer
}
const reset = (token: string, password = newPassword) => app.browser().post('/api/links/reset', { token, password })
const mailsTo = (address: string) => app.mails.filter((mail) => mail.to === address && mail.subject.includes('New password'))

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
})
afterEach(() => app.close())

describe('changing the password', () => {
  it('needs a fresh confirmation of exactly that, and uses it up', async () => {
    const browser = await signInAs(app, ana)
    const refusal = await browser.post('/api/account/password', { password: newPassword })
    expect(refusal.status).toBe(403)
    expect(refusal.body).toMatchObject({ code: 'confirmation_needed', detail: { act: 'change-password', params: '{}' } })
    await confirmAct(app, browser, ana, 'change-password')
    expect((await browser.post('/api/account/password', { password: newPassword })).status).toBe(200)
    expect((await browser.post('/api/account/password', { password: `${newPassword}s` })).status).toBe(403)
    expect(await isPassword(newPassword)).toBe(true)
    expect(await isPassword(testPassword)).toBe(false)
  })
  it('SI-12 ends all other sessions and sign-ins, this one goes on, and the owner is told', async () => {
    const [browser, other, waiting] = [await signInAs(app, ana), await signInAs(app, ana), app.browser()]
    await confirmAct(app, browser, ana, 'change-password')
    await waiting.post('/api/sign-in', { login: ana.login, password: testPassword })
    await browser.post('/api/account/password', { password: newPassword })
    expect((await other.get('/api/session')).status).toBe(401)
    expect((await waiting.get('/api/sign-in')).body).toMatchObject({ step: 'over' })
    expect((await browser.get('/api/session')).status).toBe(200)
    expect((await app.mailTo(ana.email)).subject).toBe('Example: Your password was changed')
    const records = await app.core.db
      .selectFrom('audit')
      .select(['act', 'actor_id', 'session_id'])
      .where('act', '=', 'password_changed')
      .execute()
    expect(records).toMatchObject([{ actor_id: ana.id }])
  })
  it.each([
    ['short', 'password_too_short'],
    ['x y '.repeat(40), 'password_too_long'],
    ['Ana Silva Ana Silva', 'password_own_words'],
    ['passwordpassword', 'password_common'],
  ])('EN-3 refuses %s with its reason, before anything is used up', async (password, code) => {
    const browser = await signInAs(app, ana)
    await confirmAct(app, browser, ana, 'change-password')
    const refusal = await browser.post('/api/account/password', { password })
    expect(refusal.status).toBe(422)
    expect(refusal.body).toMatchObject({ code })
    expect((await browser.post('/api/account/password', { password: newPassword })).status).toBe(200)
  })
  it('is not for a session with one factor', async () => {
    const ben = await makePerson(app.core, { two_factor_since: null })
    await app.core.db.deleteFrom('device').where('account_id', '=', ben.id).execute()
    const browser = app.browser()
    await browser.post('/api/sign-in', { login: ben.login, password: testPassword })
    await browser.post('/api/sign-in/finish')
    expect((await browser.post('/api/account/password', { password: newPassword })).body).toMatchObject({ code: 'access_too_low' })
  })
})

describe('EN-3 a forgotten password', () => {
  it('sends one link by mail that works once, for 15 minutes, and logs nobody in', async () => {
    expect((await ask('ana.silva')).status).toBe(200)
    const { text } = await app.mailTo(ana.email)
    const browser = app.browser()
    const answer = await browser.post('/api/links/reset', { token: tokenIn(text), password: newPassword })
    expect(answer.body).toEqual({ to: '/login' })
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect((await browser.get('/api/session')).status).toBe(401)
    expect(await isPassword(newPassword)).toBe(true)
    expect(await reset(tokenIn(text), `${newPassword}!`)).toMatchObject({ status: 410, body: { code: 'link_over' } })
  })
  it('N-32b leaves the second factor as it is: the next login is confirmed', async () => {
    await ask('ana.silva')
    await reset(tokenIn((await app.mailTo(ana.email)).text))
    const browser = app.browser()
    const view = await browser.post('/api/sign-in', { login: ana.login, password: newPassword })
    expect(view.body).toMatchObject({ step: 'confirm' })
    expect((await account()).two_factor_since).not.toBeNull()
  })
  it('the link is dead after 15 minutes', async () => {
    await ask('ana.silva')
    const { text } = await app.mailTo(ana.email)
    app.core.clock.advance(minutes(15))
    expect((await reset(tokenIn(text))).status).toBe(410)
    expect(await isPassword(testPassword)).toBe(true)
  })
  it('ends everything else of the account, and the other links', async () => {
    const browser = await signInAs(app, ana)
    await ask('ana.silva')
    const first = tokenIn((await app.mailTo(ana.email)).text)
    await ask(ana.email)
    const second = tokenIn((await app.mailTo(ana.email)).text)
    expect(second).not.toBe(first)
    expect((await reset(first)).status).toBe(200)
    expect((await reset(second)).status).toBe(410)
    expect((await browser.get('/api/session')).status).toBe(401)
    expect((await app.mailTo(ana.email)).subject).toBe('Example: Your password was changed')
  })
  it('EN-6 goes to the old address only, for 7 days after another was added', async () => {
    const now = app.core.clock.now()
    const added = await makeEmailRow(app.core, ana.id, { address: 'new@example.org', added_at: now - days(6), verified_at: now - days(6) })
    await ask('ana.silva')
    await app.deliver()
    expect(mailsTo(ana.email)).toHaveLength(1)
    expect(mailsTo(added.address)).toHaveLength(0)
    app.core.clock.advance(days(1))
    await ask('ana.silva')
    await app.deliver()
    expect(mailsTo(added.address)).toHaveLength(1)
  })
  it('sends nothing for an unknown, disabled or invited account, or one without an address', async () => {
    await makePerson(app.core, { login: 'off', state: 'disabled' })
    await makePerson(app.core, { login: 'soon', state: 'invited' })
    const bare = await makePerson(app.core, { login: 'bare' })
    await app.core.db.deleteFrom('email').where('account_id', '=', bare.id).execute()
    for (const login of ['nobody', 'off', 'soon', 'bare', 'nobody@example.org']) expect((await ask(login)).status).toBe(200)
    await app.deliver()
    expect(app.mails).toEqual([])
  })
  it('cannot be used to fill a mailbox, from one network or from many', async () => {
    for (let n = 0; n < 10; n++) expect((await ask('ana.silva')).status).toBe(200)
    const blocked = await ask('nobody')
    expect(blocked.body).toMatchObject({ code: 'too_many_attempts', retryAt: app.core.clock.now() - seconds(8) + minutes(1) })
    for (let n = 0; n < 20; n++) await ask('ana.silva', `198.51.100.${n}`)
    await app.deliver()
    expect(mailsTo(ana.email)).toHaveLength(3)
  })
  it('OP-7 without mail says so, whoever asks', async () => {
    delete app.core.config.mail
    expect((await ask('ana.silva')).body).toMatchObject({ code: 'mail_not_set_up' })
    expect((await ask('nobody')).body).toMatchObject({ code: 'mail_not_set_up' })
  })
  it('R-66 a link sets the password of its own account and of no other', async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    const before = (await account(ben.id)).password_hash
    await ask('ana.silva')
    await reset(tokenIn((await app.mailTo(ana.email)).text))
    expect((await account(ben.id)).password_hash).toBe(before)
  })
  it('the link does nothing once the account was disabled', async () => {
    await ask('ana.silva')
    const { text } = await app.mailTo(ana.email)
    await app.core.db.updateTable('account').set({ state: 'disabled' }).where('id', '=', ana.id).execute()
    expect((await reset(tokenIn(text))).status).toBe(410)
  })
  it.each(['', 'x'.repeat(43), 'x'.repeat(42)])('a made-up token %j is over or malformed', async (token) => {
    expect([400, 410]).toContain((await reset(token)).status)
  })
})

describe('SI-15 a marked password', () => {
  const mark = () => inPlainTransaction(app.core.db, (tx) => markPassword(app.core, tx, ana.id))
  const linkBy = (createdBy?: string) =>
    inPlainTransaction(app.core.db, (tx) =>
      makeLink(app.core, tx, { purpose: 'reset', accountId: ana.id, ttl: minutes(15), ...(createdBy ? { createdBy } : {}) }),
    )
  beforeEach(mark)

  it('is cleared by a link to the address of 7 days ago', async () => {
    await ask('ana.silva')
    await reset(tokenIn((await app.mailTo(ana.email)).text))
    expect((await account()).password_marked_at).toBeNull()
  })
  it('must become another one', async () => {
    const { token } = await linkBy()
    expect((await reset(token, testPassword)).body).toMatchObject({ code: 'password_same' })
    expect((await reset(token, newPassword)).status).toBe(200)
  })
  it('is cleared by a link of an administrator for logins that are confirmed, and for no others', async () => {
    await reset((await linkBy('acc_admin')).token)
    expect((await account()).password_marked_at).toBeNull()
    expect(isHeldBack(await account())).toBe(true)
    await reset((await linkBy()).token, 'eight quiet otters on a lamp')
    expect(isHeldBack(await account())).toBe(false)
  })
  it('was not marked: such a link holds nothing back', async () => {
    await app.core.db.updateTable('account').set({ password_marked_at: null }).where('id', '=', ana.id).execute()
    await reset((await linkBy('acc_admin')).token)
    expect(isHeldBack(await account())).toBe(false)
  })
  it('stays marked by such a link where nothing confirms logins', async () => {
    await app.core.db.updateTable('account').set({ two_factor_since: null }).where('id', '=', ana.id).execute()
    await reset((await linkBy('acc_admin')).token)
    expect(await isPassword(newPassword)).toBe(true)
    expect((await account()).password_marked_at).not.toBeNull()
  })
  it('is marked once, with its first time', async () => {
    const { password_marked_at: first } = await account()
    app.core.clock.advance(hours(1))
    await mark()
    expect((await account()).password_marked_at).toBe(first)
  })
})
