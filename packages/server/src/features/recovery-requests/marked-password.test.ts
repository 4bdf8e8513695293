import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { minutes } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { buildTestApp, makePerson, type TestApp, type TestBrowser, type TestPerson, testPassword } from '../../testing/whole.ts'
import { makeLink } from '../links/index.ts'
import { markPassword } from '../passwords/index.ts'
import { approve, finish, pageOf, sendRequestIn, tokenIn } from './testing/waiting.ts'

let app: TestApp
let ana: TestPerson
let admin: TestPerson
const newPassword = 'seven quiet otters on a lamp'
const mark = (who = ana) => inPlainTransaction(app.core.db, (tx) => markPassword(app.core, tx, who.id))
const login = (browser: TestBrowser, password: string, who = ana) => browser.post('/api/sign-in', { login: who.login, password })
const reset = (token: string) => app.browser().post('/api/links/reset', { token, password: newPassword })

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva' })
  admin = await makePerson(app.core, { role: 'admin' })
})
afterEach(() => app.close())

describe('SI-15 a suspension and a marked password', () => {
  const approved = async (): Promise<TestBrowser> => {
    const browser = app.browser()
    const request = await sendRequestIn(browser, ana)
    await mark()
    await approve(app, { request: request.id, by: admin.id })
    expect((await finish(browser)).status).toBe(409)
    return browser
  }
  it('a link to the address of 7 days ago: the new password, in the same browser, is let in', async () => {
    const browser = await approved()
    await app.browser().post('/api/forgotten-password', { login: ana.login })
    app.core.clock.advance(minutes(1))
    await reset(tokenIn((await app.mailTo(ana.email)).text, 'reset'))
    expect((await pageOf(browser)).step).toBe('over')
    expect((await login(browser, newPassword)).body).toMatchObject({ step: 'finish' })
    expect((await finish(browser)).status).toBe(200)
    const stranger = app.browser({ ip: '198.51.100.66' })
    expect((await login(stranger, newPassword)).body).toMatchObject({ step: 'confirm' })
  })
  it('a link that an administrator made lets nobody in without a confirmation', async () => {
    const browser = await approved()
    const link = await inPlainTransaction(app.core.db, (tx) =>
      makeLink(app.core, tx, { purpose: 'reset', accountId: ana.id, ttl: minutes(15), createdBy: admin.id }),
    )
    expect((await reset(link.token)).status).toBe(200)
    expect((await login(browser, newPassword)).body).toMatchObject({ step: 'wait' })
    expect((await finish(browser)).status).toBe(409)
    const confirmed = app.browser()
    await login(confirmed, newPassword)
    const code = { method: 'recovery-code', answer: ana.codes[0] }
    expect((await confirmed.post('/api/sign-in/answer', code)).body).toMatchObject({ step: 'finish' })
  })
  it('nobody changes it with the password alone, in any state', async () => {
    const browser = await approved()
    const change = () => browser.post('/api/sign-in/password', { password: newPassword })
    expect((await change()).status).toBe(409)
    await login(browser, testPassword)
    expect((await change()).status).toBe(409)
    await login(app.browser(), testPassword)
    expect((await change()).status).toBe(409)
  })
  it('on a shared computer the way back is the cookie of the request, which ends with the browser', async () => {
    const browser = app.browser()
    const request = await sendRequestIn(browser, ana, { shared: true })
    await mark()
    app.core.clock.advance(minutes(1))
    await approve(app, { request: request.id, by: admin.id })
    const link = await inPlainTransaction(app.core.db, (tx) =>
      makeLink(app.core, tx, { purpose: 'reset', accountId: ana.id, ttl: minutes(15) }),
    )
    await reset(link.token)
    app.core.clock.advance(minutes(1))
    expect((await login(browser, newPassword)).body).toMatchObject({ step: 'finish' })
    browser.cookies.delete('__Host-request')
    expect((await login(browser, newPassword)).body).toMatchObject({ step: 'confirm' })
  })
})

describe('RR-11 the break-glass kit, typed under "I have an access code"', () => {
  const kit = '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV'
  const type = (browser: TestBrowser, code = kit) => browser.post('/api/sign-in/access-code', { code })
  beforeEach(async () => {
    const digest = app.core.secrets.digest('break-glass', kit.replaceAll('-', ''))
    const row = {
      id: newId(app.core.random, 'kit'),
      digest,
      made_at: 1,
      made_for: admin.id,
      ended_at: null,
      used_at: null,
      tested_at: null,
    }
    await app.core.db.insertInto('break_glass_kit').values(row).execute()
  })

  it('gives the browser of an administrator with login and password a day, once', async () => {
    const [browser, second] = [app.browser(), app.browser({ ip: '203.0.113.8' })]
    for (const one of [browser, second]) await login(one, testPassword, admin)
    expect((await type(browser, kit.toLowerCase())).body).toMatchObject({ step: 'finish' })
    expect((await type(second)).body).toMatchObject({ code: 'access_code_wrong' })
    expect(await finish(browser)).toMatchObject({ status: 200, to: '/account/set-up' })
    expect((await finish(second)).status).toBe(409)
  })
  it('gives nobody else anything, and is not used up by it', async () => {
    const browser = app.browser()
    await login(browser, testPassword)
    expect((await type(browser)).body).toMatchObject({ code: 'access_code_wrong' })
    expect((await type(app.browser())).status).toBe(409)
    const later = app.browser()
    await login(later, testPassword, admin)
    expect((await type(later)).status).toBe(200)
  })
  it('SI-15 a marked password is changed directly in the sign-in that used it, and in no other', async () => {
    await mark(admin)
    const [browser, other] = [app.browser(), app.browser({ ip: '203.0.113.8' })]
    await login(other, testPassword, admin)
    await login(browser, testPassword, admin)
    expect(((await type(browser)).body as SignInView).step).toBe('change-password')
    expect((await finish(browser)).status).toBe(409)
    expect((await other.post('/api/sign-in/password', { password: newPassword })).status).toBe(409)
    expect((await browser.post('/api/sign-in/password', { password: newPassword })).body).toMatchObject({ step: 'finish' })
    expect((await finish(browser)).status).toBe(200)
    expect((await pageOf(other)).step).toBe('over')
  })
})
