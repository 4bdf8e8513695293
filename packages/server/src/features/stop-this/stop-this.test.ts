import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, minutes } from '../../kernel/clock.ts'
import { makeEmailRow, makeTrustedPhone, type TestPhone } from '../../testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { openCase } from '../recovery-requests/index.ts'
import { approve, finish, pageOf, sendRequestIn, tokenIn } from '../recovery-requests/testing/waiting.ts'
import { stopsSince } from '../recovery-stops/index.ts'

let app: TestApp
let ana: TestPerson
let admin: TestPerson
/** Of the newest mail that has one: other mails may have gone out beside it. */
const tokenTo = async (address: string) => {
  await app.mailTo(address)
  return (
    app.mails
      .filter((mail) => mail.to === address)
      .map((mail) => tokenIn(mail.text, 'stop'))
      .findLast((token) => token !== '') ?? ''
  )
}
const stop = (token: string) => app.browser().post('/api/links/stop', { token })
const look = (token: string) => app.browser().post('/api/links/look', { purpose: 'stop', token })
const marked = async () =>
  (await app.core.db.selectFrom('account').select('password_marked_at').where('id', '=', ana.id).executeTakeFirstOrThrow())
    .password_marked_at !== null
const nonce = async () => ((await app.browser().post('/api/phone/nonce')).body as { nonce: string }).nonce
const request = (browser: TestBrowser = app.browser()) => sendRequestIn(browser, ana)

async function suspended(browser = app.browser()): Promise<TestBrowser> {
  await approve(app, { request: (await request(browser)).id, by: admin.id })
  if ((await finish(browser)).status !== 200) throw new Error('Not let in')
  return browser
}

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  admin = await makePerson(app.core, { role: 'admin' })
})
afterEach(() => app.close())

describe('RR-3 "Stop this" by the link in a mail', () => {
  it('only shows what it would do when it is looked at, however often: a scanner changes nothing', async () => {
    const browser = app.browser()
    await request(browser)
    const token = await tokenTo(ana.email)
    for (let n = 0; n < 3; n++)
      expect((await look(token)).body).toMatchObject({
        purpose: 'stop',
        account: { login: 'ana.silva' },
        notice: { kind: 'recovery-requested' },
      })
    expect(await pageOf(browser)).toMatchObject({ request: { state: 'open' } })
    expect(await marked()).toBe(false)
  })
  it('ends open requests, marks the password, and tells the owner and all who may answer', async () => {
    const browser = app.browser()
    await request(browser)
    expect((await stop(await tokenTo(ana.email))).body).toEqual({ to: '/login' })
    expect(await pageOf(browser)).toMatchObject({ step: 'wait', request: { state: 'stopped' } })
    expect(await marked()).toBe(true)
    expect((await app.mailTo(ana.email)).subject).toBe('Example: A request to be let in was stopped')
    expect((await app.mailTo(admin.email)).subject).toBe('Example: The owner stopped a request')
    const cases = await app.core.db.selectFrom('recovery_case').select('closed_reason').execute()
    expect(cases).toEqual([{ closed_reason: 'stopped' }])
    expect(await stopsSince(app.core.db, ana.id, 0)).toEqual([{ channel: 'email', at: app.core.clock.now() }])
  })
  it('ends the suspension and its sessions, by any message about it', async () => {
    const browser = await suspended()
    app.core.clock.advance(hours(2))
    await stop(await tokenTo(ana.email))
    expect((await browser.get('/api/session')).status).toBe(401)
    const rows = await app.core.db.selectFrom('suspension').select('ended_reason').execute()
    expect(rows).toEqual([{ ended_reason: 'stopped' }])
  })
  it('stops an approval that waits', async () => {
    const browser = app.browser()
    const startsAt = app.core.clock.now() + hours(24)
    await approve(app, { request: (await request(browser)).id, by: admin.id, startsAt })
    app.core.clock.advance(hours(1))
    await stop(await tokenTo(ana.email))
    expect(await pageOf(browser)).toMatchObject({ step: 'wait', request: { state: 'stopped' } })
    app.core.clock.set(startsAt)
    expect((await finish(browser)).status).toBe(409)
  })
  it('ends the case that an approver works on', async () => {
    await inPlainTransaction(app.core.db, (tx) => openCase(app.core, tx, { account: ana.id, kind: 'desk', openedBy: admin.id }))
    app.core.clock.advance(minutes(1))
    await request()
    await stop(await tokenTo(ana.email))
    const rows = await app.core.db.selectFrom('recovery_case').select(['kind', 'closed_reason']).execute()
    expect(rows).toEqual([{ kind: 'desk', closed_reason: 'stopped' }])
  })
  it('works once for a message, whichever address says it, for 7 days', async () => {
    await makeEmailRow(app.core, ana.id, { address: 'second@example.org' })
    await request()
    const [one, two] = [await tokenTo(ana.email), await tokenTo('second@example.org')]
    expect((await stop(one)).status).toBe(200)
    for (const token of [one, two]) {
      expect((await stop(token)).status).toBe(410)
      expect((await look(token)).status).toBe(410)
    }
    const late = await tokenTo(ana.email)
    app.core.clock.advance(days(7))
    expect((await stop(late)).status).toBe(410)
  })
  it('goes to addresses that were removed in the last 7 days too, and not to older ones', async () => {
    const now = app.core.clock.now()
    await makeEmailRow(app.core, ana.id, { address: 'lately@example.org', replaced_at: now - days(6) })
    await makeEmailRow(app.core, ana.id, { address: 'long-ago@example.org', replaced_at: now - days(8) })
    await request()
    await app.deliver()
    const to = app.mails.map((mail) => mail.to)
    expect(to).toContain('lately@example.org')
    expect(to).not.toContain('long-ago@example.org')
    expect((await stop(await tokenTo('lately@example.org'))).status).toBe(200)
  })
})

describe('RR-3 what is asked for after a stop is disputed', () => {
  it('in the next 24 hours, and not later', async () => {
    const first = app.browser()
    expect((await request(first)).disputed).toBe(false)
    app.core.clock.advance(1)
    await stop(await tokenTo(ana.email))
    app.core.clock.advance(hours(24) - 1)
    expect((await request(app.browser({ ip: '203.0.113.2' }))).disputed).toBe(true)
    app.core.clock.advance(1)
    expect((await request(app.browser({ ip: '203.0.113.3' }))).disputed).toBe(false)
  })
  it('further stops are recorded and shown, and do not end it', async () => {
    await request()
    app.core.clock.advance(1)
    await stop(await tokenTo(ana.email))
    await app.core.db.updateTable('account').set({ password_marked_at: null }).where('id', '=', ana.id).execute()
    app.core.clock.advance(minutes(5))
    const browser = app.browser({ ip: '203.0.113.2' })
    const disputed = await request(browser)
    app.core.clock.advance(1)
    expect((await stop(await tokenTo(ana.email))).status).toBe(200)
    expect(await pageOf(browser)).toMatchObject({ request: { state: 'open' } })
    expect(await marked()).toBe(false)
    expect(await stopsSince(app.core.db, ana.id, 0)).toHaveLength(2)
    await approve(app, { request: disputed.id, by: admin.id })
    app.core.clock.advance(days(1) - hours(1))
    await stop(await tokenTo(ana.email))
    expect((await finish(browser)).status).toBe(200)
  })
})

describe('RR-3 "Stop this" signed by a phone', () => {
  const newest = async () =>
    (
      await app.core.db
        .selectFrom('notice')
        .select('id')
        .where('kind', '=', 'recovery-requested')
        .orderBy('at', 'desc')
        .executeTakeFirstOrThrow()
    ).id
  const send = async (phone: TestPhone, notice: string, act: 'stop' | 'not-me' = 'stop') =>
    app.browser().post(`/api/phone/notices/${notice}/stop`, phone.act(act, notice, await nonce()))
  it.each([
    ['trusted', { state: 'trusted' as const }],
    ['blocked', { state: 'blocked' as const }],
    ['paused for good', { paused_until: 8_640_000_000_000_000 }],
  ])('works from one that is %s', async (_name, change) => {
    const browser = app.browser()
    await request(browser)
    await app.core.db.updateTable('device').set(change).where('id', '=', ana.phone.id).execute()
    expect((await send(ana.phone, await newest())).body).toEqual({ ok: true })
    expect(await pageOf(browser)).toMatchObject({ request: { state: 'stopped' } })
    expect(await stopsSince(app.core.db, ana.id, 0)).toMatchObject([{ channel: 'phone' }])
  })
  it('gives the phone itself no power back', async () => {
    await approve(app, { request: (await request()).id, by: admin.id, fate: 'lost' })
    await send(ana.phone, await newest())
    const row = await app.core.db.selectFrom('device').select('paused_until').where('id', '=', ana.phone.id).executeTakeFirstOrThrow()
    expect(row.paused_until).toBeGreaterThan(app.core.clock.now() + days(1000))
  })
  it('is signed for this notice and this act, just now, once', async () => {
    await request()
    const notice = await newest()
    expect((await send(ana.phone, notice, 'not-me')).body).toMatchObject({ code: 'signature_invalid' })
    const good = ana.phone.act('stop', notice, await nonce())
    app.core.clock.advance(minutes(3))
    expect((await app.browser().post(`/api/phone/notices/${notice}/stop`, good)).body).toMatchObject({ code: 'signature_invalid' })
    expect((await send(ana.phone, notice)).status).toBe(200)
    expect((await send(ana.phone, notice)).body).toMatchObject({ code: 'link_over' })
  })
  it("does not work for another account's phone, nor for one that was never trusted", async () => {
    await request()
    const scanned = await makeTrustedPhone(app.core, ana.id, { state: 'scanned', trusted_at: null })
    expect((await send(admin.phone, await newest())).status).toBe(404)
    expect((await send(scanned, await newest())).status).toBe(403)
    expect(await marked()).toBe(false)
  })
  it('is offered by the app for such notices, in place of "This wasn\'t me"', async () => {
    await request()
    const token = (await app.browser().post('/api/phone/token', ana.phone.prove(await nonce()))).body as { token: string }
    const answer = await app.browser().request('GET', '/api/phone/notices', undefined, { authorization: `Bearer ${token.token}` })
    expect(answer.body).toMatchObject({ notices: [{ kind: 'recovery-requested', canStop: true, canDeny: false }] })
  })
})
