import type { PolicyPreview, PolicyView } from '@sparekey/protocol/policy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours, minutes, seconds } from '../../kernel/clock.ts'
import { makeAccountRow, makeNumberRow, testSms } from '../../testing/index.ts'
import { buildTestApp, confirmAct, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { getAccount } from '../accounts/index.ts'
import { rulesFor } from '../policy/index.ts'

let app: TestApp
let ada: TestPerson
let browser: TestBrowser

type Changes = Record<string, string | null>

beforeEach(async () => {
  app = await buildTestApp({ config: { sms: testSms } })
  ada = await makePerson(app.core, { role: 'admin', login: 'ada', name: 'Ada Admin' })
  browser = await signInAs(app, ada)
})
afterEach(() => app.close())

const draft = (changes: Changes, scope = 'everyone') => ({
  scope,
  changes: Object.entries(changes).map(([setting, value]) => ({ setting, value })),
})
const preview = async (changes: Changes, scope = 'everyone', from = browser) => {
  const answer = await from.post('/api/console/policy/preview', draft(changes, scope))
  expect(answer.status, answer.text).toBe(200)
  return answer.body as PolicyPreview
}
const confirmed = (shown: PolicyPreview, scope = 'everyone', who = { browser, person: ada }) =>
  confirmAct(app, who.browser, who.person, 'change-policy', { scope, name: shown.name, changes: shown.changes, digest: shown.digest })
async function save(changes: Changes, scope = 'everyone') {
  const shown = await preview(changes, scope)
  await confirmed(shown, scope)
  return await browser.post('/api/console/policy', { ...draft(changes, scope), digest: shown.digest })
}
async function saved(changes: Changes, scope = 'everyone'): Promise<void> {
  const answer = await save(changes, scope)
  expect(answer.status, answer.text).toBe(200)
}
const policy = async () => (await browser.get('/api/console/policy')).body as PolicyView
async function group(name: string, ...people: { id: string }[]): Promise<string> {
  const id = `grp_${name}`
  await app.core.db.insertInto('people_group').values({ id, name, name_key: name, created_at: 1 }).execute()
  for (const one of people) await app.core.db.insertInto('membership').values({ account_id: one.id, group_id: id, added_at: 1 }).execute()
  return id
}
const rulesOf = async (person: { id: string }) =>
  await rulesFor(app.core.db, await getAccount(app.core.db, person.id), app.core.clock.now())
const later = async (ms: number) => {
  app.core.clock.advance(ms)
  browser = await signInAs(app, ada)
}

describe('EN-1 the rules', () => {
  it('EN-1 as shipped are those of everyone, and groups say nothing', async () => {
    await group('sales')
    const { everyone, groups } = await policy()
    expect(Object.fromEntries(everyone.settings.map((one) => [one.setting, one.value]))).toMatchObject({
      setUpDays: '10',
      matchDigits: '3',
    })
    expect(groups).toMatchObject([{ name: 'sales', people: 0, settings: [], waiting: [] }])
  })

  it('EN-1 what is stricter holds at once, in open sessions too, and is told to all administrators', async () => {
    const bo = await makePerson(app.core, { role: 'admin', login: 'bo' })
    const ana = await makePerson(app.core)
    const sales = await group('sales', ana)
    await saved({ matchDigits: '4', twoApprovers: 'yes' }, sales)
    expect(await rulesOf(ana)).toMatchObject({ matchDigits: 4, twoApprovers: true })
    expect(await rulesOf(bo)).toMatchObject({ matchDigits: 3, twoApprovers: false })
    expect((await app.mailTo(bo.email)).text).toContain('digits of the match code: 4')
    const acts = await app.core.db.selectFrom('audit').select(['act', 'detail']).where('act', '=', 'policy_changed').execute()
    expect(acts.map((one) => JSON.parse(one.detail))).toContainEqual({
      scope: sales,
      name: 'sales',
      setting: 'matchDigits',
      before: '',
      now: '4',
    })
  })

  it('EN-1 what is weaker waits 24 hours, is told to all administrators, and takes effect by itself', async () => {
    const bo = await makePerson(app.core, { role: 'admin', login: 'bo' })
    const ana = await makePerson(app.core)
    await saved({ rememberDays: '30', matchDigits: '4' })
    expect(await rulesOf(ana)).toMatchObject({ rememberBrowserFor: 0, matchDigits: 4 })
    expect((await policy()).everyone.waiting).toMatchObject([{ setting: 'rememberDays', value: '30', madeBy: 'Ada Admin' }])
    expect((await app.mailTo(bo.email)).text).toContain('waits until')
    app.core.clock.advance(hours(24) - 1)
    expect((await rulesOf(ana)).rememberBrowserFor).toBe(0)
    app.core.clock.advance(1)
    expect((await rulesOf(ana)).rememberBrowserFor).toBe(days(30))
    browser = await signInAs(app, ada)
    expect((await policy()).everyone.waiting).toEqual([])
  })

  it('EN-1 any administrator stops what waits, with a fresh confirmation, and all are told', async () => {
    const bo = await makePerson(app.core, { role: 'admin', login: 'bo' })
    const ana = await makePerson(app.core)
    await saved({ rememberDays: '30' })
    const [waiting] = (await policy()).everyone.waiting
    const theirs = await signInAs(app, bo)
    const stop = () => theirs.post(`/api/console/policy/changes/${waiting?.id}/stop`)
    expect(await stop()).toMatchObject({ status: 403, body: { code: 'confirmation_needed', detail: { act: 'stop-policy-change' } } })
    await confirmAct(app, theirs, bo, 'stop-policy-change', { change: waiting?.id ?? '', name: 'Everyone', changes: 'rememberDays=30' })
    expect((await stop()).status).toBe(200)
    expect(await stop()).toMatchObject({ status: 409, body: { code: 'policy_change_over' } })
    app.core.clock.advance(hours(25))
    expect((await rulesOf(ana)).rememberBrowserFor).toBe(0)
    expect((await app.mailTo(ada.email)).subject).toContain('stopped')
  })

  it('EN-1 what took effect is stopped no more', async () => {
    await saved({ rememberDays: '30' })
    const [waiting] = (await policy()).everyone.waiting
    await later(hours(24))
    expect(await browser.post(`/api/console/policy/changes/${waiting?.id}/stop`)).toMatchObject({ body: { code: 'policy_change_over' } })
  })

  it('EN-1 of two that wait for one setting the newer replaces the older, and the wait begins anew', async () => {
    const ana = await makePerson(app.core)
    await saved({ rememberDays: '30' })
    await later(hours(20))
    await saved({ rememberDays: '7' })
    expect((await policy()).everyone.waiting).toMatchObject([{ value: '7', worksFrom: app.core.clock.now() + hours(24) }])
    app.core.clock.advance(hours(10))
    expect((await rulesOf(ana)).rememberBrowserFor).toBe(0)
    app.core.clock.advance(hours(14))
    expect((await rulesOf(ana)).rememberBrowserFor).toBe(days(7))
  })

  it('EN-1 what waits never weakens what was made stricter meanwhile', async () => {
    const ana = await makePerson(app.core)
    await saved({ matchDigits: '2' })
    await saved({ matchDigits: '5' })
    app.core.clock.advance(days(2))
    expect((await rulesOf(ana)).matchDigits).toBe(5)
  })

  it('EN-1 taking a mark off a group waits, and so does saying nothing any more', async () => {
    const ana = await makePerson(app.core)
    const sales = await group('sales', ana)
    await saved({ twoApprovers: 'yes', setUpDays: '3' }, sales)
    app.core.clock.advance(minutes(1))
    await saved({ twoApprovers: null, setUpDays: null }, sales)
    expect((await rulesOf(ana)).twoApprovers).toBe(true)
    await later(hours(24))
    expect((await rulesOf(ana)).twoApprovers).toBe(false)
    expect((await policy()).groups[0]?.settings).toEqual([])
  })

  it('EN-1 no rule lets who lets others in go without, or use SMS, or any browser', async () => {
    await saved({ required: 'no', anyBrowser: 'yes' })
    app.core.clock.advance(days(2))
    expect(await rulesOf(ada)).toMatchObject({ required: true, anyBrowser: false })
    expect((await rulesOf(ada)).methods).not.toContain('sms')
    expect(await rulesOf(await makePerson(app.core))).toMatchObject({ required: false, anyBrowser: true })
  })
})

describe('EN-2 before saving, whom it will hit', () => {
  it('EN-2 names who must set it up and by when, who loses which method, and for whom two answer', async () => {
    const new1 = await makePerson(app.core, { name: 'Nina New', two_factor_since: null })
    const ana = await makePerson(app.core, { name: 'Ana' })
    await makeNumberRow(app.core, ana.id)
    const sales = await group('sales', new1, ana)
    const by = app.core.clock.now() + days(2)
    const shown = await preview({ setUpBy: String(by), methods: 'phone,recovery-code,verification-code', twoApprovers: 'yes' }, sales)
    expect(shown).toMatchObject({
      people: 2,
      mustSetUp: { count: 1, people: [{ name: 'Nina New', by }] },
      loseMethods: { count: 1, people: [{ name: 'Ana', methods: ['sms'] }] },
      leftWithout: { count: 0 },
      twoApprovers: { count: 2 },
    })
    expect((await policy()).groups[0]?.settings).toEqual([])
  })

  it('EN-2 names whose sessions get shorter', async () => {
    const ana = await makePerson(app.core, { name: 'Ana' })
    await signInAs(app, ana)
    const shown = await preview({ sessionHours: '1' })
    expect(shown.shorterSessions.people.map((one) => one.name)).toEqual(['Ada Admin', 'Ana'])
  })

  it('EN-1 what leaves somebody without a method is shown, and refused with their names', async () => {
    const ana = await makePerson(app.core, { name: 'Ana Alm' })
    await app.core.db.updateTable('device').set({ state: 'blocked' }).where('account_id', '=', ana.id).execute()
    expect((await preview({ methods: 'phone,verification-code' })).leftWithout).toMatchObject({ count: 1, people: [{ name: 'Ana Alm' }] })
    expect(await save({ methods: 'phone,verification-code' })).toMatchObject({
      status: 409,
      body: { code: 'policy_leaves_without', detail: { count: 1, names: 'Ana' } },
    })
    // A number that no SMS goes to any more is no way left.
    await makeNumberRow(app.core, ana.id, { number: '+12025550123' })
    expect((await preview({ methods: 'phone,verification-code,sms' })).leftWithout.count).toBe(1)
  })

  it('somebody who had nothing before is not left without by it', async () => {
    const ana = await makePerson(app.core, { name: 'Ana' })
    await app.core.db.updateTable('device').set({ state: 'blocked' }).where('account_id', '=', ana.id).execute()
    await app.core.db.updateTable('recovery_code_set').set({ voided_at: 1 }).where('account_id', '=', ana.id).execute()
    await saved({ methods: 'phone,verification-code' })
  })

  it.each<[string, Changes]>([
    ['a value that the setting cannot have', { matchDigits: '1' }],
    ['a password shorter than any rule may say', { passwordMin: '14' }],
    ['methods without the phone', { methods: 'sms' }],
    ['a day that is over', { setUpBy: '1000' }],
    ['nothing for everyone', { matchDigits: null }],
    ['what holds already', { matchDigits: '3' }],
    ['a setting that there is not', { colour: 'red' }],
  ])('%s is refused', async (_what, changes) => {
    expect((await browser.post('/api/console/policy/preview', draft(changes))).status).toBe(400)
  })
  it('a group that there is not is refused', async () => {
    expect((await browser.post('/api/console/policy/preview', draft({ matchDigits: '4' }, 'grp_none'))).status).toBe(404)
  })
})

describe('EN-1 what was previewed is what is saved', () => {
  it('EN-1 not another draft, and not one that nobody looked at', async () => {
    const shown = await preview({ matchDigits: '4' })
    await confirmed(shown)
    expect(await browser.post('/api/console/policy', { ...draft({ matchDigits: '5' }), digest: shown.digest })).toMatchObject({
      body: { code: 'policy_changed' },
    })
    expect(await browser.post('/api/console/policy', { ...draft({ matchDigits: '4' }), digest: 'x'.repeat(43) })).toMatchObject({
      body: { code: 'policy_changed' },
    })
    expect((await browser.post('/api/console/policy', { ...draft({ matchDigits: '4' }), digest: shown.digest })).status).toBe(200)
  })

  it('EN-1 not after somebody else saved, nor after it hits more people', async () => {
    const shown = await preview({ matchDigits: '4' })
    await saved({ idleMinutes: '10' })
    await confirmed(shown)
    expect(await browser.post('/api/console/policy', { ...draft({ matchDigits: '4' }), digest: shown.digest })).toMatchObject({
      body: { code: 'policy_changed' },
    })
    const strict = await preview({ setUpDays: '1' })
    await makePerson(app.core, { two_factor_since: null })
    await confirmed(strict)
    expect(await browser.post('/api/console/policy', { ...draft({ setUpDays: '1' }), digest: strict.digest })).toMatchObject({
      body: { code: 'policy_changed' },
    })
  })

  it('EN-1 with a fresh confirmation of exactly this, once, of this session', async () => {
    const shown = await preview({ matchDigits: '4' })
    const send = (from = browser) => from.post('/api/console/policy', { ...draft({ matchDigits: '4' }), digest: shown.digest })
    expect(await send()).toMatchObject({ status: 403, body: { code: 'confirmation_needed', detail: { act: 'change-policy' } } })
    const bo = await makePerson(app.core, { role: 'admin', login: 'bo' })
    const theirs = await signInAs(app, bo)
    await confirmed(shown, 'everyone', { browser: theirs, person: bo })
    expect(await send()).toMatchObject({ body: { code: 'confirmation_needed' } })
    const other = await preview({ matchDigits: '6' })
    await confirmed(other)
    expect(await send()).toMatchObject({ body: { code: 'confirmation_needed' } })
    expect((await send(theirs)).status).toBe(200)
  })

  it('EN-1 nothing weak confirms it (SI-16)', async () => {
    const shown = await preview({ matchDigits: '4' })
    await confirmed(shown)
    await app.core.db
      .updateTable('session_event')
      .set({ weak_until: app.core.clock.now() + hours(1) })
      .execute()
    expect(await browser.post('/api/console/policy', { ...draft({ matchDigits: '4' }), digest: shown.digest })).toMatchObject({
      body: { code: 'confirmation_too_weak' },
    })
  })
})

describe('who may see and change the rules', () => {
  it.each(['member', 'approver'] as const)('no %s', async (role) => {
    const ana = await makePerson(app.core, { role })
    const theirs = await signInAs(app, ana)
    expect((await theirs.get('/api/console/policy')).status).toBe(403)
    expect((await theirs.post('/api/console/policy/preview', draft({ matchDigits: '4' }))).status).toBe(403)
    expect((await theirs.post('/api/console/policy', { ...draft({ matchDigits: '4' }), digest: 'x'.repeat(43) })).status).toBe(403)
    expect((await theirs.post('/api/console/policy/changes/pol_1/stop')).status).toBe(403)
  })
  it('no session with one factor, whoever’s it is', async () => {
    await app.core.db.updateTable('session').set({ access: 'one-factor' }).execute()
    app.core.clock.advance(seconds(2))
    expect((await browser.get('/api/console/policy')).status).toBe(403)
  })
  it('and nobody without a session', async () => {
    expect((await app.browser().get('/api/console/policy')).status).toBe(401)
  })
})

describe('EN-1 where the rules bite', () => {
  it('EN-1 a stricter session life and idle time end open sessions within a second', async () => {
    const ana = await makePerson(app.core)
    const theirs = await signInAs(app, ana)
    app.core.clock.advance(minutes(20))
    await theirs.get('/api/session')
    await browser.get('/api/session')
    await saved({ idleMinutes: '5' })
    app.core.clock.advance(seconds(1))
    expect((await theirs.get('/api/session')).status).toBe(200)
    app.core.clock.advance(minutes(5))
    expect((await theirs.get('/api/session')).status).toBe(401)
  })
  it('EN-1 a shorter session life counts from when the session began', async () => {
    const ana = await makePerson(app.core)
    const theirs = await signInAs(app, ana)
    for (let n = 0; n < 4; n++) {
      app.core.clock.advance(minutes(20))
      await theirs.get('/api/session')
      await browser.get('/api/session')
    }
    await saved({ sessionHours: '1' })
    app.core.clock.advance(seconds(1))
    expect((await theirs.get('/api/session')).status).toBe(401)
  })
  it('SI-4 new prompts have as many digits as the rules say', async () => {
    const ana = await makePerson(app.core)
    const sales = await group('sales', ana)
    await saved({ matchDigits: '6' }, sales)
    await signInAs(app, ana)
    const row = await app.core.db.selectFrom('prompt').select('digits').where('account_id', '=', ana.id).executeTakeFirstOrThrow()
    expect(row.digits).toBe(6)
  })
  it('EN-1 a method that is not allowed is not offered, not started and not accepted', async () => {
    const ana = await makePerson(app.core)
    await makeNumberRow(app.core, ana.id)
    const sales = await group('sales', ana)
    await saved({ methods: 'phone,verification-code' }, sales)
    const theirs = app.browser()
    const begun = await theirs.post('/api/sign-in', { login: ana.login, password: 'correct horse battery staple' })
    expect((begun.body as { methods: { kind: string }[] }).methods.map((one) => one.kind)).toEqual(['phone', 'verification-code'])
    expect(await theirs.post('/api/sign-in/start', { method: 'sms' })).toMatchObject({ body: { code: 'method_not_usable' } })
    expect(await theirs.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })).toMatchObject({
      body: { code: 'method_not_usable' },
    })
    const spent = await app.core.db.selectFrom('recovery_code').select('id').where('spent_at', 'is not', null).execute()
    expect(spent).toEqual([])
  })
  it('SI-12 what confirmed a sign-in and is no longer allowed finishes nothing', async () => {
    const ana = await makePerson(app.core)
    const sales = await group('sales', ana)
    const theirs = app.browser()
    await theirs.post('/api/sign-in', { login: ana.login, password: 'correct horse battery staple' })
    expect((await theirs.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })).status).toBe(200)
    await saved({ methods: 'phone,verification-code' }, sales)
    expect(await theirs.post('/api/sign-in/finish')).toMatchObject({ body: { code: 'sign_in_over' } })
    expect((await theirs.get('/api/session')).status).toBe(401)
  })
  it('EN-2 a deadline follows the rules of now: nothing keeps the one of before', async () => {
    const { id } = await makeAccountRow(app.core, { two_factor_since: null, due_at: app.core.clock.now() + days(9) })
    const dueOf = async () => ((await browser.get(`/api/console/people/${id}`)).body as { dueAt?: number }).dueAt
    expect(await dueOf()).toBe(app.core.clock.now() + days(9))
    await saved({ setUpDays: '3' })
    expect(await dueOf()).toBe(app.core.clock.now() + days(2))
    await saved({ required: 'no' })
    await later(days(1))
    expect(await dueOf()).toBeUndefined()
  })
})
