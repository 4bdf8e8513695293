import type { SessionView } from '@sparekey/protocol/account'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours } from '../../kernel/clock.ts'
import {
  buildTestApp,
  confirmAct,
  confirmOnPhone,
  makePerson,
  signInAs,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
} from '../../testing/whole.ts'
import { approve, closeAndOpen, finish, pageOf, sendRequestIn } from '../recovery-requests/testing/waiting.ts'
import { drawCodes, pairInSetUp, setUpOf } from '../set-up/testing/set-up.ts'
import { activeSuspension, endSuspension, suspensionHoursIn7Days, sweepSuspensions } from './index.ts'

let app: TestApp
let ana: TestPerson
let admin: TestPerson
const sessionOf = async (browser: TestBrowser): Promise<SessionView> => (await browser.get('/api/session')).body
const device = () => app.core.db.selectFrom('device').selectAll().where('id', '=', ana.phone.id).executeTakeFirstOrThrow()
const login = (browser: TestBrowser) => browser.post('/api/sign-in', { login: ana.login, password: testPassword })
const end = (reason: 'turned-on' | 'stopped', reviveDevices = true) =>
  inPlainTransaction(app.core.db, (tx) => endSuspension(app.core, tx, { account: ana.id, reason, reviveDevices }))

/** A browser that a suspension let in. */
async function suspended(q: { fate?: 'lost' | 'left'; hours?: number } = {}): Promise<TestBrowser> {
  const browser = app.browser({ ip: '203.0.113.50' })
  await approve(app, { request: (await sendRequestIn(browser, ana)).id, by: admin.id, ...q })
  const finished = await finish(browser)
  if (finished.status !== 200) throw new Error('The suspension did not let in')
  return browser
}

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva' })
  admin = await makePerson(app.core, { role: 'admin' })
})
afterEach(() => app.close())

describe('RR-8 a suspension for this browser', () => {
  it('ends to the second by the clock, with no job running, in an open session too', async () => {
    const browser = await suspended()
    const { suspension } = await sessionOf(browser)
    const endsAt = app.core.clock.now() + hours(24)
    expect(suspension).toEqual({ endsAt, oldPhone: true })
    app.core.clock.set(endsAt - 1)
    await login(browser)
    expect((await finish(browser)).status).toBe(200)
    expect((await browser.get('/api/session')).status).toBe(200)
    app.core.clock.set(endsAt)
    expect((await browser.get('/api/session')).status).toBe(401)
    expect((await login(browser)).body).toMatchObject({ step: 'confirm' })
    expect((await finish(browser)).status).toBe(409)
  })
  it('lets in its own browser again by the password, and no other', async () => {
    const browser = await suspended()
    await browser.post('/api/session/log-out')
    expect((await login(browser)).body).toMatchObject({ step: 'finish' })
    expect((await finish(browser)).status).toBe(200)
    const other = app.browser({ ip: '203.0.113.51' })
    expect((await login(other)).body).toMatchObject({ step: 'confirm' })
    expect((await finish(other)).status).toBe(409)
  })
  it('never makes its browser known', async () => {
    await suspended()
    expect(await app.core.db.selectFrom('browser_account').selectAll().where('account_id', '=', ana.id).execute()).toEqual([])
  })
  it('SI-16 its session has one factor: it changes, exports and administers nothing', async () => {
    const browser = await suspended()
    expect(await sessionOf(browser)).toMatchObject({ access: 'one-factor' })
    const posts: [string, object][] = [
      ['/api/account/password', { password: 'seven quiet otters on a lamp' }],
      ['/api/account/recovery-codes', {}],
      ['/api/account/attempts/allow', {}],
    ]
    for (const [path, body] of posts) expect((await browser.post(path, body)).body, path).toMatchObject({ code: 'access_too_low' })
    expect((await browser.get('/api/console/people')).status).toBe(403)
    for (const act of ['add-device', 'create-codes', 'change-password', 'change-number'])
      expect((await browser.post('/api/confirmations', { act, params: {}, password: testPassword })).body).toMatchObject({
        code: 'access_too_low',
      })
    expect((await browser.get('/api/account/security')).status).toBe(200)
  })
  it('SI-15 gives no session while the password is marked', async () => {
    const browser = app.browser()
    const request = await sendRequestIn(browser, ana)
    await app.core.db.updateTable('account').set({ password_marked_at: 1 }).where('id', '=', ana.id).execute()
    await approve(app, { request: request.id, by: admin.id })
    expect(await pageOf(browser)).toMatchObject({ step: 'wait', request: { state: 'approved' } })
    expect((await finish(browser)).status).toBe(409)
    expect((await browser.post('/api/sign-in/password', { password: 'seven quiet otters on a lamp' })).status).toBe(409)
  })
  it('beyond 48 hours in force in 7 days can be told', async () => {
    await suspended({ hours: 48 })
    const hoursNow = () => suspensionHoursIn7Days(app.core.db, ana.id, app.core.clock.now())
    app.core.clock.advance(hours(10))
    expect(await hoursNow()).toBe(10)
    await end('turned-on')
    app.core.clock.advance(hours(5))
    expect(await hoursNow()).toBe(10)
    app.core.clock.advance(days(7) - hours(10))
    expect(await hoursNow()).toBe(5)
  })
  it('ends at once when it is turned on, with its sessions and no others', async () => {
    const full = await signInAs(app, ana)
    const browser = await suspended()
    await end('turned-on')
    expect((await browser.get('/api/session')).status).toBe(401)
    expect((await full.get('/api/session')).status).toBe(200)
    expect(await activeSuspension(app.core.db, ana.id, app.core.clock.now())).toBeUndefined()
  })
  it('a newer one takes the place of an older one, with its sessions', async () => {
    const first = await suspended()
    const second = app.browser({ ip: '203.0.113.52' })
    await approve(app, { request: (await sendRequestIn(second, ana)).id, by: admin.id })
    expect((await first.get('/api/session')).status).toBe(401)
    expect((await login(first)).body).toMatchObject({ step: 'confirm' })
    expect((await finish(second)).status).toBe(200)
  })
})

describe('RR-10 what an approval takes away', () => {
  it('"Broken or left at home" pauses the phone until the suspension ends; then it is trusted again by itself', async () => {
    await suspended({ fate: 'left' })
    expect((await device()).paused_until).toBe(app.core.clock.now() + hours(24))
    const other = app.browser({ ip: '203.0.113.52' })
    expect(((await login(other)).body as SignInView).phone).toBeUndefined()
    app.core.clock.advance(hours(24))
    await signInAs(app, ana, app.browser({ ip: '203.0.113.53' }))
  })
  it('"Lost or stolen" pauses it for good', async () => {
    await suspended({ fate: 'lost' })
    app.core.clock.advance(days(400))
    expect(((await login(app.browser())).body as SignInView).phone).toBeUndefined()
  })
  it('turned on before its time, a phone that was left at home is trusted again at once, a lost one is not', async () => {
    await suspended({ fate: 'left' })
    await end('turned-on')
    expect((await device()).paused_until).toBeNull()
    await suspended({ fate: 'lost' })
    await end('turned-on')
    expect((await device()).paused_until).not.toBeNull()
  })
  it('what was lost before is not brought back by a later "left at home"', async () => {
    await suspended({ fate: 'lost' })
    await approve(app, { request: (await sendRequestIn(app.browser({ ip: '203.0.113.54' }), ana)).id, by: admin.id, fate: 'left' })
    await end('turned-on')
    app.core.clock.advance(days(3))
    expect(((await login(app.browser())).body as SignInView).phone).toBeUndefined()
  })
})

describe('RR-9 "Use my old phone again"', () => {
  const use = (browser: TestBrowser) => browser.post('/api/account/old-phone')
  it('needs the phone itself', async () => {
    const browser = await suspended()
    expect((await use(browser)).body).toMatchObject({ code: 'confirmation_needed', detail: { act: 'use-old-phone' } })
    expect((await browser.get('/api/session')).status).toBe(200)
  })
  it('ends the suspension with its session, and the phone confirms logins again', async () => {
    const browser = await suspended()
    await confirmAct(app, browser, ana, 'use-old-phone')
    expect((await use(browser)).body).toEqual({ to: '/login' })
    expect((await browser.get('/api/session')).status).toBe(401)
    expect((await device()).paused_until).toBeNull()
    await signInAs(app, ana, browser)
  })
  it('is not for a phone that was lost', async () => {
    const browser = await suspended({ fate: 'lost' })
    expect((await sessionOf(browser)).suspension).toMatchObject({ oldPhone: false })
    await browser.post('/api/confirmations', { act: 'use-old-phone', params: {}, password: testPassword })
    await expect(confirmOnPhone(app, browser, ana.phone)).rejects.toThrow()
    expect((await use(browser)).body).toMatchObject({ code: 'method_not_usable' })
  })
  it('a paused phone confirms that it is back, and nothing else', async () => {
    const browser = await suspended()
    const other = app.browser({ ip: '203.0.113.55' })
    await login(other)
    await expect(confirmOnPhone(app, other, ana.phone)).rejects.toThrow('No prompt waits')
    await browser.post('/api/confirmations', { act: 'use-old-phone', params: {}, password: testPassword })
    await confirmOnPhone(app, browser, ana.phone)
    expect((await finish(browser)).status).toBe(200)
  })
})

describe('RR-10 the set-up in a suspended session', () => {
  it('is the first page, needs no code from the mail, and ends the suspension and every one-factor session', async () => {
    const browser = await suspended({ fate: 'lost' })
    expect(await setUpOf(browser)).toMatchObject({ step: 'phone' })
    const { device: fresh } = await pairInSetUp(app, browser)
    const drawn = await drawCodes(browser)
    const completed = await browser.post('/api/set-up/complete', { set: drawn.set })
    expect(completed.body).toEqual({ to: '/login' })
    expect((await browser.get('/api/session')).status).toBe(401)
    const devices = await app.core.db.selectFrom('device').select(['id', 'state']).where('account_id', '=', ana.id).execute()
    expect(Object.fromEntries(devices.map((one) => [one.id, one.state]))).toEqual({ [ana.phone.id]: 'removed', [fresh]: 'trusted' })
    const suspension = await app.core.db.selectFrom('suspension').select('ended_reason').executeTakeFirstOrThrow()
    expect(suspension.ended_reason).toBe('set-up-completed')
    // The page goes straight to a sign-in that the new phone confirms, and the suspension lets nobody in any more.
    expect(await pageOf(browser)).toMatchObject({ step: 'confirm', phone: { devices: [{ name: 'Ada’s phone' }] } })
    expect((await finish(browser)).status).toBe(409)
    const old = await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })
    expect(old.body).toMatchObject({ code: 'code_not_accepted' })
  })
  it('is done once: before its last step nothing of it counts', async () => {
    const browser = await suspended({ fate: 'left' })
    await pairInSetUp(app, browser)
    await drawCodes(browser)
    app.core.clock.advance(hours(24))
    expect((await browser.post('/api/set-up/complete', { set: 'set_aaaaaaaaaaaaaaaaaaaaaa' })).status).toBe(401)
    await signInAs(app, ana, app.browser({ ip: '203.0.113.56' }))
  })
})

describe('RR-3 the owner is told', () => {
  const kinds = async () =>
    (await app.core.db.selectFrom('notice').select('kind').where('account_id', '=', ana.id).orderBy('at').execute()).map((row) => row.kind)
  it('of the request, the approval, the claim and the end', async () => {
    await suspended()
    expect((await kinds()).filter((kind) => kind !== 'new-browser-login')).toEqual(
      expect.arrayContaining(['recovery-requested', 'recovery-approved', 'suspension-claimed']),
    )
    app.core.clock.advance(hours(24))
    await sweepSuspensions(app.core)
    await sweepSuspensions(app.core)
    expect((await kinds()).filter((kind) => kind === 'suspension-ended')).toHaveLength(1)
  })
  it('of a claim once, however often the browser comes back', async () => {
    const browser = await suspended()
    await browser.post('/api/session/log-out')
    await login(browser)
    await finish(browser)
    expect((await kinds()).filter((kind) => kind === 'suspension-claimed')).toHaveLength(1)
  })
})

it('RR-8 a restart changes nothing: the times stand in the database', async () => {
  const browser = await suspended()
  closeAndOpen(browser, ['session', 'browser', 'request'])
  app.core.live.wakeAll()
  expect((await browser.get('/api/session')).status).toBe(200)
})
