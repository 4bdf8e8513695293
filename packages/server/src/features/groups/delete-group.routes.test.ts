import type { Groups } from '@sparekey/protocol/console'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, type Instant } from '../../kernel/clock.ts'
import { makeAnsweringRow } from '../../testing/index.ts'
import { buildTestApp, confirmAct, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { answerersOf, isMarked } from '../approvers/index.ts'
import { namesOf } from '../record-page/record-page.store.ts'
import { groupsOf, setGroups } from './membership.ts'

let app: TestApp
let ada: TestPerson
let browser: TestBrowser
let sales: string
beforeEach(async () => {
  app = await buildTestApp()
  ada = await makePerson(app.core, { role: 'admin', login: 'ada', name: 'Ada Admin' })
  browser = await signInAs(app, ada)
  sales = ((await browser.post('/api/console/groups', { name: 'Sales' })).body as { id: string }).id
})
afterEach(() => app.close())

const now = (): Instant => app.core.clock.now()
const put = (person: TestPerson, ...groups: string[]) =>
  inPlainTransaction(app.core.db, (tx) => setGroups(app.core, tx, { account: person.id, groups }))
const remove = (from = browser) => from.post(`/api/console/groups/${sales}/delete`)
const confirm = (members: number, given: object = {}) =>
  confirmAct(app, browser, ada, 'delete-group', { group: sales, name: 'Sales', members: String(members), ...given })
const shown = async () => ((await browser.get('/api/console/groups')).body as Groups).groups
const acts = (act: string) => app.core.db.selectFrom('audit').selectAll().where('act', '=', act).execute()
let revision = 0
async function rule(setting: string, value: string | null, from: Instant = now()): Promise<string> {
  revision += 1
  const id = `pol_${revision}`
  await app.core.db
    .insertInto('policy_rule')
    .values({
      id,
      group_id: sales,
      setting,
      value,
      works_from: from,
      revision,
      made_at: 1,
      made_by: ada.id,
      replaced_at: null,
      stopped_at: null,
      stopped_by: null,
    })
    .execute()
  return id
}

describe('a group on which nothing rests', () => {
  it('goes by a fresh confirmation, and everybody leaves it at once', async () => {
    const [ana, ben] = [await makePerson(app.core), await makePerson(app.core, { state: 'disabled' })]
    const other = ((await browser.post('/api/console/groups', { name: 'Night shift' })).body as { id: string }).id
    await put(ana, sales, other)
    await put(ben, sales)
    expect(await remove()).toMatchObject({
      status: 403,
      body: { code: 'confirmation_needed', detail: { act: 'delete-group', params: `{"group":"${sales}","members":"2","name":"Sales"}` } },
    })
    await confirm(2)
    expect(await remove()).toMatchObject({ status: 200, body: { ok: true } })
    expect((await shown()).map((group) => group.name)).toEqual(['Night shift'])
    expect(await groupsOf(app.core.db, ana.id)).toEqual([{ id: other, name: 'Night shift' }])
    expect(await groupsOf(app.core.db, ben.id)).toEqual([])
    const left = await app.core.db.selectFrom('former_membership').selectAll().where('group_id', '=', sales).execute()
    expect(left.map((row) => [row.account_id, row.removed_at])).toEqual(
      expect.arrayContaining([
        [ana.id, now()],
        [ben.id, now()],
      ]),
    )
    expect(await remove()).toMatchObject({ status: 404 })
  })
  it('AU-3 leaves its name in the record, and says of each member that their groups changed', async () => {
    const ana = await makePerson(app.core)
    await put(ana, sales)
    await confirm(1)
    await remove()
    const [row] = await acts('group_deleted')
    expect(row).toMatchObject({ actor_id: ada.id })
    expect(JSON.parse(row?.detail ?? '')).toEqual({ group: sales, name: 'Sales', members: 1 })
    expect(await acts('groups_changed')).toMatchObject([{ actor_id: ada.id, account_id: ana.id }])
    expect((await namesOf(app.core.db, [sales])).get(sales)).toEqual({ name: 'Sales', deleted: true })
  })
  it('is told to the administrators', async () => {
    await confirm(0)
    await remove()
    const mail = await app.mailTo(ada.email)
    expect(mail.subject).toContain('A group was deleted')
    expect(mail.text).toContain('Ada Admin deleted the group Sales')
  })
  it('is deleted as it was confirmed: who came in meanwhile is asked about anew', async () => {
    await confirm(0)
    await put(await makePerson(app.core), sales)
    expect(await remove()).toMatchObject({ status: 403, body: { code: 'confirmation_needed' } })
    expect(await shown()).toMatchObject([{ name: 'Sales', members: 1 }])
  })
  it('frees its name: another of that name has nothing of it', async () => {
    const ana = await makePerson(app.core)
    await put(ana, sales)
    await confirm(1)
    await remove()
    const again = ((await browser.post('/api/console/groups', { name: 'sales' })).body as { id: string }).id
    expect(again).not.toBe(sales)
    expect(await shown()).toMatchObject([{ id: again, members: 0 }])
    expect(await browser.post(`/api/console/people/${ana.id}/groups`, { groups: [sales] })).toMatchObject({ status: 404 })
    expect(
      await browser.post('/api/console/policy/preview', { scope: sales, changes: [{ setting: 'matchDigits', value: '4' }] }),
    ).toMatchObject({ status: 404 })
  })
  it('EN-4 is gone for who was invited into it; their invitation goes on working', async () => {
    await confirmAct(app, browser, ada, 'invite-account', { login: 'nina', role: 'member' })
    const invited = await browser.post('/api/console/invitations', { login: 'nina', name: 'Nina', role: 'member', groups: [sales] })
    const { id, link } = invited.body as { id: string; link: string }
    await confirm(1)
    expect((await remove()).status).toBe(200)
    expect((await browser.get(`/api/console/people/${id}`)).body).toMatchObject({ groups: [] })
    const token = /invitation#([\w-]{43})/.exec(link)?.[1]
    const accepted = await app.browser().post('/api/links/invitation', { token, password: 'seven quiet otters on a lamp' })
    expect(accepted.status).toBe(200)
  })
})

describe('EN-1 a group on which something rests is not deleted', () => {
  const refusedAs = async (code: string) => {
    expect(await remove()).toMatchObject({ status: 409, body: { code } })
    expect(await shown()).toMatchObject([{ id: sales }])
  }
  it('EN-1 while it has a rule of its own, or one waits', async () => {
    const held = await rule('matchDigits', '4')
    await refusedAs('group_has_rules')
    expect(await shown()).toMatchObject([{ holds: ['rules'] }])
    // "Say nothing any more" waits for 24 h (EN-1): until then the rule holds, and the group stays.
    await rule('matchDigits', null, now() + hours(24))
    await refusedAs('group_has_rules')
    app.core.clock.advance(hours(24) - 1)
    browser = await signInAs(app, ada)
    await refusedAs('group_has_rules')
    app.core.clock.advance(1)
    expect(await shown()).toMatchObject([{ holds: [] }])
    await confirm(0)
    expect((await remove()).status).toBe(200)
    expect(await app.core.db.selectFrom('policy_rule').select('id').where('id', '=', held).execute(), 'what held is kept').toHaveLength(1)
  })
  it('EN-1 also for a rule that only waits to begin', async () => {
    await rule('rememberDays', '30', now() + 1)
    await refusedAs('group_has_rules')
  })
  it('RR-6 while it is marked; its members stay marked for 7 days after the mark went', async () => {
    const ana = await makePerson(app.core)
    await put(ana, sales)
    await rule('twoApprovers', 'yes', now() - days(30))
    await refusedAs('group_marked')
    expect(await shown()).toMatchObject([{ holds: ['mark'] }])
    await rule('twoApprovers', null, now() + hours(24))
    app.core.clock.advance(hours(24))
    browser = await signInAs(app, ada)
    await confirm(1)
    expect((await remove()).status).toBe(200)
    app.core.clock.advance(days(7) - 1)
    expect(await isMarked(app.core, app.core.db, ana.id)).toBe(true)
    app.core.clock.advance(1)
    expect(await isMarked(app.core, app.core.db, ana.id)).toBe(false)
  })
  it('RR-6 while an approver answers for it, who is named', async () => {
    const ivo = await makePerson(app.core, { role: 'approver', name: 'Ivo' })
    await makeAnsweringRow(app.core, ivo.id, sales)
    expect(await remove()).toMatchObject({ status: 409, body: { code: 'group_answered_for', detail: { name: 'Sales', approvers: 'Ivo' } } })
    expect(await shown()).toMatchObject([{ holds: ['approvers'], answeredBy: [{ id: ivo.id, name: 'Ivo' }] }])
    await app.core.db.updateTable('account').set({ state: 'disabled' }).where('id', '=', ivo.id).execute()
    await refusedAs('group_answered_for')
    await confirmAct(app, browser, ada, 'change-answers-for', { account: ivo.id, group: sales, name: 'Sales', answers: 'no' })
    await browser.post(`/api/console/people/${ivo.id}/answers-for`, { group: sales, answers: false })
    await confirm(0)
    expect((await remove()).status).toBe(200)
  })
  it('says first what takes longest, and asks for no confirmation of what cannot be', async () => {
    await makeAnsweringRow(app.core, (await makePerson(app.core, { role: 'approver' })).id, sales)
    await rule('matchDigits', '4')
    await rule('twoApprovers', 'yes')
    await refusedAs('group_marked')
    expect(await shown()).toMatchObject([{ holds: ['mark', 'rules', 'approvers'] }])
  })
  it('a rule that was stopped, or a right that ended, keeps nothing', async () => {
    const waiting = await rule('rememberDays', '30', now() + hours(1))
    await app.core.db.updateTable('policy_rule').set({ stopped_at: now(), stopped_by: ada.id }).where('id', '=', waiting).execute()
    await makeAnsweringRow(app.core, (await makePerson(app.core, { role: 'member' })).id, sales)
    expect(await shown()).toMatchObject([{ holds: [] }])
  })
})

describe('deleting a group', () => {
  it('is for administrators in a full session', async () => {
    const member = await signInAs(app, await makePerson(app.core))
    expect((await remove(member)).body).toMatchObject({ code: 'role_too_low' })
    const approver = await signInAs(app, await makePerson(app.core, { role: 'approver' }))
    expect((await remove(approver)).body).toMatchObject({ code: 'role_too_low' })
    expect((await remove(app.browser())).body).toMatchObject({ code: 'sign_in_needed' })
  })
  it('is not confirmed by what was confirmed for another group', async () => {
    await confirm(0, { group: 'grp_other' })
    expect((await remove()).body).toMatchObject({ code: 'confirmation_needed' })
  })
  it('RR-6 makes two people answer for its members for 7 days, and the one who deleted it only where no other can', async () => {
    const ana = await makePerson(app.core)
    app.core.clock.advance(days(30))
    browser = await signInAs(app, ada)
    await put(ana, sales)
    await confirm(1)
    await remove()
    const account = await app.core.db.selectFrom('account').selectAll().where('id', '=', ana.id).executeTakeFirstOrThrow()
    expect(await answerersOf(app.core, app.core.db, account)).toMatchObject([{ account: { id: ada.id }, changedIt: true }])
  })
})
