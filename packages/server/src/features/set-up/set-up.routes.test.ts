import type { SignInView } from '@sparekey/protocol/sign-in'
import { decisionBytes } from '@sparekey/protocol/signed-bytes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { makePairingPhone, makeTrustedPhone } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser } from '../../testing/whole.ts'
import {
  drawCodes,
  makeNewcomer,
  type Newcomer,
  pairInSetUp,
  passwordSession,
  proveAddress,
  sessionStartedAs,
  setUpOf,
} from './testing/set-up.ts'

let app: TestApp
let ana: Newcomer
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makeNewcomer(app, { login: 'ana.silva', name: 'Ana Silva' })
  browser = await passwordSession(app, ana)
})
afterEach(() => app.close())

const code = (answer: { body: unknown }) => (answer.body as { code: string }).code
const device = (id: string) => app.core.db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const account = (id = ana.id) => app.core.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const complete = (set: string, from = browser) => from.post('/api/set-up/complete', { set })

describe('the steps', () => {
  it('TD-1 nothing counts until the last step, then all of it at once, and the new phone confirms the next sign-in', async () => {
    expect(await setUpOf(browser)).toMatchObject({ step: 'address', codeSent: false, localhost: false })
    await proveAddress(app, browser, ana)
    expect((await setUpOf(browser)).step).toBe('phone')
    const { phone, device: id } = await pairInSetUp(app, browser)
    expect(await setUpOf(browser)).toMatchObject({ step: 'codes', device: { name: 'Ada’s phone', system: 'Android' } })
    const { set, codes, loginUrl, support } = await drawCodes(browser)
    expect(codes).toHaveLength(10)
    expect({ loginUrl, support }).toEqual({ loginUrl: 'https://login.example.org/login', support: 'the help desk, 555 0100' })

    expect((await device(id)).state).toBe('ready')
    expect((await account()).two_factor_since).toBeNull()
    const unsaved = await app.core.db.selectFrom('recovery_code_set').select('saved_at').where('id', '=', set).executeTakeFirstOrThrow()
    expect(unsaved.saved_at).toBeNull()

    const completed = await complete(set)
    expect(completed.status).toBe(200)
    expect(completed.body).toEqual({ to: '/login' })
    expect((await device(id)).state).toBe('trusted')
    expect((await account()).two_factor_since).toBe(app.core.clock.now())
    expect((await browser.get('/api/session')).status).toBe(401)

    const view = (await browser.get('/api/sign-in')).body as SignInView
    expect(view).toMatchObject({ step: 'confirm', account: { login: 'ana.silva' } })
    expect(view.phone?.devices).toEqual([{ name: 'Ada’s phone' }])
    expect(view.phone?.prompt?.matchCode).toMatch(/^\d{3}$/)
    await confirm(phone, id, view)
    expect((await browser.post('/api/sign-in/finish')).status).toBe(200)
    expect((await browser.get('/api/session')).body).toMatchObject({ access: 'full', twoFactor: true })
    expect((await setUpOf(browser)).step).toBe('done')
  })

  it('TD-1 the owner is told, and the record has every step', async () => {
    await proveAddress(app, browser, ana)
    await pairInSetUp(app, browser)
    await complete((await drawCodes(browser)).set)
    expect((await app.mailTo(ana.email)).subject).toContain('Two-factor authentication is on')
    const acts = (await app.core.db.selectFrom('audit').select('act').where('account_id', '=', ana.id).execute()).map(({ act }) => act)
    expect(acts).toEqual(
      expect.arrayContaining(['set_up_begun', 'set_up_code_sent', 'set_up_address_proved', 'device_ready', 'set_up_completed']),
    )
  })

  it('no step can be skipped or taken out of order', async () => {
    expect(code(await browser.post('/api/pairings'))).toBe('address_not_proved')
    expect(code(await browser.post('/api/set-up/codes'))).toBe('address_not_proved')
    expect(code(await complete('set_AAAAAAAAAAAAAAAAAAAAAA'))).toBe('address_not_proved')
    await proveAddress(app, browser, ana)
    expect(code(await browser.post('/api/set-up/codes'))).toBe('set_up_not_ready')
    expect(code(await complete('set_AAAAAAAAAAAAAAAAAAAAAA'))).toBe('set_up_not_ready')
    await pairInSetUp(app, browser)
    expect(code(await complete('set_AAAAAAAAAAAAAAAAAAAAAA'))).toBe('set_up_not_ready')
    expect((await account()).two_factor_since).toBeNull()
  })

  it('TD-1 leaving and coming back resumes, also after logging out', async () => {
    await proveAddress(app, browser, ana)
    const { device: id } = await pairInSetUp(app, browser)
    await browser.post('/api/session/log-out')
    await passwordSession(app, ana, browser)
    expect((await setUpOf(browser)).step).toBe('codes')
    expect((await complete((await drawCodes(browser)).set)).status).toBe(200)
    expect((await device(id)).state).toBe('trusted')
  })

  it('one that was left for a week begins anew', async () => {
    await proveAddress(app, browser, ana)
    const { device: id } = await pairInSetUp(app, browser)
    app.core.clock.advance(days(8))
    await passwordSession(app, ana, browser)
    expect((await setUpOf(browser)).step).toBe('address')
    await browser.post('/api/set-up/address')
    expect((await device(id)).state).toBe('removed')
  })

  it('TD-9 another browser starts anew: what a stranger with the password began is never continued', async () => {
    await proveAddress(app, browser, ana)
    const { device: id } = await pairInSetUp(app, browser)
    const { set } = await drawCodes(browser)
    const other = await passwordSession(app, ana, app.browser({ ip: '192.0.2.44' }))
    expect(await setUpOf(other)).toMatchObject({ step: 'address', codeSent: false })
    expect(code(await other.post('/api/pairings'))).toBe('address_not_proved')
    expect(code(await complete(set, other))).toBe('address_not_proved')
    expect((await device(id)).state).toBe('ready')
    await other.post('/api/set-up/address')
    expect((await device(id)).state).toBe('removed')
    expect(code(await complete(set))).toBe('address_not_proved')
    expect((await account()).two_factor_since).toBeNull()
  })

  it('a phone that got lost before the last step is paired anew, and the first one leaves', async () => {
    await proveAddress(app, browser, ana)
    const { device: first } = await pairInSetUp(app, browser)
    const { set } = await drawCodes(browser)
    const { device: second } = await pairInSetUp(app, browser, makePairingPhone('second'))
    expect((await device(first)).state).toBe('removed')
    expect((await complete(set)).status).toBe(200)
    expect((await device(second)).state).toBe('trusted')
  })

  it('RC-1 only the codes that were shown last count, and only this account’s', async () => {
    await proveAddress(app, browser, ana)
    await pairInSetUp(app, browser)
    const first = await drawCodes(browser)
    const second = await drawCodes(browser)
    expect(code(await complete(first.set))).toBe('set_up_not_ready')
    const eve = await makePerson(app.core, { login: 'eve' })
    const foreign = await app.core.db
      .selectFrom('recovery_code_set')
      .select('id')
      .where('account_id', '=', eve.id)
      .executeTakeFirstOrThrow()
    expect(code(await complete(foreign.id))).toBe('set_up_not_ready')
    expect((await complete(second.set)).status).toBe(200)
  })

  it('SI-12 completing ends every other session and sign-in of the account', async () => {
    const other = await passwordSession(app, ana, app.browser({ ip: '192.0.2.44' }))
    const waiting = app.browser({ ip: '192.0.2.45' })
    await waiting.post('/api/sign-in', { login: ana.login, password: 'correct horse battery staple' })
    await proveAddress(app, browser, ana)
    await pairInSetUp(app, browser)
    expect((await other.get('/api/session')).status).toBe(200)
    await complete((await drawCodes(browser)).set)
    expect((await other.get('/api/session')).status).toBe(401)
    expect(code(await waiting.post('/api/sign-in/finish'))).toBe('sign_in_over')
  })

  it('twice is once: the second "I have saved them" has no session any more', async () => {
    await proveAddress(app, browser, ana)
    await pairInSetUp(app, browser)
    const { set } = await drawCodes(browser)
    const both = await Promise.all([complete(set), complete(set), complete(set)])
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
    const signIns = await app.core.db.selectFrom('sign_in').select('id').where('started_as', '=', 'set-up').execute()
    expect(signIns).toHaveLength(1)
  })

  it('a phone logged out before the last step is no phone', async () => {
    await proveAddress(app, browser, ana)
    const { phone, device: id } = await pairInSetUp(app, browser)
    const { set } = await drawCodes(browser)
    const away = app.browser({ ip: '198.51.100.9' })
    const { nonce } = (await away.post('/api/phone/nonce')).body as { nonce: string }
    const left = await away.post('/api/phone/log-out', phone.logOut(app.core.config.origin, id, nonce, app.core.clock.now()))
    expect(left.status).toBe(200)
    expect(code(await complete(set))).toBe('set_up_not_ready')
    expect((await setUpOf(browser)).step).toBe('phone')
  })

  it('EN-5 disabling the account ends it', async () => {
    await proveAddress(app, browser, ana)
    const { device: id } = await pairInSetUp(app, browser)
    await inPlainTransaction(app.core.db, (tx) => app.core.ends(tx, ana.id, 'account-disabled', {}))
    expect((await device(id)).state).toBe('removed')
    const rows = await app.core.db.selectFrom('set_up').select('state').execute()
    expect(rows).toEqual([{ state: 'ended' }])
  })
})

describe('who may set up', () => {
  it('SI-2 an account that has it sets nothing up again, in any session', async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    const full = await signInAs(app, eve)
    expect((await setUpOf(full)).step).toBe('done')
    for (const path of ['address', 'codes']) expect((await full.post(`/api/set-up/${path}`)).status).toBe(403)
    const less = await sessionStartedAs(app, eve, { access: 'one-factor', started_as: 'password' })
    expect((await setUpOf(less)).step).toBe('done')
    expect(code(await less.post('/api/set-up/address'))).toBe('set_up_done')
    expect(code(await less.post('/api/pairings'))).toBe('set_up_done')
    expect(code(await less.post('/api/set-up/codes'))).toBe('set_up_done')
    expect(code(await complete('set_AAAAAAAAAAAAAAAAAAAAAA', less))).toBe('set_up_done')
  })

  it.each(['invitation', 'first-start'] as const)('TD-9 the session of the %s needs no code, the next one does', async (startedAs) => {
    const invited = await sessionStartedAs(app, ana, { started_as: startedAs })
    expect((await setUpOf(invited)).step).toBe('phone')
    await pairInSetUp(app, invited)
    expect((await setUpOf(invited)).step).toBe('codes')
    await invited.post('/api/session/log-out')
    await passwordSession(app, ana, invited)
    expect((await setUpOf(invited)).step).toBe('address')
    expect(code(await invited.post('/api/set-up/codes'))).toBe('address_not_proved')
    await proveAddress(app, invited, ana)
    // The phone was paired by the owner in this browser: it is still there.
    expect((await setUpOf(invited)).step).toBe('codes')
  })

  it('TD-9 more than 30 days after the deadline only a new invitation leads to it', async () => {
    await app.core.db
      .updateTable('account')
      .set({ due_at: app.core.clock.now() - days(30) - 1 })
      .where('id', '=', ana.id)
      .execute()
    expect((await setUpOf(browser)).step).toBe('blocked')
    expect(code(await browser.post('/api/set-up/address'))).toBe('set_up_needs_invitation')
    expect(code(await browser.post('/api/pairings'))).toBe('set_up_needs_invitation')
    expect((await setUpOf(await sessionStartedAs(app, ana, { started_as: 'invitation' }))).step).toBe('phone')
  })

  it('TD-9 without mail, or without an address that is proved, only an invitation leads to it', async () => {
    await app.core.db.updateTable('email').set({ held_at: app.core.clock.now() }).execute()
    expect((await setUpOf(browser)).step).toBe('blocked')
    expect(code(await browser.post('/api/set-up/address'))).toBe('set_up_needs_invitation')
    expect(code(await browser.post('/api/set-up/address/check', { code: '123456' }))).toBe('set_up_needs_invitation')
  })

  it('OP-9 a set-up link sets up anew: the old phones and codes leave with the last step, and not before', async () => {
    const eve = await makePerson(app.core, { login: 'eve', role: 'admin' })
    await makeTrustedPhone(app.core, eve.id, { origin: 'https://old.example.org' })
    const anew = await sessionStartedAs(app, eve, { started_as: 'set-up-link' })
    expect((await setUpOf(anew)).step).toBe('phone')
    const { device: id } = await pairInSetUp(app, anew)
    const { set } = await drawCodes(anew)
    expect((await device(eve.phone.id)).state).toBe('trusted')
    expect((await complete(set, anew)).status).toBe(200)
    const left = await app.core.db.selectFrom('device').select(['id', 'state']).where('account_id', '=', eve.id).execute()
    expect(left.filter(({ state }) => state === 'trusted')).toEqual([{ id, state: 'trusted' }])
    const codes = await app.core.db.selectFrom('recovery_code_set').select(['id', 'voided_at']).where('account_id', '=', eve.id).execute()
    expect(codes.filter((one) => one.voided_at === null).map((one) => one.id)).toEqual([set])
  })
})

/** Answers the prompt of the sign-in after the set-up, on the phone that was just paired. */
async function confirm(phone: ReturnType<typeof makePairingPhone>, id: string, view: SignInView): Promise<void> {
  const away = app.browser({ ip: '198.51.100.9' })
  const { origin } = app.core.config
  const { nonce } = (await away.post('/api/phone/nonce')).body as { nonce: string }
  const { token } = (await away.post('/api/phone/token', phone.prove(origin, id, nonce))).body as { token: string }
  const asked = await away.request('GET', '/api/phone/prompts', undefined, { authorization: `Bearer ${token}` })
  const [prompt] = (asked.body as { prompts: { id: string; subject: string; act: string; params: string }[] }).prompts
  if (!prompt) throw new Error('No prompt waits')
  const matchCode = view.phone?.prompt?.matchCode ?? ''
  const at = app.core.clock.now()
  const decided = {
    ...prompt,
    prompt: prompt.id,
    origin,
    device: id,
    account: ana.id,
    purpose: 'sign-in',
    matchCode,
    decision: 'confirm',
    at,
  } as const
  const body = { device: id, decision: 'confirm', matchCode, at, signature: phone.sign(decisionBytes(decided)) }
  const answered = await away.post(`/api/phone/prompts/${prompt.id}/answer`, body)
  if (answered.status !== 200) throw new Error(answered.text)
}
