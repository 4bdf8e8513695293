import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days } from '../../kernel/clock.ts'
import { makeNumberRow } from '../../testing/index.ts'
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
let ana: TestPerson
let ada: { browser: TestBrowser; person: TestPerson }

async function admin(given: Parameters<typeof makePerson>[1] = {}) {
  const person = await makePerson(app.core, { role: 'admin', ...given })
  return { person, browser: await signInAs(app, person) }
}
beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana', name: 'Ana Silva' })
  ada = await admin({ name: 'Ada Admin' })
  await makeNumberRow(app.core, ana.id)
  const browser = app.browser()
  await browser.post('/api/sign-in', { login: 'ana', password: testPassword })
  await browser.post('/api/sign-in/lost-phone', { devices: [ana.phone.id], number: true })
})
afterEach(() => app.close())

const url = () => `/api/console/people/${ana.id}/devices/${ana.phone.id}/allow`
const confirmed = (by = ada) =>
  confirmAct(app, by.browser, by.person, 'allow-lost-phone', { account: ana.id, device: ana.phone.id, name: 'Test phone' })
const state = async () =>
  (await app.core.db.selectFrom('device').select('state').where('id', '=', ana.phone.id).executeTakeFirstOrThrow()).state

describe('TD-8 the block of a lost phone is lifted by an approver', () => {
  it('by a fresh confirmation of exactly that; the number serves again, the owner is told and can say "This wasn’t me"', async () => {
    expect((await ada.browser.post(url())).body).toMatchObject({ code: 'confirmation_needed' })
    await confirmed()
    expect((await ada.browser.post(url())).status).toBe(200)
    expect(await state()).toBe('trusted')
    const number = await app.core.db.selectFrom('phone_number').select('blocked_at').executeTakeFirstOrThrow()
    expect(number.blocked_at).toBeNull()
    const mail = await app.mailTo(ana.email)
    expect(mail.text).toContain('allowed again')
    expect(mail.text).toMatch(/link\/not-me#/)
    const acts = await app.core.db.selectFrom('audit').select(['actor_id', 'reason']).where('act', '=', 'device_unblocked').execute()
    expect(acts).toEqual([{ actor_id: ada.person.id, reason: 'by an approver' }])
  })
  it('within 7 days, and once', async () => {
    await confirmed()
    expect((await ada.browser.post(url())).status).toBe(200)
    expect((await ada.browser.post(url())).body).toMatchObject({ code: 'device_unknown' })
    await app.core.db
      .updateTable('device')
      .set({ state: 'blocked', blocked_at: app.core.clock.now() - days(7) })
      .where('id', '=', ana.phone.id)
      .execute()
    expect((await ada.browser.post(url())).body).toMatchObject({ code: 'device_not_trusted' })
  })
  it('by nobody for themselves, no member, nobody of other groups, no session of less, and not for another account’s phone', async () => {
    expect((await app.browser().post(url())).status).toBe(401)
    const member = await signInAs(app, await makePerson(app.core))
    expect((await member.post(url())).body).toMatchObject({ code: 'role_too_low' })
    const far = await admin({ role: 'approver' })
    expect((await far.browser.post(url())).status).toBe(404)
    const own = await admin()
    const self = `/api/console/people/${own.person.id}/devices/${own.person.phone.id}/allow`
    expect((await own.browser.post(self)).body).toMatchObject({ code: 'may_not_answer' })
    const other = `/api/console/people/${far.person.id}/devices/${ana.phone.id}/allow`
    expect((await ada.browser.post(other)).body).toMatchObject({ code: 'device_unknown' })
    expect(await state()).toBe('blocked')
  })
})
