import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours, minutes } from '../../kernel/clock.ts'
import { buildTestApp, confirmAct, makePerson, type TestApp, type TestPerson, testPassword } from '../../testing/whole.ts'
import {
  type Answering,
  again,
  answering,
  approval,
  approveAtDesk,
  approveCase,
  approveRequest,
  ask,
  caseOf,
  goThrough,
  openCaseFor,
  step,
  viewOf,
} from './testing/answering.ts'

let app: TestApp
let ada: Answering
let bob: Answering

beforeEach(async () => {
  app = await buildTestApp()
  ada = await answering(app, { login: 'ada', name: 'Ada Admin' })
  bob = await answering(app, { login: 'bob', name: 'Bob Admin' })
})
afterEach(() => app.close())

const strangeIp = () => app.browser({ ip: '192.0.2.66' })
const suspensions = () => app.core.db.selectFrom('suspension').selectAll().execute()
const stop = (account: string, caseId: string | null = null) =>
  app.core.db
    .insertInto('recovery_stop')
    .values({ id: `stp_${account}`, account_id: account, case_id: caseId, channel: 'email', at: app.core.clock.now() })
    .execute()
const logIn = (person: TestPerson, browser = app.browser({ ip: '203.0.113.90' })) =>
  browser.post('/api/sign-in', { login: person.login, password: testPassword }).then(() => browser)
const claim = async (person: TestPerson, code: string | undefined) => {
  const browser = await logIn(person)
  const typed = await browser.post('/api/sign-in/access-code', { code: code ?? 'none' })
  const finished = typed.status === 200 ? await browser.post('/api/sign-in/finish') : typed
  return { browser, typed, finished }
}

describe('RR-6 two different people', () => {
  it('are needed for an administrator: the first one’s approval lets nobody in', async () => {
    const carl = await answering(app, { login: 'carl' })
    const asked = await ask(app, carl.person, { browser: strangeIp() })
    expect(await viewOf(ada, asked.case)).toMatchObject({ twoBecause: expect.arrayContaining(['administrator']), waits: false })
    expect(await approveRequest(ada, asked)).toEqual({ state: 'needs-second' })
    expect(await suspensions()).toEqual([])
    expect((await asked.browser.post('/api/sign-in/finish')).status).toBe(409)
    const view = await viewOf(bob, asked.case)
    expect(view).toMatchObject({ state: 'open', answers: [{ name: 'Ada Admin', decision: 'approved', contact: 'in-person' }] })
    expect((await bob.browser.get('/api/console/cases')).body).toMatchObject({ cases: [{ needs: 2, agreed: 1 }] })
    expect(await approveRequest(bob, asked)).toEqual({ state: 'in-force' })
    expect((await asked.browser.post('/api/sign-in/finish')).status).toBe(200)
  })
  it('each goes through all steps: one cannot approve twice, nor without the steps', async () => {
    const carl = await answering(app, { role: 'approver' })
    const asked = await ask(app, carl.person, { browser: strangeIp() })
    await approveRequest(ada, asked)
    const twice = await approveCase(ada, asked.case, approval({ request: asked.request }))
    expect(twice.body).toMatchObject({ code: 'step_not_open', detail: { step: 'done' } })
    const short = await approveCase(bob, asked.case, approval({ request: asked.request }))
    expect(short.body).toMatchObject({ code: 'step_not_open', detail: { step: 'contact' } })
    expect(await suspensions()).toEqual([])
  })
  it('approving two different requests of one account is agreeing on neither', async () => {
    const carl = await answering(app)
    const one = await ask(app, carl.person, { browser: strangeIp() })
    const two = await ask(app, carl.person, { browser: app.browser({ ip: '192.0.2.67' }) })
    expect(await approveRequest(ada, one)).toEqual({ state: 'needs-second' })
    expect(await approveRequest(bob, two)).toEqual({ state: 'needs-second' })
    expect(await suspensions()).toEqual([])
  })
  it('of two answers the one that gives less holds', async () => {
    const carl = await answering(app)
    const asked = await ask(app, carl.person, { browser: strangeIp() })
    await approveRequest(ada, asked, { hours: 48, fate: 'left' })
    await approveRequest(bob, asked, { hours: 24, fate: 'lost', numberInIt: true })
    expect(await suspensions()).toMatchObject([{ hours: 24, fate: 'lost', number_in_it: 1 }])
  })
  it('one decline ends it, also after somebody agreed', async () => {
    const carl = await answering(app)
    const asked = await ask(app, carl.person, { browser: strangeIp() })
    await approveRequest(ada, asked)
    expect((await step(bob, asked.case, 'decline', { request: asked.request, reason: 'Carl is on holiday' })).status).toBe(200)
    expect((await asked.browser.get('/api/sign-in')).body).toMatchObject({ request: { state: 'declined', decidedBy: 'Bob Admin' } })
  })
  it('the approval of somebody who may not answer any more does not count', async () => {
    const dora = await answering(app)
    const carl = await answering(app)
    const asked = await ask(app, carl.person, { browser: strangeIp() })
    await approveRequest(ada, asked)
    await app.core.db.updateTable('account').set({ role: 'member' }).where('id', '=', ada.person.id).execute()
    expect(await approveRequest(bob, asked)).toEqual({ state: 'needs-second' })
    expect(await approveRequest(dora, asked)).toEqual({ state: 'in-force' })
  })
  it('who was administrator in the last 7 days still needs two', async () => {
    const carl = await makePerson(app.core, { role: 'member', role_before: 'admin', role_changed_at: app.core.clock.now() - days(6) })
    expect(await approveRequest(ada, await ask(app, carl))).toEqual({ state: 'needs-second' })
  })
  it('changing a role keeps the higher one on record, and who changed it does not answer', async () => {
    await answering(app)
    const carl = await makePerson(app.core, { role: 'admin' })
    await confirmAct(app, ada.browser, ada.person, 'change-role', { account: carl.id, role: 'member' })
    expect((await ada.browser.post(`/api/console/people/${carl.id}/role`, { role: 'member' })).status).toBe(200)
    const asked = await ask(app, carl)
    expect(await approveRequest(bob, asked)).toEqual({ state: 'needs-second' })
    expect(await viewOf(ada, asked.case)).toMatchObject({ mayAnswer: false, whyNot: 'changed-account' })
  })
  it('a new approver of the last 7 days is not one of them', async () => {
    const carl = await answering(app)
    const fresh = await answering(app, { role_before: 'member', role_changed_at: app.core.clock.now() - days(2) })
    const asked = await ask(app, carl.person, { browser: strangeIp() })
    await approveRequest(ada, asked)
    expect(await viewOf(fresh, asked.case)).toMatchObject({ mayAnswer: false, whyNot: 'new-approver' })
    await goThrough(fresh, { case: asked.case, request: asked.request, waiting: asked.browser })
    const tried = await approveCase(fresh, asked.case, approval({ request: asked.request }))
    expect(tried.body).toMatchObject({ code: 'may_not_answer', detail: { why: 'new-approver' } })
    expect(await suspensions()).toEqual([])
  })
  it('RR-8 beyond 48 hours in force within 7 days', async () => {
    const ana = await makePerson(app.core)
    const now = app.core.clock.now()
    await approveRequest(ada, await ask(app, ana), { hours: 48 })
    await app.core.db
      .updateTable('suspension')
      .set({ starts_at: now - hours(72), ends_at: now - hours(24), made_at: now - hours(72) })
      .execute()
    await app.core.db.updateTable('device').set({ paused_until: null }).where('account_id', '=', ana.id).execute()
    expect(await approveRequest(ada, await ask(app, ana, { browser: strangeIp() }))).toEqual({ state: 'needs-second' })
  })
})

describe('RR-3 a disputed request', () => {
  it('needs two people, in person or by live video, with the stop shown', async () => {
    const ana = await makePerson(app.core)
    await stop(ana.id)
    const asked = await ask(app, ana)
    const view = await viewOf(ada, asked.case)
    expect(view).toMatchObject({ disputed: true, twoBecause: ['disputed', 'red-flag'], contacts: ['in-person', 'live-video'] })
    expect(view.stops).toEqual([{ channel: 'email', at: app.core.clock.now() }])
    for (const kind of ['call-back', 'manager'])
      expect((await step(ada, asked.case, 'contact', { request: asked.request, kind, words: 'x' })).status, kind).toBe(400)
    expect(await approveRequest(ada, asked)).toEqual({ state: 'needs-second' })
    await goThrough(bob, { case: asked.case, request: asked.request, waiting: asked.browser, kind: 'live-video' })
    expect((await approveCase(bob, asked.case, approval({ request: asked.request }))).body).toEqual({ state: 'in-force' })
  })
  it('stays disputed until it is decided, however long that takes', async () => {
    const ana = await makePerson(app.core)
    await stop(ana.id)
    const asked = await ask(app, ana)
    app.core.clock.advance(hours(48))
    const by = await again(app, ada.person)
    expect(await viewOf(by, asked.case)).toMatchObject({ disputed: true })
  })
})

describe('RR-6 fewer than two qualify', () => {
  /** Carl is an administrator, and Ada alone could answer for him. */
  async function alone() {
    await app.core.db.updateTable('account').set({ state: 'disabled' }).where('id', '=', bob.person.id).execute()
    const carl = await makePerson(app.core, { role: 'admin', login: 'carl' })
    return carl
  }
  it('one approval takes effect after 24 hours, to the second and with no job running; all are told', async () => {
    const carl = await alone()
    const asked = await ask(app, carl, { browser: strangeIp() })
    expect(await viewOf(ada, asked.case)).toMatchObject({ waits: true, twoBecause: expect.arrayContaining(['administrator']) })
    const startsAt = app.core.clock.now() + hours(24)
    expect(await approveRequest(ada, asked)).toEqual({ state: 'waits', startsAt })
    expect((await asked.browser.get('/api/sign-in')).body).toMatchObject({ step: 'wait', request: { state: 'approved', startsAt } })
    expect(await viewOf(ada, asked.case)).toMatchObject({ state: 'waiting' })
    expect((await app.mailTo(carl.email)).text).toContain('Ada Admin')
    app.core.clock.set(startsAt - 1)
    expect((await asked.browser.post('/api/sign-in/finish')).status).toBe(409)
    app.core.clock.set(startsAt)
    expect((await asked.browser.post('/api/sign-in/finish')).status).toBe(200)
  })
  it('somebody new may give it, too', async () => {
    const carl = await alone()
    await app.core.db.updateTable('account').set({ state: 'disabled' }).where('id', '=', ada.person.id).execute()
    const fresh = await answering(app, { created_at: app.core.clock.now() - days(1) })
    expect(await approveRequest(fresh, await ask(app, carl, { browser: strangeIp() }))).toMatchObject({ state: 'waits' })
  })
  it('can be stopped by anybody who may answer, until then', async () => {
    const carl = await alone()
    const asked = await ask(app, carl, { browser: strangeIp() })
    const { startsAt = 0 } = await approveRequest(ada, asked)
    const fresh = await answering(app, { created_at: app.core.clock.now() - days(1) })
    expect((await step(fresh, asked.case, 'decline', { reason: 'Carl says it was not him' })).status).toBe(200)
    expect(await viewOf(ada, asked.case)).toMatchObject({ state: 'declined' })
    const phone = app.core.db.selectFrom('device').select('paused_until').where('id', '=', carl.phone.id)
    expect(await phone.executeTakeFirst(), 'his phone confirms again').toEqual({ paused_until: null })
    app.core.clock.set(startsAt)
    expect((await asked.browser.post('/api/sign-in/finish')).status).toBe(409)
    expect((await asked.browser.get('/api/sign-in')).body).toMatchObject({ request: { state: 'declined' } })
  })
  it('an approval of before waits where the second person is gone: the first one approves once more', async () => {
    const carl = await makePerson(app.core, { role: 'admin', login: 'carl' })
    const asked = await ask(app, carl, { browser: strangeIp() })
    expect(await approveRequest(ada, asked)).toEqual({ state: 'needs-second' })
    await app.core.db.updateTable('account').set({ state: 'disabled' }).where('id', '=', bob.person.id).execute()
    app.core.clock.advance(minutes(10))
    expect((await viewOf(ada, asked.case)).requests[0]?.mine).toMatchObject({ step: 'decide', decision: 'approved' })
    const once = await approveCase(ada, asked.case, approval({ request: asked.request, note: 'Still' }))
    expect(once.body).toEqual({ state: 'waits', startsAt: app.core.clock.now() + hours(24) })
  })
  it('RR-8 for the next browser the access code is made only then, shown once to who approved it, and ends 60 minutes later', async () => {
    const carl = await alone()
    const given = await approveAtDesk(ada, carl.id)
    expect(given).toEqual({ state: 'waits', startsAt: app.core.clock.now() + hours(24) })
    expect(await app.core.db.selectFrom('access_code').select('id').execute()).toEqual([])
    const { id } = await app.core.db.selectFrom('recovery_case').select('id').executeTakeFirstOrThrow()
    expect((await ada.browser.post(`/api/console/cases/${id}/access-code`)).body).toMatchObject({ code: 'case_over' })
    app.core.clock.set(given.startsAt ?? 0)
    const by = await again(app, ada.person)
    const fresh = await answering(app, { created_at: app.core.clock.now() - days(1) })
    expect((await viewOf(by, id)).codeReady).toBe(true)
    expect((await viewOf(fresh, id)).codeReady).toBeUndefined()
    expect((await fresh.browser.post(`/api/console/cases/${id}/access-code`)).status).toBe(404)
    expect((await by.browser.post(`/api/console/cases/${id}/access-code`)).body).toMatchObject({ code: 'confirmation_needed' })
    await confirmAct(app, by.browser, by.person, 'show-access-code', { case: id })
    const shown = await by.browser.post(`/api/console/cases/${id}/access-code`)
    expect(shown.body).toMatchObject({ state: 'in-force', codeExpiresAt: app.core.clock.now() + minutes(60) })
    await confirmAct(app, by.browser, by.person, 'show-access-code', { case: id })
    expect((await by.browser.post(`/api/console/cases/${id}/access-code`)).body).toMatchObject({ code: 'case_over' })
    const { finished } = await claim(carl, (shown.body as { code: string }).code)
    expect(finished.status).toBe(200)
  })
  it('a new password waits as well, and "This wasn’t me" ends it', async () => {
    const carl = await alone()
    const given = await approveAtDesk(ada, carl.id, { name: 'password-code' })
    expect(given).toMatchObject({ state: 'waits' })
    const { id } = await app.core.db.selectFrom('recovery_case').select('id').executeTakeFirstOrThrow()
    app.core.clock.set((given.startsAt ?? 0) + 1)
    const by = await again(app, ada.person)
    expect((await viewOf(by, id)).codeReady).toBe(true)
    await app.core.db.transaction().execute((tx) => app.core.ends(tx, carl.id, 'notice-not-me', {}))
    expect((await viewOf(by, id)).codeReady).toBeUndefined()
    await confirmAct(app, by.browser, by.person, 'show-access-code', { case: id })
    expect((await by.browser.post(`/api/console/cases/${id}/access-code`)).body).toMatchObject({ code: 'case_over' })
  })
})

describe('RR-7 without a request', () => {
  it('ends in an access code for the next browser, shown once, that needs the password', async () => {
    const ana = await makePerson(app.core)
    const given = await approveAtDesk(ada, ana.id)
    expect(given).toMatchObject({ state: 'in-force', codeExpiresAt: app.core.clock.now() + minutes(60) })
    expect(given.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const rows = await app.core.db.selectFrom('access_code').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(given.code?.replace('-', ''))
    const { browser, finished } = await claim(ana, given.code)
    expect(finished.status).toBe(200)
    expect((await browser.get('/api/session')).body).toMatchObject({ access: 'one-factor' })
    expect((await claim(ana, given.code)).typed.status, 'it is used up').toBe(422)
  })
  it('the attacker who asked first gets nothing from it: his request ends', async () => {
    const ana = await makePerson(app.core)
    const attacker = await ask(app, ana, { browser: strangeIp() })
    const opened = await ada.browser.post(`/api/console/people/${ana.id}/two-factor`)
    expect(opened.body, 'open requests are shown first').toEqual({ case: attacker.case, existing: true })
    await goThrough(ada, { case: attacker.case })
    // RR-4: another request is open, so that two people look at it.
    expect((await approveCase(ada, attacker.case, approval())).body).toEqual({ state: 'needs-second' })
    await goThrough(bob, { case: attacker.case })
    const given = (await approveCase(bob, attacker.case, approval())).body as { code: string }
    expect((await attacker.browser.post('/api/sign-in/finish')).status).toBe(409)
    expect((await attacker.browser.get('/api/sign-in')).body).toMatchObject({ request: { state: 'ended' } })
    expect((await claim(ana, given.code)).finished.status).toBe(200)
    expect((await attacker.browser.post('/api/sign-in/finish')).status).toBe(409)
  })
  it('the attacker’s "Withdraw" does not end what goes on at the desk', async () => {
    const ana = await makePerson(app.core)
    const attacker = await ask(app, ana, { browser: strangeIp() })
    await goThrough(ada, { case: attacker.case })
    expect((await attacker.browser.post('/api/sign-in/request/withdraw')).status).toBe(200)
    expect((await approveCase(ada, attacker.case, approval())).body).toMatchObject({ state: 'in-force' })
  })
  it('asks no caller code, and takes none', async () => {
    const ana = await makePerson(app.core)
    const id = await openCaseFor(ada, ana.id, 'two-factor')
    expect(await goThrough(ada, { case: id })).toMatchObject({ step: 'decide' })
    expect((await step(ada, id, 'caller-code', { code: 'ABCDEF' })).body).toMatchObject({ code: 'step_not_open' })
  })
  it('names the open case instead of opening a second one; one that nobody began stands in nobody’s way', async () => {
    const ana = await makePerson(app.core)
    const id = await openCaseFor(ada, ana.id, 'two-factor')
    expect((await bob.browser.post(`/api/console/people/${ana.id}/two-factor`)).body).toEqual({ case: id, existing: true })
    const password = (await bob.browser.post(`/api/console/people/${ana.id}/password-code`)).body as { case: string; existing: boolean }
    expect(password).toMatchObject({ existing: false })
    await goThrough(bob, { case: password.case })
    expect((await ada.browser.post(`/api/console/people/${ana.id}/two-factor`)).body).toEqual({ case: password.case, existing: true })
    app.core.clock.advance(hours(24))
    const by = await again(app, ada.person)
    expect(await viewOf(by, password.case)).toMatchObject({ state: 'ended' })
    expect((await by.browser.post(`/api/console/people/${ana.id}/two-factor`)).body).toMatchObject({ existing: false })
  })
  it('there is nothing to suspend for an account without two-factor authentication', async () => {
    const ana = await makePerson(app.core, { two_factor_since: null })
    expect((await ada.browser.post(`/api/console/people/${ana.id}/two-factor`)).status).toBe(400)
  })
  it('"Turn on now" ends it at once, with its session and its code', async () => {
    const ana = await makePerson(app.core)
    const { browser } = await claim(ana, (await approveAtDesk(ada, ana.id)).code)
    const turnOn = () => ada.browser.post(`/api/console/people/${ana.id}/turn-on`)
    expect((await turnOn()).body).toMatchObject({ code: 'confirmation_needed' })
    await confirmAct(app, ada.browser, ada.person, 'turn-on-two-factor', { account: ana.id })
    expect((await turnOn()).status).toBe(200)
    expect((await browser.get('/api/session')).status).toBe(401)
    const again = (await (await logIn(ana)).get('/api/sign-in')).body as SignInView
    expect(again.methods?.map((one) => one.kind)).toContain('phone')
  })
})

describe('RR-13 phone and password are both lost', () => {
  it('two people give the two halves, an hour apart', async () => {
    const ana = await makePerson(app.core)
    const password = await approveAtDesk(ada, ana.id, { name: 'password-code' })
    expect(password).toMatchObject({ state: 'in-force', code: expect.any(String) })
    const given = app.core.clock.now()
    app.core.clock.advance(minutes(10))
    const phone = await approveAtDesk(bob, ana.id)
    expect(phone).toMatchObject({ state: 'in-force', startsAt: given + minutes(60), code: expect.any(String) })
    const fresh = 'purple giraffes count the moons'
    const set = await app.browser().post('/api/forgotten-password/access-code', { login: ana.login, code: password.code, password: fresh })
    expect(set.status).toBe(200)
    const browser = app.browser()
    await browser.post('/api/sign-in', { login: ana.login, password: fresh })
    expect((await browser.post('/api/sign-in/access-code', { code: phone.code })).status, 'too early').toBe(422)
    app.core.clock.set(given + minutes(60))
    const later = app.browser()
    await later.post('/api/sign-in', { login: ana.login, password: fresh })
    expect((await later.post('/api/sign-in/access-code', { code: phone.code })).status).toBe(200)
    expect((await later.post('/api/sign-in/finish')).status).toBe(200)
  })
  it.each([
    ['password-code', 'two-factor'],
    ['two-factor', 'password-code'],
  ] as const)('one person cannot give %s and then %s alone', async (first, second) => {
    const ana = await makePerson(app.core)
    expect(await approveAtDesk(ada, ana.id, { name: first })).toMatchObject({ state: 'in-force' })
    expect(await approveAtDesk(ada, ana.id, { name: second })).toEqual({ state: 'needs-second' })
    const id = await caseOf(app, ana.id)
    expect(await viewOf(bob, id)).toMatchObject({ twoBecause: ['password-too'], contacts: ['in-person', 'live-video'] })
    expect((await step(bob, id, 'contact', { kind: 'call-back', words: 'x' })).status).toBe(400)
    await goThrough(bob, { case: id })
    expect((await approveCase(bob, id, approval())).body).toMatchObject({ state: 'in-force' })
  })
  it('where nobody else qualifies, the second half waits for 24 hours', async () => {
    const ana = await makePerson(app.core)
    await app.core.db.updateTable('account').set({ state: 'disabled' }).where('id', '=', bob.person.id).execute()
    await approveAtDesk(ada, ana.id, { name: 'password-code' })
    expect(await approveAtDesk(ada, ana.id)).toEqual({ state: 'waits', startsAt: app.core.clock.now() + hours(24) })
  })
  it('SI-15 after a granted request a second person gives the code for the new password, at once', async () => {
    const ana = await makePerson(app.core)
    await approveRequest(ada, await ask(app, ana))
    expect(await approveAtDesk(ada, ana.id, { name: 'password-code' })).toEqual({ state: 'needs-second' })
    const id = await caseOf(app, ana.id)
    expect((await viewOf(bob, id)).contacts).toContain('call-back')
    await goThrough(bob, { case: id })
    const given = (await approveCase(bob, id, approval())).body as { startsAt?: number; code: string }
    expect(given).toMatchObject({ state: 'in-force', code: expect.any(String) })
    expect(given.startsAt).toBeUndefined()
  })
})

describe('RR-3 each approval is told', () => {
  it('to the owner, with "Stop this", and to the others who may answer', async () => {
    const carl = await answering(app, { login: 'carl' })
    const asked = await ask(app, carl.person, { browser: strangeIp() })
    await approveRequest(ada, asked)
    const mail = await app.mailTo(carl.person.email)
    expect(mail.text).toContain('Ada Admin')
    expect(mail.text).toMatch(/\/link\/stop#[\w-]{43}/)
    expect((await app.mailTo(bob.person.email)).text).toContain('A second person must agree')
    await approveRequest(bob, asked)
    expect((await app.mailTo(carl.person.email)).text).toContain('Bob Admin')
  })
})
