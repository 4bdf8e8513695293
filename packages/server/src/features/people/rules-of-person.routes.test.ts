import type { PersonView } from '@sparekey/protocol/console'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours, seconds } from '../../kernel/clock.ts'
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

let app: TestApp
let ada: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ada = await makePerson(app.core, { role: 'admin', login: 'ada', name: 'Ada Admin' })
  browser = await signInAs(app, ada)
})
afterEach(() => app.close())

const person = async (id: string) => (await browser.get(`/api/console/people/${id}`)).body as PersonView
const post = (id: string, act: string, body: object, from = browser) => from.post(`/api/console/people/${id}/${act}`, body)
async function group(name: string): Promise<string> {
  const id = `grp_${name}`
  await app.core.db.insertInto('people_group').values({ id, name, name_key: name, created_at: 1 }).execute()
  return id
}
/** Somebody who never set it up and has three days left, logged in with the password alone. */
async function newcomer(given: object = {}) {
  const who = await makePerson(app.core, { two_factor_since: null, due_at: app.core.clock.now() + days(3), name: 'Nina', ...given })
  const theirs = app.browser()
  await theirs.post('/api/sign-in', { login: who.login, password: testPassword })
  await theirs.post('/api/sign-in/finish')
  return { who, theirs }
}

describe('EN-2 after the deadline', () => {
  it('EN-2 a session that was opened before it leads to the set-up and nothing else, on every route', async () => {
    const { theirs } = await newcomer()
    expect((await theirs.get('/api/account/security')).status).toBe(200)
    app.core.clock.advance(days(3) - 1)
    const again = await newcomer({ due_at: app.core.clock.now() + 1 })
    expect((await again.theirs.get('/api/account/security')).status).toBe(200)
    app.core.clock.advance(1)
    expect(await again.theirs.get('/api/account/security')).toMatchObject({ status: 403, body: { code: 'access_too_low' } })
    expect((await again.theirs.get('/api/session')).body).toMatchObject({ access: 'set-up' })
    expect((await again.theirs.get('/api/account/history')).status).toBe(403)
    expect((await again.theirs.get('/api/set-up')).status).toBe(200)
  })
})

describe('EN-2 an extension', () => {
  const extend = async (id: string, until: number, reason = 'On parental leave') => {
    await confirmAct(app, browser, ada, 'extend-deadline', { account: id, until: String(until), reason })
    return await post(id, 'deadline', { until, reason })
  }

  it('EN-2 gives one member longer, with a reason that is in the record, and tells them', async () => {
    const { who, theirs } = await newcomer()
    const until = app.core.clock.now() + days(20)
    expect(await post(who.id, 'deadline', { until, reason: 'On leave' })).toMatchObject({ body: { code: 'confirmation_needed' } })
    for (const reason of ['', '  ', '      x'])
      expect((await post(who.id, 'deadline', { until, reason })).body, 'it asks for a reason, before any confirmation').not.toMatchObject({
        code: 'confirmation_needed',
      })
    expect((await extend(who.id, until)).status).toBe(200)
    expect((await theirs.get('/api/session')).body).toMatchObject({ dueAt: until })
    const row = await app.core.db.selectFrom('audit').selectAll().where('act', '=', 'deadline_extended').executeTakeFirstOrThrow()
    expect(row).toMatchObject({ reason: 'On parental leave', actor_id: ada.id, account_id: who.id })
    expect((await app.mailTo(who.email)).text).toContain('On parental leave')
    expect((await app.mailTo(ada.email)).text).toContain('gave Nina')
  })

  it.each([
    ['beyond 30 days', days(30) + 1],
    ['to before the deadline there is', days(2)],
    ['into the past', -1],
  ])('EN-2 never %s', async (_what, from) => {
    const { who } = await newcomer()
    const until = app.core.clock.now() + from
    if (until < 0) return
    expect(await extend(who.id, until)).toMatchObject({ status: 409, body: { code: 'deadline_not_extendable' } })
  })

  it('EN-2 never for an administrator, an approver, who has set it up, or oneself', async () => {
    const until = app.core.clock.now() + days(20)
    const boss = await makePerson(app.core, { two_factor_since: null, role: 'admin' })
    const approver = await makePerson(app.core, { two_factor_since: null, role: 'approver' })
    const done = await makePerson(app.core)
    for (const one of [boss, approver, done])
      expect(await post(one.id, 'deadline', { until, reason: 'because' })).toMatchObject({ body: { code: 'deadline_not_extendable' } })
    expect(await post(ada.id, 'deadline', { until, reason: 'because' })).toMatchObject({ body: { code: 'own_account' } })
    expect((await person(approver.id)).extendable).toBe(false)
  })

  it('EN-2 counts no longer for who becomes an approver', async () => {
    const { who } = await newcomer()
    await extend(who.id, app.core.clock.now() + days(20))
    await app.core.db.updateTable('account').set({ role: 'approver' }).where('id', '=', who.id).execute()
    expect((await person(who.id)).dueAt).toBeLessThanOrEqual(app.core.clock.now())
  })

  it('EN-2 is given by administrators in full sessions alone, for exactly what was confirmed', async () => {
    const { who } = await newcomer()
    const until = app.core.clock.now() + days(20)
    const approver = await makePerson(app.core, { role: 'approver' })
    expect((await post(who.id, 'deadline', { until, reason: 'because' }, await signInAs(app, approver))).status).toBe(403)
    await confirmAct(app, browser, ada, 'extend-deadline', { account: who.id, until: String(until), reason: 'because' })
    expect(await post(who.id, 'deadline', { until: until + 1, reason: 'because' })).toMatchObject({ body: { code: 'confirmation_needed' } })
    await app.core.db.updateTable('session').set({ access: 'one-factor' }).execute()
    app.core.clock.advance(seconds(2))
    expect((await post(who.id, 'deadline', { until, reason: 'because' })).status).toBe(403)
  })
})

describe('RR-6 whom an approver answers for', () => {
  const change = async (id: string, group: string, name: string, answers: boolean) => {
    await confirmAct(app, browser, ada, 'change-answers-for', { account: id, group, name, answers: answers ? 'yes' : 'no' })
    return await post(id, 'answers-for', { group, answers })
  }

  it('RR-6 is said by an administrator with a fresh confirmation, and is in the record', async () => {
    const pia = await makePerson(app.core, { role: 'approver' })
    const sales = await group('sales')
    expect((await person(pia.id)).answersFor).toEqual([])
    expect(await post(pia.id, 'answers-for', { group: sales, answers: true })).toMatchObject({ body: { code: 'confirmation_needed' } })
    expect((await change(pia.id, sales, 'sales', true)).status).toBe(200)
    expect((await person(pia.id)).answersFor).toEqual([{ id: sales, name: 'sales' }])
    expect((await change(pia.id, sales, 'sales', false)).status).toBe(200)
    expect((await person(pia.id)).answersFor).toEqual([])
    const rows = await app.core.db.selectFrom('audit').select('detail').where('act', '=', 'answers_for_changed').execute()
    expect(rows).toHaveLength(2)
    // The right of before stays on record, with its end.
    expect(await app.core.db.selectFrom('answering_group').select('removed_at').execute()).toEqual([{ removed_at: app.core.clock.now() }])
  })

  it('RR-6 follows from no membership: nobody is moved into a right', async () => {
    const pia = await makePerson(app.core, { role: 'approver' })
    const ana = await makePerson(app.core)
    const sales = await group('sales')
    for (const account_id of [pia.id, ana.id])
      await app.core.db.insertInto('membership').values({ account_id, group_id: sales, added_at: 1 }).execute()
    expect((await person(pia.id)).answersFor).toEqual([])
  })

  it('RR-6 is said of approvers alone, of groups that there are, never of oneself or by others', async () => {
    const ana = await makePerson(app.core)
    const pia = await makePerson(app.core, { role: 'approver' })
    const sales = await group('sales')
    expect((await post(ana.id, 'answers-for', { group: sales, answers: true })).status).toBe(400)
    expect((await post(pia.id, 'answers-for', { group: 'grp_none', answers: true })).status).toBe(404)
    expect(await post(ada.id, 'answers-for', { group: sales, answers: true })).toMatchObject({ body: { code: 'own_account' } })
    expect((await post(pia.id, 'answers-for', { group: sales, answers: true }, await signInAs(app, pia))).status).toBe(403)
  })
})

describe('EN-1 the rules of one person', () => {
  it('EN-1 are shown with who says so', async () => {
    const ana = await makePerson(app.core)
    const [sales, lab] = [await group('Sales'), await group('Lab')]
    for (const group_id of [sales, lab])
      await app.core.db.insertInto('membership').values({ account_id: ana.id, group_id, added_at: 1 }).execute()
    const row = { made_at: 1, made_by: ada.id, revision: 1, works_from: 1, replaced_at: null, stopped_at: null, stopped_by: null }
    const rule = (id: string, group_id: string, setting: string, value: string) =>
      app.core.db
        .insertInto('policy_rule')
        .values({ id, group_id, setting, value, ...row })
        .execute()
    await rule('pol_1', sales, 'matchDigits', '5')
    await rule('pol_2', lab, 'matchDigits', '4')
    await rule('pol_3', lab, 'methods', 'phone,sms')
    await rule('pol_4', sales, 'methods', 'phone,recovery-code')
    const { rules } = await person(ana.id)
    const of = (setting: string) => rules.find((one) => one.setting === setting)
    expect(of('matchDigits')).toEqual({ setting: 'matchDigits', value: '5', from: ['Sales'] })
    expect(of('methods')).toMatchObject({ value: 'phone', from: expect.arrayContaining(['Sales', 'Lab']) })
    expect(of('idleMinutes')).toEqual({ setting: 'idleMinutes', value: '30', from: ['everyone'] })
    expect((await person(ada.id)).rules.find((one) => one.setting === 'setUpDays')).toMatchObject({ value: '0', from: ['role'] })
  })
  it('EN-1 are those of now: what ended an hour ago is not among them', async () => {
    const ana = await makePerson(app.core)
    const now = app.core.clock.now()
    const row = {
      id: 'pol_1',
      group_id: '',
      setting: 'matchDigits',
      value: '5',
      revision: 1,
      made_at: 1,
      made_by: ada.id,
      stopped_at: null,
      stopped_by: null,
    }
    await app.core.db
      .insertInto('policy_rule')
      .values({ ...row, works_from: 1, replaced_at: now - hours(1) })
      .execute()
    expect((await person(ana.id)).rules.find((one) => one.setting === 'matchDigits')?.value).toBe('3')
  })
})

describe('EN-1 moving somebody out of stricter rules', () => {
  it('EN-1 needs a fresh confirmation that names the groups; any other change of groups does not', async () => {
    const ana = await makePerson(app.core)
    const [sales, lab] = [await group('Sales'), await group('Lab')]
    const row = { made_at: 1, made_by: ada.id, revision: 1, works_from: 1, replaced_at: null, stopped_at: null, stopped_by: null }
    await app.core.db
      .insertInto('policy_rule')
      .values({ id: 'pol_1', group_id: sales, setting: 'twoApprovers', value: 'yes', ...row })
      .execute()
    expect((await post(ana.id, 'groups', { groups: [sales, lab] })).status).toBe(200)
    expect((await post(ana.id, 'groups', { groups: [sales] })).status).toBe(200)
    const refused = await post(ana.id, 'groups', { groups: [] })
    expect(refused).toMatchObject({ status: 403, body: { code: 'confirmation_needed', detail: { act: 'change-groups' } } })
    expect((await person(ana.id)).groups).toHaveLength(1)
    const params = JSON.parse((refused.body as { detail: { params: string } }).detail.params) as Record<string, string>
    expect(params.leaves).toBe('Sales')
    await confirmAct(app, browser, ada, 'change-groups', params)
    expect((await post(ana.id, 'groups', { groups: [] })).status).toBe(200)
    expect((await person(ana.id)).groups).toEqual([])
  })
})

describe('EN-1 other rules by group or role', () => {
  it('EN-1 nobody is left without a method by them', async () => {
    const ana = await makePerson(app.core, { name: 'Ana Alm' })
    await app.core.db.updateTable('device').set({ state: 'blocked' }).where('account_id', '=', ana.id).execute()
    const sales = await group('Sales')
    const row = { made_at: 1, made_by: ada.id, revision: 1, works_from: 1, replaced_at: null, stopped_at: null, stopped_by: null }
    await app.core.db
      .insertInto('policy_rule')
      .values({ id: 'pol_1', group_id: sales, setting: 'methods', value: 'phone', ...row })
      .execute()
    expect(await post(ana.id, 'groups', { groups: [sales] })).toMatchObject({
      body: { code: 'policy_leaves_without', detail: { names: 'Ana' } },
    })
    expect((await person(ana.id)).groups).toEqual([])
    const ben = await makePerson(app.core)
    expect((await post(ben.id, 'groups', { groups: [sales] })).status).toBe(200)
  })
})

describe('RR-6 whom somebody answered for', () => {
  it('RR-6 does not come back with the role', async () => {
    const pia = await makePerson(app.core, { role: 'approver' })
    const sales = await group('sales')
    await makeAnsweringRow(app.core, pia.id, sales)
    for (const role of ['member', 'approver']) {
      await confirmAct(app, browser, ada, 'change-role', { account: pia.id, role })
      expect((await post(pia.id, 'role', { role })).status).toBe(200)
    }
    expect((await person(pia.id)).answersFor).toEqual([])
  })
})
