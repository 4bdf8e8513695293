import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildTestApp, confirmAct, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'

let app: TestApp
let ana: TestPerson
let ada: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana' })
  ada = await makePerson(app.core, { login: 'ada', role: 'admin' })
  browser = await signInAs(app, ada)
})
afterEach(() => app.close())

const post = (name: string, body: object, account = ana.id) => browser.post(`/api/console/people/${account}/${name}`, body)
const person = async () => (await browser.get(`/api/console/people/${ana.id}`)).body
const setManager = async (manager: string | null) => {
  await confirmAct(app, browser, ada, 'change-manager', { account: ana.id, manager: manager ?? '' })
  return await post('manager', { manager })
}
const setNumber = async (number: string | null, e164 = number ?? '') => {
  await confirmAct(app, browser, ada, 'change-contact-number', { account: ana.id, number: e164 })
  return await post('contact-number', { number })
}

describe('EN-6 the manager on record', () => {
  it('is set with a fresh confirmation, shown, recorded, and taken off again', async () => {
    const mia = await makePerson(app.core, { name: 'Mia Manager' })
    expect((await post('manager', { manager: mia.id })).body).toMatchObject({ code: 'confirmation_needed' })
    expect((await setManager(mia.id)).status).toBe(200)
    expect(await person()).toMatchObject({ manager: { id: mia.id, name: 'Mia Manager' } })
    expect((await setManager(null)).status).toBe(200)
    expect(await person()).not.toHaveProperty('manager')
    const acts = await app.core.db.selectFrom('audit').select('detail').where('act', '=', 'manager_changed').execute()
    expect(acts.map((one) => JSON.parse(one.detail))).toEqual([
      { from: '', to: mia.id },
      { from: mia.id, to: '' },
    ])
  })
  it('is nobody who is gone, and not the person', async () => {
    const gone = await makePerson(app.core, { state: 'disabled' })
    for (const id of [gone.id, ana.id, 'acc_aaaaaaaaaaaaaaaaaaaaaa']) expect((await setManager(id)).status).toBe(404)
  })
  it('is never set by the person alone', async () => {
    const own = await post('manager', { manager: ana.id }, ada.id)
    expect(own.body).toMatchObject({ code: 'own_account' })
    const member = await signInAs(app, ana, app.browser({ ip: '203.0.113.70' }))
    expect((await member.post(`/api/console/people/${ana.id}/manager`, { manager: null })).body).toMatchObject({ code: 'role_too_low' })
  })
})

describe('EN-6 the contact number', () => {
  it('is set with a fresh confirmation of that very number, kept sealed, and shown to administrators', async () => {
    expect((await setNumber('+49 30 901820', '+4930901820')).status).toBe(200)
    expect(await person()).toMatchObject({ contactNumber: '+4930901820' })
    const text = JSON.stringify([
      await app.core.db.selectFrom('phone_number').selectAll().execute(),
      await app.core.db.selectFrom('audit').selectAll().where('act', '=', 'contact_number_changed').execute(),
    ])
    expect(text).not.toContain('901820')
    expect((await setNumber(null)).status).toBe(200)
    expect(await person()).not.toHaveProperty('contactNumber')
  })
  it('is a number, and not the administrator’s own', async () => {
    expect((await post('contact-number', { number: '030 901820' })).body).toMatchObject({ code: 'number_invalid' })
    expect((await post('contact-number', { number: '+4930901820' }, ada.id)).body).toMatchObject({ code: 'own_account' })
  })
})
