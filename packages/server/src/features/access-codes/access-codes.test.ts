import type { LogEvent } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { hours, minutes } from '../../kernel/clock.ts'
import { openTestDatabase } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson, testPassword } from '../../testing/whole.ts'
import { markPassword } from '../passwords/index.ts'
import { finish, grantNextBrowser, pageOf, sendRequestIn } from '../recovery-requests/testing/waiting.ts'
import { endSuspension } from '../suspensions/index.ts'
import { type AccessCodePurpose, accessCodeLife, makeAccessCode } from './index.ts'

let app: TestApp
let ana: TestPerson
let statements: string[] = []
const newPassword = 'seven quiet otters on a lamp'
const make = async (purpose: AccessCodePurpose, suspension?: string, worksFrom = app.core.clock.now()) =>
  (
    await inPlainTransaction(app.core.db, (tx) =>
      makeAccessCode(app.core, tx, { account: ana.id, purpose, suspension, madeBy: null, worksFrom, life: accessCodeLife }),
    )
  ).code
const begun = async (browser: TestBrowser = app.browser(), person: TestPerson = ana) => {
  await browser.post('/api/sign-in', { login: person.login, password: testPassword })
  return browser
}
const type = (browser: TestBrowser, code: string) => browser.post('/api/sign-in/access-code', { code })

beforeEach(async () => {
  statements = []
  const log = (event: LogEvent): void => void statements.push(event.query.sql)
  app = await buildTestApp({ database: await openTestDatabase('sqlite', { log }) })
  ana = await makePerson(app.core, { login: 'ana.silva' })
  await makePerson(app.core, { role: 'admin' })
})
afterEach(() => app.close())

describe('RR-8 an access code for the next browser', () => {
  const granted = async () => make('suspension', await grantNextBrowser(app, ana.id))
  it('lets one browser in, after the password', async () => {
    const code = await granted()
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    const browser = await begun()
    expect((await pageOf(browser)).step).toBe('confirm')
    expect((await type(browser, code.toLowerCase().replace('-', ' '))).body).toMatchObject({ step: 'finish' })
    expect(await finish(browser)).toMatchObject({ status: 200, to: '/account/set-up' })
    expect((await browser.get('/api/session')).body).toMatchObject({ access: 'one-factor', suspension: { oldPhone: true } })
  })
  it('is good once: a second browser with the same code stays outside', async () => {
    const code = await granted()
    await type(await begun(), code)
    const second = await begun(app.browser({ ip: '203.0.113.8' }))
    expect((await type(second, code)).body).toMatchObject({ code: 'access_code_wrong' })
    expect((await finish(second)).status).toBe(409)
  })
  it('a password alone never claims anything', async () => {
    await granted()
    const browser = await begun()
    expect((await pageOf(browser)).step).toBe('confirm')
    expect((await finish(browser)).status).toBe(409)
  })
  it('needs the password: without a sign-in there is nothing to type it into', async () => {
    expect((await type(app.browser(), await granted())).body).toMatchObject({ code: 'sign_in_over' })
  })
  it('5 wrong ones end it, from whichever browsers', async () => {
    const code = await granted()
    for (let n = 0; n < 5; n++) {
      const browser = await begun(app.browser({ ip: `203.0.113.${n}` }))
      expect((await type(browser, 'AAAA-AAAA')).body).toMatchObject({ code: 'access_code_wrong' })
    }
    expect((await type(await begun(), code)).body).toMatchObject({ code: 'access_code_wrong' })
  })
  it('four wrong ones and the right one let in', async () => {
    const code = await granted()
    const browser = await begun()
    for (const wrong of ['AAAA-AAAA', 'A', '😀', 'AAAA-AAAA-AAAA']) await type(browser, wrong)
    expect((await type(browser, code)).status).toBe(200)
  })
  it('ends after 60 minutes', async () => {
    const code = await granted()
    app.core.clock.advance(minutes(60))
    expect((await type(await begun(), code)).body).toMatchObject({ code: 'access_code_wrong' })
  })
  it('ends with its suspension, and when a newer code is made', async () => {
    const first = await granted()
    await inPlainTransaction(app.core.db, (tx) =>
      endSuspension(app.core, tx, { account: ana.id, reason: 'turned-on', reviveDevices: true }),
    )
    expect((await type(await begun(), first)).status).toBe(422)
    const suspension = await grantNextBrowser(app, ana.id)
    const [older, newer] = [await make('suspension', suspension), await make('suspension', suspension)]
    expect((await type(await begun(), older)).status).toBe(422)
    expect((await type(await begun(), newer)).status).toBe(200)
  })
  it('belongs to its account', async () => {
    const ben = await makePerson(app.core)
    const code = await granted()
    expect((await type(await begun(app.browser(), ben), code)).body).toMatchObject({ code: 'access_code_wrong' })
    expect((await type(await begun(), code)).status).toBe(200)
  })
  it('belongs to its purpose: one for a new password claims nothing, and the other way round', async () => {
    const suspension = await granted()
    const password = await make('password')
    expect((await type(await begun(), password)).status).toBe(422)
    const set = (code: string) =>
      app.browser().post('/api/forgotten-password/access-code', { login: ana.login, code, password: newPassword })
    expect((await set(suspension)).body).toMatchObject({ code: 'access_code_wrong' })
  })
  it('is kept as a MAC alone', async () => {
    const code = await granted()
    const rows = await app.core.db.selectFrom('access_code').selectAll().execute()
    const outbox = await app.core.db.selectFrom('outbox').selectAll().execute()
    for (const form of [code, code.replace('-', '')]) expect(JSON.stringify([rows, outbox])).not.toContain(form)
  })
  it('ends the open requests of the account when it is granted', async () => {
    const attacker = app.browser({ ip: '198.51.100.66' })
    await sendRequestIn(attacker, ana)
    await granted()
    expect(await pageOf(attacker)).toMatchObject({ step: 'wait', request: { state: 'ended' } })
    expect((await finish(attacker)).status).toBe(409)
  })
})

describe('RR-13 a new password by an access code', () => {
  const set = (q: { login?: string; code: string; password?: string; ip?: string }) =>
    app
      .browser({ ip: q.ip ?? '203.0.113.7' })
      .post('/api/forgotten-password/access-code', { login: q.login ?? ana.login, code: q.code, password: q.password ?? newPassword })
  const works = async (password: string) =>
    (await app.browser({ ip: '192.0.2.9' }).post('/api/sign-in', { login: ana.login, password })).status === 200
  it('sets the password, signs nobody in and tells the owner', async () => {
    const browser = app.browser()
    const body = { login: ana.login, code: await make('password'), password: newPassword }
    expect((await browser.post('/api/forgotten-password/access-code', body)).body).toEqual({ ok: true })
    expect((await browser.get('/api/session')).status).toBe(401)
    expect([await works(testPassword), await works(newPassword)]).toEqual([false, true])
    expect((await app.mailTo(ana.email)).subject).toBe('Example: Your password was changed')
  })
  it('works once', async () => {
    const code = await make('password')
    await set({ code })
    expect((await set({ code, password: 'eight quiet otters on a lamp' })).body).toMatchObject({ code: 'access_code_wrong' })
  })
  it('EN-3 a password that cannot be used takes no try from the code', async () => {
    const code = await make('password')
    for (let n = 0; n < 6; n++) expect((await set({ code, password: 'short' })).body).toMatchObject({ code: 'password_too_short' })
    expect((await set({ code, password: 'anasilva2027anasilva' })).status).toBe(422)
    expect((await set({ code })).status).toBe(200)
  })
  it('SI-15 clears the mark, and cannot be the marked one', async () => {
    await inPlainTransaction(app.core.db, (tx) => markPassword(app.core, tx, ana.id))
    const code = await make('password')
    expect((await set({ code, password: testPassword })).body).toMatchObject({ code: 'password_same' })
    await set({ code })
    const account = await app.core.db.selectFrom('account').select('password_marked_at').where('id', '=', ana.id).executeTakeFirstOrThrow()
    expect(account.password_marked_at).toBeNull()
  })
  it('SI-12 ends sessions and requests, but not the suspension of who lost the phone too, nor its unused code', async () => {
    const session = await signInAs(app, ana)
    const waiting = app.browser({ ip: '198.51.100.66' })
    await sendRequestIn(waiting, ana)
    const code = await make('suspension', await grantNextBrowser(app, ana.id))
    await set({ code: await make('password') })
    expect((await session.get('/api/session')).status).toBe(401)
    expect((await pageOf(waiting)).step).toBe('over')
    const browser = app.browser()
    await browser.post('/api/sign-in', { login: ana.login, password: newPassword })
    expect((await type(browser, code)).body).toMatchObject({ step: 'finish' })
    expect((await finish(browser)).status).toBe(200)
  })
  it('SI-1 takes the same way for a known login, an unknown one, and one with another code, until the code was right', async () => {
    const ways: string[][] = []
    await makePerson(app.core, { login: 'ben' })
    await make('password')
    for (const login of ['ana.silva', 'ben', 'nobody']) {
      statements = []
      const answer = await set({ login, code: 'AAAA-AAAA', ip: '203.0.113.99' })
      expect(answer.body).toMatchObject({ code: 'access_code_wrong' })
      ways.push(statements.filter((sql) => !/"outbox"/.test(sql)))
    }
    expect(ways[1]).toEqual(ways[0])
    expect(ways[2]).toEqual(ways[0])
  })
  it('SI-10 is counted like a password: a stranger who guesses is slowed down', async () => {
    const answers = []
    for (let n = 0; n < 7; n++) answers.push((await set({ login: 'nobody', code: 'AAAA-AAAA' })).status)
    expect(answers).toEqual([422, 422, 422, 422, 422, 429, 429])
  })
  it('does not work before its time', async () => {
    const code = await make('password', undefined, app.core.clock.now() + hours(24))
    expect((await set({ code })).status).toBe(422)
    app.core.clock.advance(hours(24))
    expect((await set({ code })).status).toBe(200)
  })
})
