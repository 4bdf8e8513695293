import type { Overview, People, PersonView } from '@sparekey/protocol/console'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '../../db/transaction.ts'
import { days, minutes } from '../../kernel/clock.ts'
import { makeAccountRow, makeEmailRow, makeNumberRow, testSms } from '../../testing/index.ts'
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
import { getAccount } from '../accounts/index.ts'
import { keepOneAdministrator } from './act-on-person.ts'

let app: TestApp
let admin: TestPerson
let browser: TestBrowser

const list = async (query = '') => (await browser.get(`/api/console/people${query}`)).body as People
const search = async (text: string) => (await list(`?search=${encodeURIComponent(text)}`)).people.map((person) => person.login)
const person = async (id: string) => (await browser.get(`/api/console/people/${id}`)).body as PersonView
const account = (id: string) => app.core.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const confirm = (act: string, params: Record<string, string>) => confirmAct(app, browser, admin, act, params)
const post = (id: string, act: string, body: object = {}) => browser.post(`/api/console/people/${id}/${act}`, body)
/** Confirms the act on the administrator's phone, then does it. */
async function act(id: string, name: string, confirmation: string, body: Record<string, string> = {}) {
  await confirm(confirmation, { account: id, ...body })
  return await post(id, name, body)
}

beforeEach(async () => {
  app = await buildTestApp({ config: { sms: testSms } })
  admin = await makePerson(app.core, { role: 'admin', login: 'ada', name: 'Ada Admin' })
  browser = await signInAs(app, admin)
})
afterEach(() => app.close())

describe('the list of people', () => {
  it('is by name, 25 a page, with nobody twice or left out', async () => {
    for (let n = 0; n < 60; n++)
      await makeAccountRow(app.core, {
        login: `p${n}`,
        name: n % 3 === 0 ? 'Same Name' : `Name ${n}`,
        name_key: n % 3 === 0 ? 'same name' : `name ${n}`,
      })
    const pages = [await list(), await list('?page=2'), await list('?page=3'), await list('?page=99')]
    expect(pages.map((page) => [page.people.length, page.page, page.pages, page.total])).toEqual([
      [25, 1, 3, 61],
      [25, 2, 3, 61],
      [11, 3, 3, 61],
      [11, 3, 3, 61],
    ])
    const ids = pages.slice(0, 3).flatMap((page) => page.people.map((one) => one.id))
    expect(new Set(ids).size).toBe(61)
    const names = pages.slice(0, 3).flatMap((page) => page.people.map((one) => one.name.toLowerCase()))
    expect(names).toEqual(names.toSorted())
  })
  it('finds names, login names and addresses, in any case, anywhere in them', async () => {
    const zoe = await makeAccountRow(app.core, { login: 'zoe.b', name: 'Zoë Brandt', name_key: 'zoë brandt' })
    await makeEmailRow(app.core, zoe.id, { address: 'front.desk@hotel.example' })
    for (const text of ['zoë', 'BRANDT', 'oe.b', 'desk@HOTEL', ' zoe.b ']) expect(await search(text), text).toEqual(['zoe.b'])
    expect(await search('nobody at all')).toEqual([])
  })
  it('takes what would be wildcards literally', async () => {
    await makeAccountRow(app.core, { login: 'a_b', name: '100% Proof \\ Inc', name_key: '100% proof \\ inc' })
    await makeAccountRow(app.core, { login: 'axb', name: '1000 Proofs', name_key: '1000 proofs' })
    expect(await search('a_b')).toEqual(['a_b'])
    expect(await search('0% p')).toEqual(['a_b'])
    expect(await search('\\')).toEqual(['a_b'])
    expect(await search('%')).toEqual(['a_b'])
    expect(await search("' or 1=1 --")).toEqual([])
  })
  it('shows the address in use, role, state, two-factor authentication and last login, and nobody who was deleted', async () => {
    const ben = await makePerson(app.core, { login: 'ben', name: 'Ben', two_factor_since: null })
    await makeEmailRow(app.core, ben.id, { address: 'unproved@example.org', added_at: 1, verified_at: null })
    await makeAccountRow(app.core, { state: 'deleted', login: 'gone' })
    const { people } = await list()
    expect(people).toEqual([
      {
        id: admin.id,
        login: 'ada',
        name: 'Ada Admin',
        email: admin.email,
        role: 'admin',
        state: 'active',
        twoFactor: true,
        lastLoginAt: app.core.clock.now(),
      },
      { id: ben.id, login: 'ben', name: 'Ben', email: ben.email, role: 'member', state: 'active', twoFactor: false },
    ])
  })
  it.each(['?page=0', '?page=x', `?search=${'x'.repeat(101)}`, '?other=1'])('%s is malformed', async (query) => {
    expect((await browser.get(`/api/console/people${query}`)).status).toBe(400)
  })
})

describe('an account in the console', () => {
  it('shows what an administrator needs, and nothing to sign in with', async () => {
    const ben = await makePerson(app.core, { login: 'ben', name: 'Ben' })
    await signInAs(app, ben)
    const text = (await browser.get(`/api/console/people/${ben.id}`)).text
    const view = JSON.parse(text) as PersonView
    expect(view).toMatchObject({ login: 'ben', self: false, codesLeft: 10, sessions: 1, passwordMarked: false, typedOff: [], groups: [] })
    expect(view.devices).toMatchObject([{ name: 'Test phone', state: 'trusted' }])
    expect(view.emails).toMatchObject([{ address: ben.email, verified: true }])
    expect(view.history).toMatchObject([{ result: 'signed-in', method: 'phone' }])
    for (const secret of ['argon2id', 'digest', ben.phone.signKey]) expect(text).not.toContain(secret)
    expect((await person(admin.id)).self).toBe(true)
  })
  it('is not there for unknown or deleted ones', async () => {
    const gone = await makeAccountRow(app.core, { state: 'deleted' })
    for (const id of ['acc_none', gone.id]) expect((await browser.get(`/api/console/people/${id}`)).status).toBe(404)
  })
})

describe('who may', () => {
  const paths = ['/api/console/overview', '/api/console/people']
  it('members, approvers, sessions with one factor and strangers see nothing and do nothing', async () => {
    const ben = await makePerson(app.core)
    const approver = await signInAs(app, await makePerson(app.core, { role: 'approver' }))
    const member = await signInAs(app, ben)
    for (const path of paths) {
      expect((await member.get(path)).body).toMatchObject({ code: 'role_too_low' })
      expect((await approver.get(path)).body).toMatchObject({ code: 'role_too_low' })
      expect((await app.browser().get(path)).body).toMatchObject({ code: 'sign_in_needed' })
    }
    for (const name of ['disable', 'enable', 'delete', 'log-out', 'allow-typed-methods', 'reset-link', 'invitation'])
      expect((await member.post(`/api/console/people/${admin.id}/${name}`)).status, name).toBe(403)
  })
  it('nobody who was an administrator when the page was opened, and is none any more', async () => {
    const ben = await makePerson(app.core)
    await confirm('disable-account', { account: ben.id })
    await app.core.db.updateTable('account').set({ role: 'member' }).where('id', '=', admin.id).execute()
    // The session is kept in memory for up to a second; the act looks for itself.
    expect((await post(ben.id, 'disable')).body).toMatchObject({ code: 'role_too_low' })
    expect((await account(ben.id)).state).toBe('active')
  })
})

describe('each act', () => {
  it.each([
    ['role', 'change-role', { role: 'admin' }],
    ['disable', 'disable-account', {}],
    ['enable', 'enable-account', {}],
    ['delete', 'delete-account', {}],
    ['reset-link', 'make-reset-link', {}],
    ['allow-typed-methods', 'allow-typed-methods', {}],
  ])('%s needs a fresh confirmation of exactly this act and account', async (name, confirmation, body) => {
    const [ben, eve] = [await makePerson(app.core), await makePerson(app.core)]
    if (name === 'enable') await app.core.db.updateTable('account').set({ state: 'disabled' }).where('id', 'in', [ben.id, eve.id]).execute()
    expect((await post(ben.id, name, body)).body).toMatchObject({ code: 'confirmation_needed', detail: { act: confirmation } })
    await confirm(confirmation, { account: eve.id, ...body })
    expect((await post(ben.id, name, body)).body).toMatchObject({ code: 'confirmation_needed' })
    expect((await act(ben.id, name, confirmation, body)).status).toBe(200)
    const [record] = await app.core.db
      .selectFrom('audit')
      .selectAll()
      .where('actor_id', '=', admin.id)
      .where('account_id', '=', ben.id)
      .execute()
    expect(record).toMatchObject({ actor_kind: 'account', ip: '203.0.113.7' })
    expect(record?.session_id).toMatch(/^ses_/)
  })
  it.each(['role', 'disable', 'delete', 'reset-link'])('%s is not done to oneself', async (name) => {
    expect((await post(admin.id, name, name === 'role' ? { role: 'member' } : {})).body).toMatchObject({ code: 'own_account' })
  })
  it('leaves one administrator, whoever asks', async () => {
    const alone = await inTransaction(app.core.db, async (tx) => {
      await keepOneAdministrator(tx, await getAccount(tx, admin.id))
      return { ok: true }
    })
    expect(alone).toMatchObject({ code: 'last_administrator' })
  })
})

describe('a role', () => {
  it('is changed, told to its owner and all administrators, and needs two-factor authentication at once', async () => {
    const ben = await makePerson(app.core, { login: 'ben', name: 'Ben', two_factor_since: null })
    expect((await act(ben.id, 'role', 'change-role', { role: 'admin' })).status).toBe(200)
    expect(await account(ben.id)).toMatchObject({ role: 'admin' })
    expect(((await browser.get(`/api/console/people/${ben.id}`)).body as { dueAt: number }).dueAt).toBeLessThanOrEqual(app.core.clock.now())
    await app.deliver()
    expect(app.mails.map((mail) => [mail.to, mail.subject])).toEqual(
      expect.arrayContaining([
        [ben.email, 'Example: Your role was changed'],
        [admin.email, 'Example: The administrators changed'],
      ]),
    )
    expect((await app.mailTo(admin.email)).text).toContain('Ada Admin changed the role of Ben (ben)')
  })
  it('works at once in open sessions, in both directions', async () => {
    const ben = await makePerson(app.core)
    const theirs = await signInAs(app, ben)
    await act(ben.id, 'role', 'change-role', { role: 'admin' })
    expect((await theirs.get('/api/console/people')).status).toBe(200)
    await act(ben.id, 'role', 'change-role', { role: 'member' })
    expect((await theirs.get('/api/console/people')).status).toBe(403)
  })
  it('that is the same already needs and changes nothing', async () => {
    const ben = await makePerson(app.core)
    expect((await post(ben.id, 'role', { role: 'member' })).status).toBe(200)
  })
  it.each(['owner', '', 'Admin', 3, null])('is never %j', async (role) => expect((await post(admin.id, 'role', { role })).status).toBe(400))
})

describe('EN-5 disabling', () => {
  it('ends sessions, sign-ins, phones and links at once, and the password no longer fits', async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    const [theirs, waiting] = [await signInAs(app, ben), app.browser()]
    await waiting.post('/api/sign-in', { login: 'ben', password: testPassword })
    await app.browser().post('/api/forgotten-password', { login: 'ben' })
    expect((await act(ben.id, 'disable', 'disable-account')).status).toBe(200)
    expect((await theirs.get('/api/session')).status).toBe(401)
    expect((await waiting.get('/api/sign-in')).body).not.toMatchObject({ step: 'confirm' })
    expect((await app.browser().post('/api/sign-in', { login: 'ben', password: testPassword })).status).toBe(401)
    const devices = await app.core.db.selectFrom('device').select('state').where('account_id', '=', ben.id).execute()
    expect(devices.every((device) => device.state !== 'trusted')).toBe(true)
    expect((await person(ben.id)).state).toBe('disabled')
  })
  it('is taken back by enabling; what ended stays ended', async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    const theirs = await signInAs(app, ben)
    await act(ben.id, 'disable', 'disable-account')
    expect((await act(ben.id, 'enable', 'enable-account')).status).toBe(200)
    expect((await account(ben.id)).state).toBe('active')
    expect((await theirs.get('/api/session')).status).toBe(401)
    expect((await app.browser().post('/api/sign-in', { login: 'ben', password: testPassword })).status).toBe(200)
  })
  it('leaves an invited account invited when it is enabled again', async () => {
    const ben = await makeAccountRow(app.core, { state: 'invited' })
    await act(ben.id, 'disable', 'disable-account')
    await act(ben.id, 'enable', 'enable-account')
    expect((await account(ben.id)).state).toBe('invited')
  })
})

describe('EN-5 deleting', () => {
  it('keeps the row without anything personal, frees the login, and ends everything', async () => {
    const ben = await makePerson(app.core, { login: 'ben', name: 'Ben Personal' })
    await makeNumberRow(app.core, ben.id)
    const theirs = await signInAs(app, ben)
    const waiting = app.browser({ ip: '198.51.100.77' })
    await waiting.post('/api/sign-in', { login: 'ben', password: testPassword })
    expect((await waiting.post('/api/sign-in/start', { method: 'sms' })).status).toBe(200)
    expect((await act(ben.id, 'delete', 'delete-account')).status).toBe(200)
    expect((await theirs.get('/api/session')).status).toBe(401)
    expect(await account(ben.id)).toMatchObject({
      state: 'deleted',
      login: '',
      name: '',
      name_key: '',
      password_hash: null,
      ended_at: app.core.clock.now(),
    })
    for (const table of ['email', 'membership', 'phone_number', 'sms_code'] as const)
      expect(await app.core.db.selectFrom(table).selectAll().where('account_id', '=', ben.id).execute()).toEqual([])
    expect((await person(ben.id)) as unknown).toMatchObject({ code: 'not_found' })
    expect(await search('personal')).toEqual([])
    await makePerson(app.core, { login: 'ben' })
    expect(await search('ben')).toEqual(['ben'])
  })
  it('drops what was still to be sent about it', async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    await act(ben.id, 'role', 'change-role', { role: 'approver' })
    await app.core.db
      .updateTable('outbox')
      .set({ sent_at: null, due_at: app.core.clock.now() + minutes(1) })
      .where('account_id', '=', ben.id)
      .execute()
    await act(ben.id, 'delete', 'delete-account')
    const rows = await app.core.db.selectFrom('outbox').select(['payload_sealed', 'error_code']).where('account_id', '=', ben.id).execute()
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toEqual({ payload_sealed: null, error_code: 'account_ended' })
  })
})

describe('helping somebody', () => {
  it('EN-3 a reset link is handed over, works for 15 minutes, and its owner is told', async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    const handed = (await act(ben.id, 'reset-link', 'make-reset-link')).body as { link: string; mailed: boolean; expiresAt: number }
    expect(handed).toMatchObject({ mailed: false, expiresAt: app.core.clock.now() + minutes(15) })
    expect((await app.mailTo(ben.email)).subject).toBe('Example: A link for a new password was made')
    const token = /#([\w-]{43})$/.exec(handed.link)?.[1]
    expect((await app.browser().post('/api/links/reset', { token, password: 'seven quiet otters on a lamp' })).status).toBe(200)
    const view = await app.browser().post('/api/sign-in', { login: 'ben', password: 'seven quiet otters on a lamp' })
    expect(view.body, 'and still confirms').toMatchObject({ step: 'confirm' })
  })
  it('a reset link is not made for who has no password yet', async () => {
    const ben = await makeAccountRow(app.core, { state: 'invited' })
    expect((await act(ben.id, 'reset-link', 'make-reset-link')).status).toBe(400)
  })
  it('SI-10 codes are allowed again', async () => {
    const ben = await makePerson(app.core)
    await app.core.db
      .insertInto('attempt_counter')
      .values({ account_id: ben.id, lane: 'other', in_row: 20, next_at: 0, allowed_at: 0 })
      .execute()
    expect((await person(ben.id)).typedOff).toEqual(['other'])
    await act(ben.id, 'allow-typed-methods', 'allow-typed-methods')
    expect((await person(ben.id)).typedOff).toEqual([])
  })
  it('all devices are logged out', async () => {
    const ben = await makePerson(app.core)
    const theirs = await signInAs(app, ben)
    expect((await post(ben.id, 'log-out')).status).toBe(200)
    expect((await theirs.get('/api/session')).status).toBe(401)
  })
  it('groups are set as a whole, and those that stay keep their age', async () => {
    const ben = await makePerson(app.core)
    const [sales, front] = await Promise.all(
      ['Sales', 'Front desk'].map(async (name) => ((await browser.post('/api/console/groups', { name })).body as { id: string }).id),
    )
    await post(ben.id, 'groups', { groups: [sales] })
    app.core.clock.advance(minutes(5))
    await post(ben.id, 'groups', { groups: [sales, front, front] })
    expect((await person(ben.id)).groups.map((group) => group.name)).toEqual(['Front desk', 'Sales'])
    const rows = await app.core.db.selectFrom('membership').select(['group_id', 'added_at']).where('account_id', '=', ben.id).execute()
    expect(rows.find((row) => row.group_id === sales)?.added_at).toBe(app.core.clock.now() - minutes(5))
    expect((await post(ben.id, 'groups', { groups: ['grp_none'] })).status).toBe(404)
    expect((await person(ben.id)).groups).toHaveLength(2)
    await post(ben.id, 'groups', { groups: [] })
    expect((await person(ben.id)).groups).toEqual([])
  })
})

describe("the first minutes' checklist", () => {
  const overview = async () => (await browser.get('/api/console/overview')).body as Overview
  it('says what really is', async () => {
    expect(await overview()).toEqual({
      people: { total: 1, withoutTwoFactor: 0, invited: 0 },
      checklist: { invited: false, practised: false, https: true, mail: true },
      missing: [],
      now: app.core.clock.now(),
    })
    await makeAccountRow(app.core, { state: 'invited' })
    await makeAccountRow(app.core, { two_factor_since: null })
    await makeAccountRow(app.core, { state: 'deleted' })
    const other = app.browser()
    await other.post('/api/sign-in', { login: 'ada', password: testPassword })
    await other.post('/api/sign-in/answer', { method: 'recovery-code', answer: admin.codes[0] })
    expect(await overview()).toMatchObject({
      people: { total: 3, withoutTwoFactor: 1, invited: 1 },
      checklist: { invited: true, practised: true },
    })
  })
  it('names what does not work', async () => {
    const { config } = app.core
    delete config.mail
    delete config.support
    config.publicUrl = 'http://localhost:8080'
    config.push = { ...config.push, subject: '' }
    const view = await overview()
    expect(view.missing).toEqual(['https', 'mail', 'push', 'support'])
    expect(view.checklist).toMatchObject({ https: false, mail: false })
  })
  it('OP-9 names phones of another address', async () => {
    await app.core.db
      .updateTable('device')
      .set({ origin: 'https://old.example.org', added_at: app.core.clock.now() - days(1) })
      .execute()
    expect((await overview()).missing).toEqual(['other-address'])
  })
})
