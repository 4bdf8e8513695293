import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, type Instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { makeAnsweringRow } from '../../testing/index.ts'
import { buildTestApp, confirmAct, makePerson, type TestApp, type TestPerson, testPassword } from '../../testing/whole.ts'
import { changeStanding } from '../accounts/index.ts'
import { setGroups } from '../groups/index.ts'
import { sweepSuspensions } from '../suspensions/index.ts'
import { type Answering, again, answering, approveAtDesk, approveRequest, ask, seenFrom, step, viewOf } from './testing/answering.ts'

let app: TestApp
let ana: TestPerson
let ada: Answering
let bob: Answering

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana', name: 'Ana Silva' })
  ada = await answering(app, { login: 'ada', name: 'Ada Admin' })
  bob = await answering(app, { login: 'bob', name: 'Bob Admin' })
})
afterEach(() => app.close())

const now = () => app.core.clock.now()
const strange = () => app.browser({ ip: '192.0.2.66' })
const standing = (person: TestPerson, set: { role?: 'member' | 'approver' | 'admin'; state?: 'active' | 'disabled' }) =>
  inPlainTransaction(app.core.db, (tx) => changeStanding(app.core, tx, { id: person.id, from: ['active', 'disabled'], set }))
const groups = (person: TestPerson, ...ids: string[]) =>
  inPlainTransaction(app.core.db, (tx) => setGroups(app.core, tx, { account: person.id, groups: ids }))
const group = async (name: string) => {
  const id = newId(app.core.random, 'grp')
  await app.core.db.insertInto('people_group').values({ id, name, name_key: name, created_at: 1 }).execute()
  return id
}
let revision = 0
/** The group's mark from a moment on, in place of the one before. */
const mark = async (id: string, value: 'yes' | 'no', from: Instant) => {
  revision += 1
  const one = { group_id: id, setting: 'twoApprovers', value, works_from: from, revision, made_at: from, made_by: ada.person.id }
  await app.core.db.updateTable('policy_rule').set({ replaced_at: from }).where('group_id', '=', id).execute()
  await app.core.db
    .insertInto('policy_rule')
    .values({ id: `rul_${revision}`, ...one, replaced_at: null, stopped_at: null, stopped_by: null })
    .execute()
}
const because = async (id: string) => (await viewOf(ada, id)).requests[0]?.twoBecause
const finish = (browser: { post: TestBrowserPost }) => browser.post('/api/sign-in/finish')
type TestBrowserPost = Answering['browser']['post']

describe('RR-6 marked groups', () => {
  it('ask for two people', async () => {
    const sales = await group('sales')
    await mark(sales, 'yes', now() - days(30))
    await groups(ana, sales)
    app.core.clock.advance(days(8))
    ada = await again(app, ada.person)
    const asked = await ask(app, ana)
    expect(await because(asked.case)).toEqual(['marked-group'])
    expect(await approveRequest(ada, asked)).toEqual({ state: 'needs-second' })
    expect(await approveRequest(await again(app, bob.person), asked)).toEqual({ state: 'in-force' })
  })
  it('count for 7 days after the account left them', async () => {
    const sales = await group('sales')
    await mark(sales, 'yes', now() - days(30))
    await groups(ana, sales)
    await groups(ana)
    app.core.clock.advance(days(7) - 1)
    ada = await again(app, ada.person)
    const asked = await ask(app, ana)
    expect(await because(asked.case)).toContain('marked-group')
    app.core.clock.advance(1)
    expect(await because(asked.case)).not.toContain('marked-group')
  })
  it('count for 7 days after the mark was taken off', async () => {
    const sales = await group('sales')
    await mark(sales, 'yes', now() - days(30))
    await groups(ana, sales)
    await mark(sales, 'no', now())
    app.core.clock.advance(days(7) - 1)
    ada = await again(app, ada.person)
    const asked = await ask(app, ana)
    expect(await because(asked.case)).toContain('marked-group')
    app.core.clock.advance(1)
    expect(await because(asked.case)).not.toContain('marked-group')
  })
})

describe('RR-6 a new approver is not one of two', () => {
  const isLeftOut = async (fresh: TestPerson) => {
    const carl = await makePerson(app.core, { role: 'admin' })
    const asked = await ask(app, carl, { browser: strange() })
    return (await viewOf(await again(app, fresh), asked.case)).whyNot === 'new-approver'
  }
  it('nor is one whose account was enabled again', async () => {
    const cyn = await makePerson(app.core, { role: 'admin' })
    expect(await isLeftOut(cyn)).toBe(false)
    await standing(cyn, { state: 'disabled' })
    await standing(cyn, { state: 'active' })
    expect(await isLeftOut(cyn)).toBe(true)
    app.core.clock.advance(days(7))
    expect(await isLeftOut(cyn)).toBe(false)
  })
  it('nor one who was let go for a moment and raised again: only 7 days without a break count', async () => {
    const cyn = await makePerson(app.core, { role: 'admin' })
    await standing(cyn, { role: 'member' })
    app.core.clock.advance(days(1))
    await standing(cyn, { role: 'admin' })
    expect(await isLeftOut(cyn)).toBe(true)
  })
  it('nor an approver whose group was given lately', async () => {
    const sales = await group('sales')
    await groups(ana, sales)
    const near = await answering(app, { role: 'approver' })
    await makeAnsweringRow(app.core, near.person.id, sales, { added_at: now() })
    app.core.clock.advance(days(3))
    const by = await again(app, near.person)
    const asked = await ask(app, ana, { browser: app.browser({ ip: '198.18.0.1' }), strange: true })
    expect((await viewOf(by, asked.case)).whyNot).toBe('new-approver')
  })
})

describe('RR-6 rights cannot be moved around the rule', () => {
  it('whoever takes the others their right waits for 24 hours, and those others are told', async () => {
    const carl = await makePerson(app.core, { role: 'admin' })
    const asked = await ask(app, carl, { browser: strange() })
    await standing(bob.person, { state: 'disabled' })
    app.mails.length = 0
    expect(await approveRequest(ada, asked)).toEqual({ state: 'waits', startsAt: now() + hours(24) })
    expect((await app.mailTo(bob.person.email)).text).toContain('Ada Admin')
  })
  it('an account that is made less right before still needs two', async () => {
    const carl = await makePerson(app.core, { role: 'admin' })
    await standing(carl, { role: 'member' })
    const asked = await ask(app, carl)
    expect(await approveRequest(ada, asked)).toEqual({ state: 'needs-second' })
    app.core.clock.advance(days(7))
    const by = await again(app, ada.person)
    expect((await viewOf(by, asked.case)).state, 'and the request is over long before').toBe('ended')
  })
  it('an approval counts until it is first used only while its approver may answer', async () => {
    const asked = await ask(app, ana)
    expect(await approveRequest(ada, asked)).toEqual({ state: 'in-force' })
    await standing(ada.person, { role: 'member' })
    expect((await finish(asked.browser)).status).toBe(409)
    expect((await asked.browser.get('/api/sign-in')).body).toMatchObject({ request: { state: 'ended' } })
    await sweepSuspensions(app.core)
    const row = await app.core.db.selectFrom('suspension').select('ended_reason').executeTakeFirstOrThrow()
    expect(row.ended_reason).toBe('approver-gone')
    const phone = await app.core.db.selectFrom('device').select('paused_until').where('id', '=', ana.phone.id).executeTakeFirstOrThrow()
    expect(phone.paused_until, 'her phone confirms again').toBeNull()
  })
  it('what was used stays: the person who was let in is not thrown out for it', async () => {
    const asked = await ask(app, ana)
    await approveRequest(ada, asked)
    expect((await finish(asked.browser)).status).toBe(200)
    await standing(ada.person, { state: 'disabled' })
    await sweepSuspensions(app.core)
    expect((await asked.browser.get('/api/session')).body).toMatchObject({ access: 'one-factor' })
  })
  it('of two who were needed both must stand', async () => {
    const carl = await makePerson(app.core, { role: 'admin' })
    const asked = await ask(app, carl, { browser: strange() })
    await approveRequest(ada, asked)
    await approveRequest(bob, asked)
    await standing(bob.person, { state: 'disabled' })
    expect((await finish(asked.browser)).status).toBe(409)
  })
  it('an approver who drops out during the wait leaves nothing behind; one who comes back changes nothing', async () => {
    const carl = await makePerson(app.core, { role: 'admin' })
    await standing(bob.person, { state: 'disabled' })
    const asked = await ask(app, carl, { browser: strange() })
    const { startsAt = 0 } = await approveRequest(ada, asked)
    await standing(bob.person, { state: 'active' })
    app.core.clock.set(startsAt)
    await standing(ada.person, { role: 'member' })
    expect((await finish(asked.browser)).status).toBe(409)
    await standing(ada.person, { role: 'admin' })
    expect((await finish(asked.browser)).status).toBe(200)
  })
  it('a person who comes back in the middle can stop it, and the wait is none the shorter', async () => {
    const carl = await makePerson(app.core, { role: 'admin' })
    await standing(bob.person, { state: 'disabled' })
    const asked = await ask(app, carl, { browser: strange() })
    const { startsAt = 0 } = await approveRequest(ada, asked)
    await standing(bob.person, { state: 'active' })
    app.core.clock.set(startsAt - 1)
    expect((await finish(asked.browser)).status).toBe(409)
    const back = await again(app, bob.person)
    expect((await step(back, asked.case, 'decline', { reason: 'I was let go while this was approved' })).status).toBe(200)
    app.core.clock.set(startsAt)
    expect((await finish(asked.browser)).status).toBe(409)
  })
  it('an access code gives nothing either, once its approver may not answer', async () => {
    const given = await approveAtDesk(ada, ana.id)
    await standing(ada.person, { role: 'member' })
    const browser = app.browser()
    await browser.post('/api/sign-in', { login: 'ana', password: testPassword })
    expect((await browser.post('/api/sign-in/access-code', { code: given.code })).status).toBe(422)
  })
  it('who moves the account to a group changed it: they do not answer, and it is a red flag', async () => {
    const lab = await group('lab')
    await seenFrom(app, ana.id, '203.0.113.7')
    expect((await ada.browser.post(`/api/console/people/${ana.id}/groups`, { groups: [lab] })).status).toBe(200)
    const asked = await ask(app, ana)
    expect((await viewOf(ada, asked.case)).whyNot).toBe('changed-account')
    expect(await approveRequest(bob, asked), 'Bob alone is left').toMatchObject({ state: 'waits' })
  })
  it('the role is changed by a fresh confirmation, and what it was is kept', async () => {
    const carl = await makePerson(app.core, { role: 'admin' })
    await confirmAct(app, ada.browser, ada.person, 'change-role', { account: carl.id, role: 'member' })
    expect((await ada.browser.post(`/api/console/people/${carl.id}/role`, { role: 'member' })).status).toBe(200)
    const rows = await app.core.db.selectFrom('standing_past').selectAll().where('account_id', '=', carl.id).execute()
    expect(rows).toMatchObject([{ role: 'admin', state: 'active', until_at: now() }])
  })
})
