import type { Approved } from '@sparekey/protocol/cases'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours } from '../../kernel/clock.ts'
import { buildTestApp, confirmAct, makePerson, type TestApp, type TestPerson, testPassword } from '../../testing/whole.ts'
import {
  type Answering,
  answering,
  approval,
  approveAtDesk,
  approveCase,
  ask,
  goThrough,
  openCaseFor,
  viewOf,
} from './testing/answering.ts'

let app: TestApp
let ana: TestPerson
let ada: Answering

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana', name: 'Ana Silva' })
  ada = await answering(app, { login: 'ada', name: 'Ada Admin' })
  await allow('yes')
})
afterEach(() => app.close())

const now = () => app.core.clock.now()
let revision = 0
async function allow(value: 'yes' | 'no'): Promise<void> {
  revision += 1
  const one = { group_id: '', setting: 'anyBrowser', value, works_from: now(), revision, made_at: now(), made_by: 'acc_x' }
  await app.core.db.updateTable('policy_rule').set({ replaced_at: now() }).execute()
  await app.core.db
    .insertInto('policy_rule')
    .values({ id: `rul_${revision}`, ...one, replaced_at: null, stopped_at: null, stopped_by: null })
    .execute()
}
const any = { scope: 'any-browser' } as const
const caseId = async () => (await app.core.db.selectFrom('recovery_case').select('id').executeTakeFirstOrThrow()).id
async function nextCode(): Promise<Approved> {
  const id = await caseId()
  await confirmAct(app, ada.browser, ada.person, 'show-access-code', { case: id })
  return (await ada.browser.post(`/api/console/cases/${id}/access-code`)).body
}
async function comeIn(code: string | undefined) {
  const browser = app.browser()
  await browser.post('/api/sign-in', { login: 'ana', password: testPassword })
  const typed = await browser.post('/api/sign-in/access-code', { code: code ?? '' })
  const finished = typed.status === 200 ? await browser.post('/api/sign-in/finish') : typed
  return { browser, status: finished.status }
}
const isIn = async (browser: Answering['browser']) => (await browser.get('/api/session')).status === 200

describe('RR-8 any browser', () => {
  it('three browsers, each by a code of its own that is made when it is handed over; a fourth is none', async () => {
    const first = await approveAtDesk(ada, ana.id, any)
    const one = await comeIn(first.code)
    expect(one.status).toBe(200)
    expect(await viewOf(ada, await caseId())).toMatchObject({ codeReady: true, suspension: { browsers: { in: 1, most: 3 } } })
    expect((await comeIn(first.code)).status, 'a code lets in one browser').toBe(422)
    const two = await comeIn((await nextCode()).code)
    const three = await comeIn((await nextCode()).code)
    expect([two.status, three.status]).toEqual([200, 200])
    expect((await viewOf(ada, await caseId())).codeReady).toBeUndefined()
    expect(await nextCode()).toMatchObject({ code: 'case_over' })
    for (const { browser } of [one, two, three]) expect((await browser.get('/api/session')).body).toMatchObject({ access: 'one-factor' })
    const claims = (await viewOf(ada, await caseId())).history.filter((event) => event.kind === 'claimed')
    expect(claims).toHaveLength(3)
  })
  it('one code at a time: the next one ends the one before', async () => {
    const first = await approveAtDesk(ada, ana.id, any)
    const second = await nextCode()
    expect((await comeIn(first.code)).status).toBe(422)
    expect((await comeIn(second.code)).status).toBe(200)
  })
  it('a browser that came in comes in again, and takes no second place', async () => {
    const { browser } = await comeIn((await approveAtDesk(ada, ana.id, any)).code)
    await browser.post('/api/session/log-out')
    await browser.post('/api/sign-in', { login: 'ana', password: testPassword })
    expect((await browser.post('/api/sign-in/finish')).status).toBe(200)
    expect((await viewOf(ada, await caseId())).suspension?.browsers).toEqual({ in: 1, most: 3 })
  })
  it('ends for all at once: after 24 hours, by "Turn on now", by a stop', async () => {
    const browsers = [(await comeIn((await approveAtDesk(ada, ana.id, any)).code)).browser, (await comeIn((await nextCode()).code)).browser]
    await confirmAct(app, ada.browser, ada.person, 'turn-on-two-factor', { account: ana.id })
    await ada.browser.post(`/api/console/people/${ana.id}/turn-on`)
    expect(await Promise.all(browsers.map(isIn))).toEqual([false, false])
    expect(await nextCode()).toMatchObject({ code: 'case_over' })
  })
  it('is 24 hours and no longer', async () => {
    const id = await openCaseFor(ada, ana.id, 'two-factor')
    await goThrough(ada, { case: id })
    expect((await approveCase(ada, id, approval({ ...any, hours: 48 }))).status).toBe(400)
    const row = (await approveCase(ada, id, approval(any))).body as Approved
    const { browser } = await comeIn(row.code)
    app.core.clock.advance(hours(24))
    expect(await isIn(browser)).toBe(false)
  })
  it('five wrong codes end the code, and leave who came in', async () => {
    const { browser } = await comeIn((await approveAtDesk(ada, ana.id, any)).code)
    const second = await nextCode()
    for (let n = 0; n < 5; n++) expect((await comeIn('0000-0000')).status).toBe(422)
    expect((await comeIn(second.code)).status).toBe(422)
    expect(await isIn(browser)).toBe(true)
    expect((await comeIn((await nextCode()).code)).status).toBe(200)
  })

  const refused = async (account = ana.id, more = {}) => {
    const id = await openCaseFor(ada, account, 'two-factor')
    await goThrough(ada, { case: id })
    expect((await viewOf(ada, id)).anyBrowser).toBe(false)
    return (await approveCase(ada, id, approval({ ...any, ...more }))).status
  }
  it('is not there where policy does not allow it', async () => {
    await allow('no')
    expect(await refused()).toBe(400)
  })
  it('never for administrators and approvers, nor for who was one within 7 days', async () => {
    const carl = await makePerson(app.core, { role: 'approver' })
    expect(await refused(carl.id)).toBe(400)
    const dora = await makePerson(app.core, { role: 'member', role_before: 'approver', role_changed_at: now() - days(6) })
    expect(await refused(dora.id)).toBe(400)
  })
  it('never with a marked password, nor with a red flag', async () => {
    await app.core.db.updateTable('account').set({ password_marked_at: now() }).where('id', '=', ana.id).execute()
    expect(await refused()).toBe(400)
    const ben = await makePerson(app.core)
    await app.core.db.updateTable('device').set({ last_person_at: now() }).where('account_id', '=', ben.id).execute()
    expect(await refused(ben.id)).toBe(400)
  })
  it('not for a request, which is for the browser that asked', async () => {
    const asked = await ask(app, ana)
    await goThrough(ada, { case: asked.case, request: asked.request, waiting: asked.browser })
    expect((await approveCase(ada, asked.case, approval({ request: asked.request, ...any }))).status).toBe(400)
  })
  it.each([
    [
      'a red flag came up',
      () => app.core.db.updateTable('device').set({ last_person_at: now() }).where('account_id', '=', ana.id).execute(),
    ],
    [
      'the password was marked',
      () => app.core.db.updateTable('account').set({ password_marked_at: now() }).where('id', '=', ana.id).execute(),
    ],
    [
      'the account became an approver',
      () => app.core.db.updateTable('account').set({ role: 'approver' }).where('id', '=', ana.id).execute(),
    ],
    ['policy allows it no more', () => allow('no')],
  ])('asked again at each claim: %s', async (_what, happens) => {
    const first = await comeIn((await approveAtDesk(ada, ana.id, any)).code)
    expect(first.status).toBe(200)
    const { code } = await nextCode()
    await happens()
    expect((await comeIn(code)).status).toBe(422)
  })
})
