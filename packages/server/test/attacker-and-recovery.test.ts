import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type Answering,
  answering,
  approval,
  approveAtDesk,
  approveRequest,
  ask,
  callerCode,
  goThrough,
  openCaseFor,
  step,
  viewOf,
} from '../src/features/recovery-answers/testing/answering.ts'
import { closeAndOpen, finish, pageOf, tokenIn } from '../src/features/recovery-requests/testing/waiting.ts'
import { drawCodes, pairInSetUp } from '../src/features/set-up/testing/set-up.ts'
import { hours } from '../src/kernel/clock.ts'
import {
  answerTo,
  buildTestApp,
  confirmOnPhone,
  makePerson,
  signInAs,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
  waitingPrompts,
} from '../src/testing/whole.ts'

// Somebody who knows the owner's password, in a browser of his own: before, during and after a recovery he never gets a session.

let app: TestApp
let owner: TestPerson
let helper: Answering
/** His request is a red flag for the owner's: two people answer (RR-4, RR-6). */
let second: Answering
let ownBrowser: TestBrowser
let attacker: TestBrowser

const login = (browser: TestBrowser) => browser.post('/api/sign-in', { login: owner.login, password: testPassword })

/** Everything that his browser can send at this moment, in the order of his hopes. */
async function triesEverything(browser: TestBrowser = attacker): Promise<void> {
  const posts: [string, object][] = [
    ['/api/sign-in/finish', {}],
    ['/api/sign-in/password-again', { password: testPassword }],
    ['/api/sign-in/finish', {}],
    ['/api/sign-in/password', { password: 'seven quiet otters on a lamp' }],
    ['/api/sign-in/finish', {}],
    ['/api/set-up/codes', {}],
    ['/api/pairings', {}],
    ['/api/account/old-phone', {}],
  ]
  await pageOf(browser)
  for (const [path, body] of posts) {
    const answer = await browser.post(path, body)
    if (path.endsWith('/finish')) expect(answer.status, path).not.toBe(200)
  }
  expect((await browser.get('/api/session')).status).toBe(401)
  expect([...browser.cookies.keys()].some((name) => name.endsWith('-session'))).toBe(false)
}

/** The same once more with a sign-in of this moment. */
async function triesAnew(browser: TestBrowser = attacker): Promise<void> {
  await triesEverything(browser)
  await login(browser)
  await triesEverything(browser)
}

/** Sessions of the owner's account, all of them the owner's. */
async function sessionsAreOnlyIn(...browsers: TestBrowser[]): Promise<void> {
  const open = await app.core.db
    .selectFrom('session')
    .select('browser_id')
    .where('account_id', '=', owner.id)
    .where('ended_at', 'is', null)
    .execute()
  const digests = browsers.map((one) => app.core.secrets.digest('browser', one.cookies.get('__Host-browser') ?? ''))
  const own = await app.core.db.selectFrom('browser').select('id').where('digest', 'in', digests).execute()
  expect(new Set(own.map((one) => one.id))).toEqual(new Set(open.map((one) => one.browser_id)))
}

beforeEach(async () => {
  app = await buildTestApp()
  owner = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  helper = await answering(app, { name: 'Ada Admin' })
  second = await answering(app, { name: 'Ben Admin' })
  ownBrowser = app.browser({ ip: '203.0.113.10' })
  attacker = app.browser({ ip: '198.51.100.66' })
})
afterEach(() => app.close())

describe('an attacker with the password and a browser of his own never gets a session', () => {
  it('before, during and after the whole story of the owner', async () => {
    await triesAnew()
    const asked = await ask(app, owner, { browser: ownBrowser })
    await triesAnew()
    await approveRequest(helper, asked, { fate: 'lost', numberInIt: true })
    await triesAnew()
    expect((await finish(ownBrowser)).status).toBe(200)
    await triesAnew()
    await pairInSetUp(app, ownBrowser)
    const drawn = await drawCodes(ownBrowser)
    await triesAnew()
    expect((await ownBrowser.post('/api/set-up/complete', { set: drawn.set })).status).toBe(200)
    await triesAnew()
    // The old phone is dead, and the day over.
    app.core.clock.advance(hours(25))
    await login(attacker)
    await expect(confirmOnPhone(app, attacker, owner.phone)).rejects.toThrow()
    await triesAnew()
  })

  it('RR-7 he asks first, and the owner appears at the desk, where "Actions" is used while his request is open', async () => {
    const his = await ask(app, owner, { browser: attacker })
    const opened = await helper.browser.post(`/api/console/people/${owner.id}/two-factor`)
    // His request is shown first: the open case is his.
    expect(opened.body).toEqual({ case: his.case, existing: true })
    expect(await approveAtDesk(helper, owner.id)).toMatchObject({ state: 'needs-second' })
    await triesEverything()
    const granted = await approveAtDesk(second, owner.id)
    expect(await pageOf(attacker)).toMatchObject({ step: 'wait', request: { state: 'ended' } })
    await triesAnew()
    await login(ownBrowser)
    expect((await ownBrowser.post('/api/sign-in/access-code', { code: granted.code })).body).toMatchObject({ step: 'finish' })
    expect((await finish(ownBrowser)).status).toBe(200)
    await triesAnew()
    await sessionsAreOnlyIn(ownBrowser)
  })

  it('RR-1 he asks at the same time: approving the owner ends his request', async () => {
    const his = await ask(app, owner, { browser: attacker })
    const theirs = await ask(app, owner, { browser: ownBrowser })
    expect(theirs.case).toBe(his.case)
    expect((await viewOf(helper, his.case)).requests).toHaveLength(2)
    expect(await approveRequest(helper, theirs)).toEqual({ state: 'needs-second' })
    await triesEverything()
    expect(await approveRequest(second, theirs)).toEqual({ state: 'in-force' })
    expect(await pageOf(attacker)).toMatchObject({ step: 'wait', request: { state: 'ended' } })
    await triesAnew()
    expect((await finish(ownBrowser)).status).toBe(200)
    await sessionsAreOnlyIn(ownBrowser)
  })

  it('RR-5 he reads his own caller code to an approver who called the owner', async () => {
    const his = await ask(app, owner, { browser: attacker })
    const theirs = await ask(app, owner, { browser: ownBrowser })
    const { request } = theirs
    await goThrough(helper, { case: theirs.case, request })
    const wrong = await step(helper, theirs.case, 'caller-code', { request, code: await callerCode(attacker) })
    expect(wrong.body).toMatchObject({ code: 'caller_code_wrong' })
    expect((await step(helper, theirs.case, 'approve', approval({ request }))).status).not.toBe(200)
    // Nor does the owner's code open his request.
    await goThrough(helper, { case: his.case, request: his.request })
    const other = await step(helper, his.case, 'caller-code', { request: his.request, code: await callerCode(ownBrowser) })
    expect(other.body).toMatchObject({ code: 'caller_code_wrong' })
    await triesAnew()
  })

  it('SI-11 he waits on an old sign-in while the owner is approved, in any state of it', async () => {
    const [waits, requested, shared] = [attacker, app.browser({ ip: '198.51.100.67' }), app.browser({ ip: '198.51.100.68' })]
    await login(waits)
    await ask(app, owner, { browser: requested })
    await ask(app, owner, { browser: shared, shared: true })
    const theirs = await ask(app, owner, { browser: ownBrowser })
    await approveRequest(helper, theirs)
    await approveRequest(second, theirs)
    for (const one of [waits, requested, shared]) await triesEverything(one)
    expect((await finish(ownBrowser)).status).toBe(200)
    for (const one of [waits, requested, shared]) await triesAnew(one)
    closeAndOpen(requested)
    await triesEverything(requested)
    await sessionsAreOnlyIn(ownBrowser)
  })

  it('RR-8 he tries during the suspension, from another browser and with a guessed access code', async () => {
    const granted = await approveAtDesk(helper, owner.id)
    await login(attacker)
    await triesEverything()
    await login(attacker)
    for (let n = 0; n < 8; n++) {
      const typed = await attacker.post('/api/sign-in/access-code', { code: `AAAA-AAA${n}` })
      expect(typed.body).toMatchObject({ code: 'access_code_wrong' })
    }
    await triesAnew()
    // His guesses used the code up: the owner asks for another one, and he is still outside.
    await login(ownBrowser)
    expect((await ownBrowser.post('/api/sign-in/access-code', { code: granted.code })).body).toMatchObject({ code: 'access_code_wrong' })
    const again = await approveAtDesk(helper, owner.id)
    expect((await ownBrowser.post('/api/sign-in/access-code', { code: again.code })).body).toMatchObject({ step: 'finish' })
    expect((await finish(ownBrowser)).status).toBe(200)
    await triesAnew()
    await sessionsAreOnlyIn(ownBrowser)
  })

  it('TD-8 he says "I lost my phone" for the owner: it takes power away and gives none', async () => {
    const session = await signInAs(app, owner, ownBrowser)
    const page = (await login(attacker)).body as SignInView
    const devices = (page.cannot?.devices ?? []).map((one) => one.id)
    expect((await attacker.post('/api/sign-in/lost-phone', { devices, number: true })).status).toBe(200)
    await triesAnew()
    const his = await ask(app, owner, { browser: attacker })
    await triesEverything()
    // The owner is told, stops it, and is still signed in.
    await app.deliver()
    const mail = app.mails.findLast((one) => one.to === owner.email && one.text.includes('/link/stop#'))
    await app.browser().post('/api/links/stop', { token: tokenIn(mail?.text ?? '', 'stop') })
    expect(await pageOf(attacker)).toMatchObject({ step: 'wait', request: { id: his.request, state: 'stopped' } })
    await triesAnew()
    expect((await session.get('/api/session')).status).toBe(200)
    await sessionsAreOnlyIn(ownBrowser)
  })

  it('SI-5 the owner says "It wasn\'t me" to another login of his, and what he asked for ends with it', async () => {
    const his = await ask(app, owner, { browser: attacker })
    const other = app.browser({ ip: '198.51.100.67' })
    await login(other)
    const [prompt] = await waitingPrompts(app, owner.phone)
    if (!prompt) throw new Error('No prompt waits')
    const said = await other.request('POST', `/api/phone/prompts/${prompt.id}/answer`, answerTo(owner.phone, prompt, 'not-me'))
    expect(said.status).toBe(200)
    const row = await app.core.db.selectFrom('recovery_request').select('state').where('id', '=', his.request).executeTakeFirstOrThrow()
    expect(row.state).toBe('ended')
    await triesAnew()
    await triesAnew(other)
  })

  it('RR-13 a code for a new password is no way past the second factor', async () => {
    const id = await openCaseFor(helper, owner.id, 'password-code')
    expect(id).toMatch(/^cas_/)
    const code = { login: owner.login, code: 'AAAA-AAAA', password: 'seven quiet otters on a lamp' }
    for (let n = 0; n < 5; n++) expect((await attacker.post('/api/forgotten-password/access-code', code)).status).not.toBe(200)
    await triesAnew()
  })

  it('RR-9 the day is over: the second factor is asked again, of everybody', async () => {
    const asked = await ask(app, owner, { browser: ownBrowser })
    await approveRequest(helper, asked, { fate: 'left' })
    expect((await finish(ownBrowser)).status).toBe(200)
    app.core.clock.advance(hours(24))
    expect((await ownBrowser.get('/api/session')).status).toBe(401)
    closeAndOpen(ownBrowser)
    await triesAnew(ownBrowser)
    await triesAnew()
    // Left at home, the phone is alive again.
    await signInAs(app, owner, app.browser({ ip: '203.0.113.11' }))
  })
})
