import type { ManagerQuestions } from '@sparekey/protocol/cases'
import type { Static } from 'typebox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours } from '../../kernel/clock.ts'
import { buildTestApp, confirmAct, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { type Answering, again, answering, ask, callerCode, step, viewOf } from './testing/answering.ts'

let app: TestApp
let ana: TestPerson
let mia: TestPerson
let manager: TestBrowser
let admin: Answering

beforeEach(async () => {
  app = await buildTestApp()
  mia = await makePerson(app.core, { login: 'mia', name: 'Mia Manager' })
  ana = await makePerson(app.core, { login: 'ana', name: 'Ana Silva', manager_id: mia.id })
  admin = await answering(app, { login: 'ada', name: 'Ada Admin' })
  manager = await signInAs(app, mia, app.browser({ ip: '203.0.113.60' }))
})
afterEach(() => app.close())

const questions = async (browser = manager) =>
  ((await browser.get('/api/account/manager-questions')).body as Static<typeof ManagerQuestions>).questions
const answer = (id: string | undefined, agrees: boolean, browser = manager) =>
  browser.post(`/api/account/manager-questions/${id}`, { agrees })
const askManager = (asked: { case: string; request: string }, by = admin) =>
  step(by, asked.case, 'contact', { request: asked.request, kind: 'manager', words: 'Ana asks to be let in' })
const mine = async (asked: { case: string; request: string }, by = admin) =>
  (await viewOf(by, asked.case)).requests.find((one) => one.id === asked.request)?.mine

describe('RR-5 the manager on record', () => {
  it('is asked, told, and confirms in their own session: then the contact is made', async () => {
    const asked = await ask(app, ana)
    expect((await askManager(asked)).status).toBe(200)
    expect(await mine(asked)).toMatchObject({ step: 'contact', managerPending: { name: 'Mia Manager' } })
    expect((await app.mailTo(mia.email)).subject).toBe('Example: Is this your colleague?')
    expect((await manager.get('/api/session')).body).toMatchObject({ managerQuestions: 1 })
    const [question] = await questions()
    expect(question).toMatchObject({ name: 'Ana Silva', asker: 'Ada Admin' })
    expect((await answer(question?.id, true)).status).toBe(200)
    expect(await mine(asked)).toMatchObject({ step: 'account', contact: { kind: 'manager' } })
    expect(await questions()).toEqual([])
  })
  it('says no: only declining is left', async () => {
    const asked = await ask(app, ana)
    await askManager(asked)
    await answer((await questions())[0]?.id, false)
    expect(await mine(asked)).toMatchObject({ step: 'decline-only' })
    const { request } = asked
    const other = await step(admin, asked.case, 'contact', { request, kind: 'in-person', words: 'x' })
    expect(other.body).toMatchObject({ code: 'step_not_open' })
    expect((await step(admin, asked.case, 'caller-code', { request, code: await callerCode(asked.browser) })).status).toBe(422)
  })
  it('answers once, and nobody answers for them', async () => {
    const asked = await ask(app, ana)
    await askManager(asked)
    const [question] = await questions()
    const own = await signInAs(app, await makePerson(app.core), app.browser({ ip: '203.0.113.61' }))
    for (const browser of [own, admin.browser]) {
      expect(await questions(browser)).toEqual([])
      expect((await answer(question?.id, true, browser)).status).toBe(404)
    }
    expect((await answer(question?.id, true)).status).toBe(200)
    expect((await answer(question?.id, true)).status).toBe(404)
  })
  it('is not asked any more once another way was used, or the request is over', async () => {
    const asked = await ask(app, ana)
    await askManager(asked)
    const [question] = await questions()
    await step(admin, asked.case, 'contact', { request: asked.request, kind: 'in-person', words: 'She came by' })
    expect(await questions()).toEqual([])
    expect((await answer(question?.id, false)).status).toBe(404)
    expect(await mine(asked)).toMatchObject({ step: 'account', contact: { kind: 'in-person' } })
    const other = await ask(app, ana, { browser: app.browser({ ip: '192.0.2.66' }) })
    await askManager(other)
    app.core.clock.advance(hours(72))
    expect(await questions(await signInAs(app, mia, app.browser({ ip: '203.0.113.62' })))).toEqual([])
  })
  it('is the one of 7 days ago: whoever was named since is not asked', async () => {
    const friend = await makePerson(app.core, { login: 'friend' })
    await confirmAct(app, admin.browser, admin.person, 'change-manager', { account: ana.id, manager: friend.id })
    expect((await admin.browser.post(`/api/console/people/${ana.id}/manager`, { manager: friend.id })).status).toBe(200)
    const asked = await ask(app, ana)
    const bob = await answering(app)
    expect((await viewOf(bob, asked.case)).account.manager).toBe('Mia Manager')
    await askManager(asked, bob)
    expect(await questions()).toHaveLength(1)
    app.core.clock.advance(days(7) + 1)
    const later = await ask(app, ana, { browser: app.browser({ ip: '192.0.2.66' }) })
    expect((await viewOf(await again(app, admin.person), later.case)).account.manager).not.toBe('Mia Manager')
  })
  it('who answers does not vouch as manager as well, and where there is none nobody is asked', async () => {
    await app.core.db.updateTable('account').set({ manager_id: admin.person.id }).where('id', '=', ana.id).execute()
    const asked = await ask(app, ana)
    expect((await askManager(asked)).status).toBe(400)
    await app.core.db.updateTable('account').set({ manager_id: null }).where('id', '=', ana.id).execute()
    expect((await askManager(asked)).status).toBe(400)
  })
})
