import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { hours, minutes } from '../../kernel/clock.ts'
import { buildTestApp, confirmOnPhone, makePerson, signInAs, type TestApp, type TestPerson, testPassword } from '../../testing/whole.ts'
import { sweepRequests } from './end-requests.ts'
import { decideRequest } from './index.ts'
import { approve, closeAndOpen, finish, pageOf, sendRequestIn } from './testing/waiting.ts'

let app: TestApp
let ana: TestPerson
let admin: TestPerson
const state = async (request: string) =>
  (await app.core.db.selectFrom('recovery_request').select('state').where('id', '=', request).executeTakeFirstOrThrow()).state
const cases = () => app.core.db.selectFrom('recovery_case').selectAll().orderBy('opened_at').execute()
const from = (n: number) => app.browser({ ip: `203.0.113.${n}` })
const decline = (request: string) =>
  inPlainTransaction(app.core.db, (tx) => decideRequest(app.core, tx, { request, to: 'declined', by: admin.id, reason: 'Not reached' }))

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  admin = await makePerson(app.core, { role: 'admin', name: 'Ada Admin' })
})
afterEach(() => app.close())

describe('RR-1 "Send request"', () => {
  it('is offered after a correct password, and answers with the page that waits', async () => {
    const browser = from(1)
    expect((await browser.post('/api/sign-in/request', { message: '', shared: false })).status).toBe(409)
    const begun = await browser.post('/api/sign-in', { login: ana.login, password: testPassword })
    expect((begun.body as SignInView).cannot).toMatchObject({ request: 'yes', devices: [{ id: ana.phone.id, name: 'Test phone' }] })
    const sent = (await browser.post('/api/sign-in/request', { message: 'My phone fell into the sea', shared: false })).body as SignInView
    const now = app.core.clock.now()
    expect(sent).toMatchObject({
      step: 'wait',
      request: { state: 'open', sentAt: now, expiresAt: now + hours(72), shared: false, told: 1, disputed: false },
    })
    expect(sent.request?.callerCode?.code).toHaveLength(6)
    const row = await app.core.db.selectFrom('recovery_request').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ message: 'My phone fell into the sea', known_browser: 0, account_id: ana.id })
  })
  it('SI-11 from then on the sign-in can only wait: no code and no phone confirms it', async () => {
    const browser = from(1)
    await sendRequestIn(browser, ana)
    const typed = await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })
    expect(typed.body).toMatchObject({ code: 'sign_in_not_waiting' })
    await expect(confirmOnPhone(app, browser, ana.phone)).rejects.toThrow('No prompt waits')
    expect((await browser.post('/api/sign-in/prompt')).status).toBe(409)
    expect((await browser.post('/api/sign-in/access-code', { code: 'ABCD-EFGH' })).body).toMatchObject({ code: 'sign_in_not_waiting' })
    expect(await finish(browser)).toMatchObject({ status: 409 })
    expect((await pageOf(browser)).step).toBe('wait')
  })
  it('tells the owner and all who may answer, and is in the record', async () => {
    await sendRequestIn(from(1), ana)
    expect((await app.mailTo(ana.email)).subject).toBe('Example: Somebody asks to be let in without your phone')
    expect((await app.mailTo(admin.email)).text).toContain('Ana Silva (ana.silva) could not confirm a login')
    const acts = await app.core.db.selectFrom('audit').select('account_id').where('act', '=', 'recovery_requested').execute()
    expect(acts).toEqual([{ account_id: ana.id }])
  })
  it('one open request for a browser: asking again goes on with the same one', async () => {
    const browser = from(1)
    const first = await sendRequestIn(browser, ana)
    closeAndOpen(browser, ['browser'])
    const again = await sendRequestIn(browser, ana)
    expect(again.id).toBe(first.id)
    expect(again.callerCode).toEqual(first.callerCode)
    expect(await app.core.db.selectFrom('recovery_request').select('id').execute()).toHaveLength(1)
  })
  it('at most 3 are open from unknown browsers; a known browser has its own place; the limit is said with its end', async () => {
    const known = await signInAs(app, ana, from(9))
    for (const n of [1, 2, 3]) await sendRequestIn(from(n), ana)
    const fourth = from(4)
    const page = (await fourth.post('/api/sign-in', { login: ana.login, password: testPassword })).body as SignInView
    const retryAt = app.core.clock.now() + hours(72)
    expect(page.cannot).toMatchObject({ request: 'limit', retryAt })
    const refused = await fourth.post('/api/sign-in/request', { message: '', shared: false })
    expect(refused.body).toMatchObject({ code: 'request_limit', retryAt })
    await known.post('/api/session/log-out')
    await sendRequestIn(known, ana)
    expect(await cases()).toHaveLength(1)
  })
  it('at most 6 in 24 hours from unknown browsers, also where they were withdrawn', async () => {
    for (let n = 1; n <= 6; n++) {
      const browser = from(n)
      await sendRequestIn(browser, ana)
      await browser.post('/api/sign-in/request/withdraw')
      app.core.clock.advance(minutes(1))
    }
    await expect(sendRequestIn(from(7), ana)).rejects.toThrow('request_limit')
    app.core.clock.advance(hours(24) - minutes(6))
    await sendRequestIn(from(8), ana)
  })
  it('RR-6 says so where nobody may answer', async () => {
    const browser = from(1)
    const page = (await browser.post('/api/sign-in', { login: admin.login, password: testPassword })).body as SignInView
    expect(page.cannot?.request).toBe('nobody')
    const refused = await browser.post('/api/sign-in/request', { message: '', shared: false })
    expect(refused.body).toMatchObject({ code: 'nobody_may_answer' })
    expect(await pageOf(browser)).toMatchObject({ step: 'confirm' })
  })
  it('is not for fresh confirmations: log out, log in, ask', async () => {
    const browser = await signInAs(app, ana)
    const begun = await browser.post('/api/confirmations', { act: 'create-codes', params: {}, password: testPassword })
    expect((begun.body as SignInView).cannot).toBeUndefined()
    expect((await browser.post('/api/sign-in/request', { message: '', shared: false })).status).toBe(409)
    expect((await browser.post('/api/sign-in/access-code', { code: 'ABCD-EFGH' })).status).toBe(409)
  })
})

describe('RR-2 the page that waits', () => {
  it('shows the same after a refresh, and after the browser was closed and opened', async () => {
    const browser = from(1)
    const request = await sendRequestIn(browser, ana)
    expect((await pageOf(browser)).request).toEqual(request)
    closeAndOpen(browser)
    expect(await pageOf(browser)).toMatchObject({ step: 'wait', request: { id: request.id, state: 'open' } })
  })
  it('is not found again by the cookie of the browser alone, nor by another cookie', async () => {
    const browser = from(1)
    await sendRequestIn(browser, ana)
    closeAndOpen(browser, ['browser'])
    expect((await pageOf(browser)).step).toBe('password')
    browser.cookies.set('__Host-request', 'A'.repeat(43))
    expect((await pageOf(browser)).step).toBe('password')
  })
  it('"This is a shared computer" makes its cookie end with the browser', async () => {
    const browser = from(1)
    await browser.post('/api/sign-in', { login: ana.login, password: testPassword })
    const cookie = async (shared: boolean) =>
      [(await browser.post('/api/sign-in/request', { message: '', shared })).headers['set-cookie']]
        .flat()
        .find((line) => line?.includes('-request='))
    expect(await cookie(true)).not.toContain('Max-Age')
    await browser.post('/api/sign-in', { login: ana.login, password: testPassword })
    expect(await cookie(false)).toMatch(/^__Host-request=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=604800$/)
  })
  it('is told at once whatever happens to the request', async () => {
    const browser = from(1)
    const request = await sendRequestIn(browser, ana)
    const { id } = await app.core.db.selectFrom('sign_in').select('id').executeTakeFirstOrThrow()
    let heard = 0
    app.core.live.subscribe(`sign-in:${id}`, () => heard++)
    await decline(request.id)
    expect(heard).toBeGreaterThan(0)
  })
  it('says that it was declined, by whom and why', async () => {
    const browser = from(1)
    await decline((await sendRequestIn(browser, ana)).id)
    expect(await pageOf(browser)).toMatchObject({
      step: 'wait',
      request: { state: 'declined', decidedBy: 'Ada Admin', reason: 'Not reached' },
    })
    expect((await pageOf(browser)).request?.callerCode).toBeUndefined()
    closeAndOpen(browser)
    expect(await pageOf(browser)).toMatchObject({ request: { state: 'declined' } })
    expect(await cases()).toMatchObject([{ closed_reason: 'declined' }])
  })
  it('says that it expired, to the second, with no job running', async () => {
    const browser = from(1)
    const request = await sendRequestIn(browser, ana)
    app.core.clock.advance(hours(72) - 1)
    expect(await pageOf(browser)).toMatchObject({ request: { state: 'open' } })
    app.core.clock.advance(1)
    expect(await pageOf(browser)).toMatchObject({ step: 'wait', request: { state: 'expired' } })
    expect(await decline(request.id)).toBe(false)
    await sweepRequests(app.core)
    expect(await state(request.id)).toBe('expired')
    expect(await cases()).toMatchObject([{ closed_reason: 'expired' }])
  })
  it('"Withdraw" ends it, once', async () => {
    const browser = from(1)
    await sendRequestIn(browser, ana)
    const withdrawn = await browser.post('/api/sign-in/request/withdraw')
    expect(withdrawn.body).toMatchObject({ step: 'wait', request: { state: 'withdrawn' } })
    expect((await browser.post('/api/sign-in/request/withdraw')).body).toMatchObject({ code: 'request_over' })
    expect(await cases()).toMatchObject([{ closed_reason: 'withdrawn' }])
    closeAndOpen(browser)
    expect((await pageOf(browser)).step).toBe('password')
  })
  it('lets in by itself once it was approved, also after the browser was closed and opened', async () => {
    const [one, two] = [from(1), from(2)]
    await approve(app, { request: (await sendRequestIn(one, ana)).id, by: admin.id })
    expect((await pageOf(one)).step).toBe('finish')
    expect(await finish(one)).toMatchObject({ status: 200, to: '/account/set-up' })
    const request = await sendRequestIn(two, ana)
    closeAndOpen(two)
    await approve(app, { request: request.id, by: admin.id })
    expect((await pageOf(two)).step).toBe('finish')
    expect(await finish(two)).toMatchObject({ status: 200 })
  })
  it('still lets in 20 hours after the approval: the sign-in lives as long as its suspension', async () => {
    const browser = from(1)
    const request = await sendRequestIn(browser, ana)
    app.core.clock.advance(hours(71))
    await approve(app, { request: request.id, by: admin.id })
    app.core.clock.advance(hours(20))
    closeAndOpen(browser)
    expect((await pageOf(browser)).step).toBe('finish')
    expect((await finish(browser)).status).toBe(200)
  })
  it('on a shared computer asks for the password again at the end, and lets nobody in by the browser alone', async () => {
    const browser = from(1)
    const request = await sendRequestIn(browser, ana, { shared: true })
    app.core.clock.advance(minutes(5))
    await approve(app, { request: request.id, by: admin.id })
    expect((await pageOf(browser)).step).toBe('password-again')
    expect(await finish(browser)).toMatchObject({ status: 409 })
    expect((await browser.post('/api/sign-in/password-again', { password: 'wrong' })).status).toBe(401)
    expect((await browser.post('/api/sign-in/password-again', { password: testPassword })).body).toMatchObject({ step: 'finish' })
    expect((await finish(browser)).status).toBe(200)
    await browser.post('/api/session/log-out')
    // Whoever sits there next, with the same browser and even with the password, but after it was closed.
    closeAndOpen(browser, ['browser'])
    expect((await browser.post('/api/sign-in', { login: ana.login, password: testPassword })).body).toMatchObject({ step: 'confirm' })
    expect((await finish(browser)).status).toBe(409)
  })
  it('on a shared computer a password typed before the approval does not count', async () => {
    const browser = from(1)
    const request = await sendRequestIn(browser, ana, { shared: true })
    await browser.post('/api/sign-in/password-again', { password: testPassword })
    app.core.clock.advance(minutes(5))
    await approve(app, { request: request.id, by: admin.id })
    expect((await pageOf(browser)).step).toBe('password-again')
  })
})

describe('RR-1 all open requests of one account are one case', () => {
  it('approving one ends the others, and their pages say so', async () => {
    const [one, two] = [from(1), from(2)]
    const [first, second] = [await sendRequestIn(one, ana), await sendRequestIn(two, ana)]
    expect(await cases()).toHaveLength(1)
    await approve(app, { request: second.id, by: admin.id })
    expect(await state(first.id)).toBe('ended')
    expect(await pageOf(one)).toMatchObject({ step: 'wait', request: { state: 'ended' } })
    expect(await finish(one)).toMatchObject({ status: 409 })
    expect(await cases()).toMatchObject([{ closed_reason: 'approved' }])
  })
  it('declining one leaves the others open', async () => {
    const [first, second] = [await sendRequestIn(from(1), ana), await sendRequestIn(from(2), ana)]
    await decline(first.id)
    expect([await state(first.id), await state(second.id)]).toEqual(['declined', 'open'])
    expect(await cases()).toMatchObject([{ closed_at: null }])
  })
  it.each([
    ['SI-12 a changed password', 'password-changed'],
    ['SI-12 a completed set-up', 'set-up-completed'],
    ['SI-5 "It wasn\'t me"', 'denied-not-me'],
    ['AU-4 "This wasn\'t me"', 'notice-not-me'],
    ['SI-12 disabling', 'account-disabled'],
  ] as const)('%s ends them all', async (_name, act) => {
    const request = await sendRequestIn(from(1), ana)
    await inPlainTransaction(app.core.db, (tx) => app.core.ends(tx, ana.id, act, {}))
    expect(await state(request.id)).toBe('ended')
    expect((await cases())[0]?.closed_at).not.toBeNull()
    expect(await decline(request.id)).toBe(false)
  })
})

describe('RR-6 an approval that waits', () => {
  it('lets nobody in before, shows when, and can be withdrawn', async () => {
    const browser = from(1)
    const request = await sendRequestIn(browser, ana)
    const startsAt = app.core.clock.now() + hours(24)
    await approve(app, { request: request.id, by: admin.id, startsAt })
    expect(await pageOf(browser)).toMatchObject({ step: 'wait', request: { state: 'approved', startsAt, decidedBy: 'Ada Admin' } })
    app.core.clock.set(startsAt - 1)
    expect((await finish(browser)).status).toBe(409)
    app.core.clock.set(startsAt)
    expect((await pageOf(browser)).step).toBe('finish')
    expect((await finish(browser)).status).toBe(200)
  })
  it('withdrawn, it never starts, and the phone is trusted again', async () => {
    const browser = from(1)
    const request = await sendRequestIn(browser, ana)
    const startsAt = app.core.clock.now() + hours(24)
    await approve(app, { request: request.id, by: admin.id, startsAt })
    expect((await browser.post('/api/sign-in/request/withdraw')).body).toMatchObject({ request: { state: 'withdrawn' } })
    const phone = await app.core.db.selectFrom('device').select('paused_until').where('id', '=', ana.phone.id).executeTakeFirstOrThrow()
    expect(phone.paused_until).toBeNull()
    app.core.clock.set(startsAt + 1)
    expect((await finish(browser)).status).toBe(409)
  })
})
