import type { Approved, CaseLines, CaseView } from '@sparekey/protocol/cases'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours, minutes } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { makeAnsweringRow } from '../../testing/index.ts'
import {
  buildTestApp,
  confirmAct,
  makePerson,
  signInAs,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
} from '../../testing/whole.ts'
import {
  type Answering,
  again,
  answering,
  approval,
  approveCase,
  approveRequest,
  ask,
  callerCode,
  goThrough,
  signedParams,
  step,
  viewOf,
} from './testing/answering.ts'

let app: TestApp
let ana: TestPerson
let admin: Answering

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana', name: 'Ana Silva' })
  admin = await answering(app, { login: 'ada', name: 'Ada Admin' })
})
afterEach(() => app.close())

const lines = async (by: Answering) => (await by.browser.get('/api/console/cases')).body as CaseLines
const finish = (browser: TestBrowser) => browser.post('/api/sign-in/finish')
const acts = async () => (await app.core.db.selectFrom('audit').select('act').execute()).map((one) => one.act)
const mine = async (asked: { case: string; request: string }) =>
  (await viewOf(admin, asked.case)).requests.find((one) => one.id === asked.request)?.mine

describe('RR-5 the four steps', () => {
  it('lead from the request to a session of one factor, in the browser that asked and in no other', async () => {
    const asked = await ask(app, ana)
    const stranger = { browser: app.browser({ ip: '192.0.2.66' }) }
    await stranger.browser.post('/api/sign-in', { login: 'ana', password: testPassword })
    const approved = await approveRequest(admin, asked)
    expect(approved).toEqual({ state: 'in-force' })
    expect((await finish(asked.browser)).status).toBe(200)
    expect((await asked.browser.get('/api/session')).body).toMatchObject({ access: 'one-factor', account: { login: 'ana' } })
    expect((await finish(stranger.browser)).status).toBe(409)
    expect((await stranger.browser.get('/api/session')).status).toBe(401)
    expect(await acts()).toEqual(
      expect.arrayContaining(['recovery_contact_made', 'recovery_account_compared', 'recovery_caller_code_right', 'recovery_approved']),
    )
  })
  it('each opens the next, and none comes before its turn', async () => {
    const asked = await ask(app, ana)
    const { request } = asked
    const code = await callerCode(asked.browser)
    const early = (name: string, body: object) => step(admin, asked.case, name, { request, ...body })
    expect((await early('account', { agrees: true, said: 'x' })).body).toMatchObject({ code: 'step_not_open', detail: { step: 'contact' } })
    expect((await early('caller-code', { code })).body).toMatchObject({ code: 'step_not_open' })
    expect((await approveCase(admin, asked.case, approval({ request }))).body).toMatchObject({ code: 'step_not_open' })
    expect((await early('contact', { kind: 'in-person', words: 'At the desk' })).status).toBe(200)
    expect((await early('contact', { kind: 'in-person', words: 'Again' })).body).toMatchObject({ code: 'step_not_open' })
    expect((await early('caller-code', { code })).body).toMatchObject({ code: 'step_not_open', detail: { step: 'account' } })
    expect((await early('account', { agrees: true, said: 'At nine' })).status).toBe(200)
    expect((await approveCase(admin, asked.case, approval({ request }))).body).toMatchObject({ code: 'step_not_open' })
    expect((await early('caller-code', { code })).status).toBe(200)
    expect(await mine(asked)).toMatchObject({ step: 'decide', contact: { kind: 'in-person', detail: 'At the desk' } })
  })
  it('(2) what does not agree leaves only "Decline"', async () => {
    const asked = await ask(app, ana)
    const { request } = asked
    await step(admin, asked.case, 'contact', { request, kind: 'in-person', words: 'At the desk' })
    await step(admin, asked.case, 'account', { request, agrees: false, said: 'Knew nothing' })
    expect(await mine(asked)).toMatchObject({ step: 'decline-only' })
    expect((await step(admin, asked.case, 'caller-code', { request, code: await callerCode(asked.browser) })).status).toBe(422)
    expect((await approveCase(admin, asked.case, approval({ request }))).body).toMatchObject({ code: 'step_not_open' })
    expect((await step(admin, asked.case, 'decline', { request, reason: 'Not them' })).status).toBe(200)
  })
  it('(3) takes this minute’s code and the last one’s, in any form, and no older one', async () => {
    const asked = await ask(app, ana)
    const { request } = asked
    await goThrough(admin, { case: asked.case, request })
    app.core.clock.set(minutes(Math.ceil(app.core.clock.now() / minutes(1))))
    const code = await callerCode(asked.browser)
    app.core.clock.advance(minutes(2))
    expect((await step(admin, asked.case, 'caller-code', { request, code })).body).toMatchObject({ code: 'caller_code_wrong' })
    app.core.clock.advance(-1)
    const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3).toLowerCase()} `
    expect((await step(admin, asked.case, 'caller-code', { request, code: typed })).status).toBe(200)
  })
  it('(3) five wrong ones, and this approver can no longer answer this request; another one can', async () => {
    const asked = await ask(app, ana)
    const { request } = asked
    await goThrough(admin, { case: asked.case, request })
    for (let left = 4; left >= 0; left--) {
      const wrong = await step(admin, asked.case, 'caller-code', { request, code: '000000' })
      if (left > 0) expect(wrong.body).toMatchObject({ code: 'caller_code_wrong', detail: { triesLeft: left } })
      else expect(wrong.body).toMatchObject({ code: 'may_not_answer', detail: { why: 'barred' } })
    }
    const right = { request, code: await callerCode(asked.browser) }
    expect((await step(admin, asked.case, 'caller-code', right)).body).toMatchObject({ detail: { why: 'barred' } })
    expect((await approveCase(admin, asked.case, approval({ request }))).body).toMatchObject({ code: 'may_not_answer' })
    expect((await step(admin, asked.case, 'decline', { request, reason: 'Tried all' })).body).toMatchObject({ code: 'may_not_answer' })
    expect(await mine(asked)).toMatchObject({ step: 'barred', callerTriesLeft: 0 })
    const other = await answering(app)
    expect(await approveRequest(other, asked)).toEqual({ state: 'in-force' })
  })
  it('(3) the code of another request of the same account is a wrong one', async () => {
    const asked = await ask(app, ana)
    const other = await ask(app, ana, { browser: app.browser({ ip: '192.0.2.66' }) })
    await goThrough(admin, { case: asked.case, request: asked.request })
    const read = await callerCode(other.browser)
    expect((await step(admin, asked.case, 'caller-code', { request: asked.request, code: read })).status).toBe(422)
  })
  it('(4) is confirmed on the phone for exactly this approval, and for no other', async () => {
    const asked = await ask(app, ana)
    await goThrough(admin, { case: asked.case, request: asked.request, waiting: asked.browser })
    const body = approval({ request: asked.request })
    const needed = await step(admin, asked.case, 'approve', body)
    expect(needed).toMatchObject({ status: 403, body: { code: 'confirmation_needed', detail: { act: 'approve-recovery' } } })
    await confirmAct(app, admin.browser, admin.person, 'approve-recovery', signedParams(asked.case, body))
    for (const changed of [{ hours: 48 }, { fate: 'lost' }, { note: 'Something else' }] as const)
      expect((await step(admin, asked.case, 'approve', { ...body, ...changed })).body).toMatchObject({ code: 'confirmation_needed' })
    expect((await step(admin, asked.case, 'approve', body)).body).toEqual({ state: 'in-force' })
  })
  it('(4) is confirmed by no recovery code', async () => {
    const asked = await ask(app, ana)
    const params = signedParams(asked.case, approval({ request: asked.request }))
    await admin.browser.post('/api/confirmations', { act: 'approve-recovery', params, password: 'correct horse battery staple' })
    const typed = await admin.browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: admin.person.codes[0] })
    expect(typed.body).toMatchObject({ code: 'method_not_usable' })
  })
  it('(4) for this browser with a request, for the next one without: nothing in between', async () => {
    const asked = await ask(app, ana)
    await goThrough(admin, { case: asked.case, request: asked.request, waiting: asked.browser })
    const mixed = approval({ request: asked.request, scope: 'next-browser' })
    expect((await approveCase(admin, asked.case, mixed)).body).toMatchObject({ code: 'bad_request' })
  })
  it('"2 days" and "Lost or stolen" are what was granted', async () => {
    const asked = await ask(app, ana)
    await approveRequest(admin, asked, { hours: 48, fate: 'lost', numberInIt: true })
    const row = await app.core.db.selectFrom('suspension').selectAll().executeTakeFirstOrThrow()
    const now = app.core.clock.now()
    expect(row).toMatchObject({ fate: 'lost', number_in_it: 1, starts_at: now, ends_at: now + hours(48), source: 'approval' })
    expect((await viewOf(admin, asked.case)).suspension).toMatchObject({ scope: 'this-browser', endsAt: now + hours(48) })
  })
})

describe('RR-5 contact', () => {
  it('needs words for the record', async () => {
    const asked = await ask(app, ana)
    for (const words of ['', '   ', '\u200b'])
      expect((await step(admin, asked.case, 'contact', { request: asked.request, kind: 'in-person', words })).status).toBe(400)
  })
  it('a call back to the number for SMS does not count where that number was in the lost phone', async () => {
    const { core } = app
    const since = core.clock.now() - days(30)
    const sealed = core.secrets.seal({ table: 'phone_number', column: 'number_sealed', row: 'num_sms' }, '+4930555010034')
    const columns = { kind: 'sms', number_sealed: sealed, lookup_mac: 'm', last_two: '34', added_at: since, verified_at: since } as const
    const rest = { replaced_at: null, serves_from: since, held_at: null, blocked_at: null, weak_until: 0, added_by: null }
    await core.db
      .insertInto('phone_number')
      .values({ id: 'num_sms', account_id: ana.id, ...columns, ...rest })
      .execute()
    const asked = await ask(app, ana)
    const { request } = asked
    await step(admin, asked.case, 'contact', { request, kind: 'call-back', number: 'num_sms', words: 'She answered' })
    await step(admin, asked.case, 'account', { request, agrees: true, said: 'At nine' })
    await step(admin, asked.case, 'caller-code', { request, code: await callerCode(asked.browser) })
    const lost = approval({ request, fate: 'lost', numberInIt: true })
    expect((await approveCase(admin, asked.case, lost)).body).toMatchObject({ code: 'bad_request' })
    expect((await approveCase(admin, asked.case, approval({ request, fate: 'lost' }))).body).toEqual({ state: 'in-force' })
  })
  it('a call back goes to a number that was on record 7 days ago, and to no other', async () => {
    const { core } = app
    const other = await makePerson(core, {})
    const number = async (account: string, at: number, e164: string) => {
      const id = newId(core.random, 'num')
      const sealed = core.secrets.seal({ table: 'phone_number', column: 'number_sealed', row: id }, e164)
      const columns = { number_sealed: sealed, lookup_mac: id, last_two: e164.slice(-2), added_at: at, verified_at: null }
      const rest = { replaced_at: null, serves_from: null, held_at: null, blocked_at: null, weak_until: 0, added_by: null }
      await core.db
        .insertInto('phone_number')
        .values({ id, account_id: account, kind: 'contact', ...columns, ...rest })
        .execute()
      return id
    }
    const now = core.clock.now()
    const old = await number(ana.id, now - days(30), '+4930555010034')
    const fresh = await number(ana.id, now - days(2), '+4930555010099')
    const strange = await number(other.id, now - days(30), '+4930555010077')
    const asked = await ask(app, ana)
    expect((await viewOf(admin, asked.case)).numbers).toEqual([{ id: old, number: '+4930555010034', kind: 'contact' }])
    const call = (id?: string) =>
      step(admin, asked.case, 'contact', {
        request: asked.request,
        kind: 'call-back',
        words: 'She answered',
        ...(id ? { number: id } : {}),
      })
    for (const id of [fresh, strange, undefined]) expect((await call(id)).status).toBe(400)
    expect((await call(old)).status).toBe(200)
    expect((await mine(asked))?.contact).toMatchObject({ kind: 'call-back', detail: '•• 34 · She answered' })
    const kept = await core.db.selectFrom('recovery_approval').select('contact_detail').executeTakeFirstOrThrow()
    expect(kept.contact_detail, 'the number itself is kept sealed alone').not.toContain('5550100')
  })
})

describe('RR-6 "Decline"', () => {
  it('ends the request, names who and why on the waiting page, and closes the case', async () => {
    const asked = await ask(app, ana)
    expect((await step(admin, asked.case, 'decline', { request: asked.request, reason: 'I called, it was not her' })).status).toBe(200)
    const page = (await asked.browser.get('/api/sign-in')).body as { request: object }
    expect(page.request).toMatchObject({ state: 'declined', decidedBy: 'Ada Admin', reason: 'I called, it was not her' })
    expect(await viewOf(admin, asked.case)).toMatchObject({ state: 'declined', closedReason: 'declined', whyNot: 'over' })
    expect((await finish(asked.browser)).status).toBe(409)
  })
  it('of one request leaves the others open', async () => {
    const asked = await ask(app, ana)
    const stranger = await ask(app, ana, { browser: app.browser({ ip: '192.0.2.66' }) })
    await step(admin, asked.case, 'decline', { request: stranger.request, reason: 'A stranger' })
    expect(await approveRequest(admin, asked)).toEqual({ state: 'in-force' })
  })
  it('needs a reason', async () => {
    const asked = await ask(app, ana)
    expect((await step(admin, asked.case, 'decline', { request: asked.request, reason: '' })).status).toBe(400)
  })
  it('nothing can be answered afterwards', async () => {
    const asked = await ask(app, ana)
    const { request } = asked
    await step(admin, asked.case, 'decline', { request, reason: 'Not reached' })
    expect((await step(admin, asked.case, 'contact', { request, kind: 'in-person', words: 'x' })).body).toMatchObject({ code: 'case_over' })
    expect((await approveCase(admin, asked.case, approval({ request }))).body).toMatchObject({ code: 'case_over' })
    expect((await step(admin, asked.case, 'decline', { request, reason: 'Twice' })).body).toMatchObject({ code: 'case_over' })
  })
})

describe('RR-4 the case page', () => {
  it('shows the account, the request as plain text, the evidence and contact data of 7 days ago', async () => {
    const known = await signInAs(app, ana, app.browser({ ip: '203.0.113.9' }))
    await known.post('/api/session/log-out')
    const fresh = { address: 'thief@example.net', added_at: app.core.clock.now() - days(1), verified_at: app.core.clock.now() - days(1) }
    const email = { id: newId(app.core.random, 'eml'), account_id: ana.id, address_key: fresh.address, replaced_at: null, held_at: null }
    await app.core.db
      .insertInto('email')
      .values({ ...email, ...fresh })
      .execute()
    const asked = await ask(app, ana, { browser: known, message: '<b>Call</b> me at +1 555\nplease' })
    const view = await viewOf(admin, asked.case)
    expect(view).toMatchObject({ kind: 'request', state: 'open', mayAnswer: true, disputed: false })
    expect(view.requests[0]).toMatchObject({ flags: [{ key: 'phone-used' }], twoBecause: ['red-flag'], waits: true })
    expect(view.account).toMatchObject({ login: 'ana', name: 'Ana Silva', emails: [ana.email] })
    expect(view.requests[0]).toMatchObject({ message: '<b>Call</b> me at +1 555\nplease', knownBrowser: true, state: 'open' })
    expect(view.requests[0]?.evidence[0]).toMatchObject({ key: 'browser-known', tone: 'usual' })
    const keys = view.evidence.map((one) => one.key)
    expect(keys).toContain('phone-signed')
    expect(keys, 'she confirmed a login on it a moment before').toContain('phone-used')
  })
  it('counts failed confirmations before the request', async () => {
    const browser = app.browser()
    await browser.post('/api/sign-in', { login: 'ana', password: 'correct horse battery staple' })
    await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: 'AAAA-AAAA-AAAA-AAAA' })
    // The prompt of that sign-in ran out.
    app.core.clock.advance(minutes(3))
    const asked = await ask(app, ana, { browser })
    const evidence = (await viewOf(admin, asked.case)).requests[0]?.evidence
    expect(evidence?.find((one) => one.key === 'failed-before')?.params).toEqual({ codes: 1, prompts: 1 })
  })
  it('holds no secret of the person: no caller code, no token', async () => {
    const asked = await ask(app, ana)
    const text = (await admin.browser.get(`/api/console/cases/${asked.case}`)).text
    expect(text).not.toContain(await callerCode(asked.browser))
    const row = await app.core.db.selectFrom('recovery_request').select('digest').executeTakeFirstOrThrow()
    expect(text).not.toContain(row.digest)
  })
  it('an expired request is over by its time, with no job running', async () => {
    const asked = await ask(app, ana)
    app.core.clock.advance(hours(72))
    const by = await again(app, admin.person)
    expect(await viewOf(by, asked.case)).toMatchObject({ state: 'ended', closedReason: 'expired', whyNot: 'over' })
    const late = await step(by, asked.case, 'contact', { request: asked.request, kind: 'in-person', words: 'x' })
    expect(late.body).toMatchObject({ code: 'request_over' })
  })
})

describe('the list of cases', () => {
  it('has open ones first, then the last 30 days, with the badge’s number', async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    const old = await ask(app, ben)
    await step(admin, old.case, 'decline', { request: old.request, reason: 'Not reached' })
    const asked = await ask(app, ana)
    const { cases, open } = await lines(admin)
    expect(open).toBe(1)
    expect(cases.map((one) => [one.account.login, one.state])).toEqual([
      ['ana', 'open'],
      ['ben', 'declined'],
    ])
    expect(cases[0]).toMatchObject({ id: asked.case, kind: 'request', requests: 1, needs: 1, agreed: 0, mayAnswer: true })
    expect((await admin.browser.get('/api/session')).body).toMatchObject({ openCases: 1 })
    app.core.clock.advance(days(31))
    expect((await lines(await again(app, admin.person))).cases.map((one) => one.account.login)).not.toContain('ben')
  })
  it('says at once that something changed', async () => {
    let heard = 0
    app.core.live.subscribe('console', () => heard++)
    await ask(app, ana)
    expect(heard).toBeGreaterThan(0)
  })
})

describe('RR-6 who sees and answers a case', () => {
  async function inGroup(...accounts: string[]): Promise<void> {
    const id = newId(app.core.random, 'grp')
    await app.core.db.insertInto('people_group').values({ id, name: id, name_key: id, created_at: 1 }).execute()
    for (const account_id of accounts) {
      await app.core.db.insertInto('membership').values({ account_id, group_id: id, added_at: 1 }).execute()
      await makeAnsweringRow(app.core, account_id, id)
    }
  }
  it('an approver of its groups', async () => {
    const near = await answering(app, { role: 'approver' })
    await inGroup(near.person.id, ana.id)
    expect(await approveRequest(near, await ask(app, ana))).toEqual({ state: 'in-force' })
  })
  it('to an approver of other groups, and to members, there is no such case', async () => {
    const far = await answering(app, { role: 'approver' })
    const asked = await ask(app, ana)
    expect((await lines(far)).cases).toEqual([])
    expect((await far.browser.get(`/api/console/cases/${asked.case}`)).status).toBe(404)
    for (const [name, body] of Object.entries({
      contact: { kind: 'in-person', words: 'x' },
      account: { agrees: true, said: 'x' },
      'caller-code': { code: 'ABCDEF' },
      decline: { reason: 'because' },
      approve: approval({ request: asked.request }),
    }))
      expect((await step(far, asked.case, name, { request: asked.request, ...body })).status, name).toBe(404)
    expect((await far.browser.post(`/api/console/people/${ana.id}/two-factor`)).status).toBe(404)
    const member = await signInAs(app, await makePerson(app.core), app.browser({ ip: '203.0.113.50' }))
    expect((await member.get('/api/console/cases')).body).toMatchObject({ code: 'role_too_low' })
  })
  it('nobody their own', async () => {
    const other = await answering(app)
    const own = await ask(app, other.person, { browser: app.browser({ ip: '203.0.113.77' }) })
    const view = await viewOf(other, own.case)
    expect(view).toMatchObject({ mayAnswer: false, whyNot: 'own-account' })
    const taken = await step(other, own.case, 'contact', { request: own.request, kind: 'in-person', words: 'It is me' })
    expect(taken.body).toMatchObject({ code: 'may_not_answer', detail: { why: 'own-account' } })
    expect((await other.browser.post(`/api/console/people/${other.person.id}/two-factor`)).body).toMatchObject({ code: 'may_not_answer' })
  })
  it('nobody in a session of one factor', async () => {
    const asked = await ask(app, ana)
    await approveRequest(admin, asked)
    await finish(asked.browser)
    await app.core.db.updateTable('account').set({ role: 'admin' }).where('id', '=', ana.id).execute()
    for (const url of ['/api/console/cases', '/api/console/without-two-factor'])
      expect((await asked.browser.get(url)).body, url).toMatchObject({ code: 'access_too_low' })
  })
})

describe('RR-6 five approvals in an hour', () => {
  it('pause that approver for 60 minutes and tell the others', async () => {
    const other = await answering(app, { login: 'bob' })
    const people = []
    for (let n = 0; n < 6; n++) people.push(await makePerson(app.core))
    for (const [n, person] of people.slice(0, 5).entries())
      await approveRequest(admin, await ask(app, person, { browser: app.browser({ ip: `192.0.2.${n + 1}` }) }))
    await app.deliver()
    const subjects = app.mails.filter((one) => one.to === other.person.email).map((one) => one.subject)
    expect(subjects).toContain('Example: Five approvals within an hour')
    const sixth = await ask(app, people[5] as TestPerson, { browser: app.browser({ ip: '192.0.2.6' }) })
    await goThrough(admin, { case: sixth.case, request: sixth.request, waiting: sixth.browser })
    const body = approval({ request: sixth.request })
    const retryAt = app.core.clock.now() + minutes(60)
    // Five prompts in ten minutes are paused as well (SI-6).
    app.core.clock.advance(minutes(11))
    const refused = await approveCase(admin, sixth.case, body)
    expect(refused).toMatchObject({ body: { code: 'approvals_paused', retryAt } })
    expect((await step(admin, sixth.case, 'decline', { request: sixth.request, reason: 'May be stopped' })).status).toBe(200)
    app.core.clock.set(retryAt)
    const by = await again(app, admin.person)
    const seventh = await ask(app, people[5] as TestPerson, { browser: app.browser({ ip: '192.0.2.7' }) })
    const approved: Approved = await approveRequest(by, seventh)
    expect(approved.state).toBe('in-force')
  })
})

describe('what a view is made of', () => {
  it('is the declared one: nothing else leaves', async () => {
    const asked = await ask(app, ana)
    const view: CaseView = await viewOf(admin, asked.case)
    expect(Object.keys(view.requests[0] ?? {})).not.toContain('browser')
    expect(view.contacts).toEqual(['in-person', 'live-video', 'call-back', 'manager'])
  })
})
