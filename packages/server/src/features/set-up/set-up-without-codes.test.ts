import type { SecurityView } from '@sparekey/protocol/account'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  buildTestApp,
  confirmAct,
  confirmOnPhone,
  makePerson,
  signInAs,
  type TestApp,
  type TestBrowser,
  testPassword,
} from '../../testing/whole.ts'
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

// EN-1 with RC-1: where the rules of an account do not allow recovery codes, none is made.

let app: TestApp
let ana: Newcomer
let browser: TestBrowser
beforeEach(async () => {
  app = await buildTestApp()
  ana = await makeNewcomer(app, { login: 'ana' })
  browser = await passwordSession(app, ana)
})
afterEach(() => app.close())

let revision = 0
/** What everybody may confirm with from now on. */
async function allow(...methods: string[]): Promise<void> {
  revision += 1
  const now = app.core.clock.now()
  await app.core.db.updateTable('policy_rule').set({ replaced_at: now }).where('replaced_at', 'is', null).execute()
  const made = { made_at: now, made_by: 'acc_ada', replaced_at: null, stopped_at: null, stopped_by: null }
  await app.core.db
    .insertInto('policy_rule')
    .values({ id: `pol_${revision}`, group_id: '', setting: 'methods', value: methods.join(','), works_from: now, revision, ...made })
    .execute()
}
const all = ['phone', 'sms', 'recovery-code', 'verification-code']
const withoutCodes = () => allow('phone', 'sms', 'verification-code')
const complete = (body: { set?: string }, from = browser) => from.post('/api/set-up/complete', body)
const sets = (account: string) => app.core.db.selectFrom('recovery_code_set').selectAll().where('account_id', '=', account).execute()
const view = async (from: TestBrowser) => (await from.get('/api/sign-in')).body as SignInView
const logIn = async (login: string) => {
  const from = app.browser()
  await from.post('/api/sign-in', { login, password: testPassword })
  return from
}

describe('EN-1 a set-up where the rules allow no recovery codes', () => {
  it('EN-1 makes none, ends without "I have saved them", and leaves the phone to log in with', async () => {
    await withoutCodes()
    await proveAddress(app, browser, ana)
    expect(await setUpOf(browser)).toMatchObject({ step: 'phone', codes: false })
    expect(await complete({}), 'never without a phone').toMatchObject({ status: 409, body: { code: 'set_up_not_ready' } })
    const { device } = await pairInSetUp(app, browser)
    expect(await setUpOf(browser)).toMatchObject({ step: 'finish', codes: false, device: { name: 'Ada’s phone' } })
    expect(await browser.post('/api/set-up/codes')).toMatchObject({ status: 409, body: { code: 'set_up_not_ready' } })
    expect(await complete({ set: 'set_AAAAAAAAAAAAAAAAAAAAAA' })).toMatchObject({ status: 409, body: { code: 'set_up_not_ready' } })
    expect(await complete({})).toMatchObject({ status: 200, body: { to: '/login' } })
    expect(await sets(ana.id)).toEqual([])
    const row = await app.core.db.selectFrom('device').select('state').where('id', '=', device).executeTakeFirstOrThrow()
    expect(row.state).toBe('trusted')
    expect(await view(browser)).toMatchObject({ step: 'confirm', phone: { devices: [{ name: 'Ada’s phone' }] } })
    expect(await complete({}), 'once').toMatchObject({ status: 401 })
  })
  it('goes by the rules of the moment: codes that were shown are not saved once they are forbidden', async () => {
    await proveAddress(app, browser, ana)
    await pairInSetUp(app, browser)
    const { set } = await drawCodes(browser)
    await withoutCodes()
    expect(await complete({ set })).toMatchObject({ status: 409 })
    expect((await setUpOf(browser)).step).toBe('finish')
    expect((await complete({})).status).toBe(200)
    expect(await sets(ana.id)).toMatchObject([{ id: set, saved_at: null, voided_at: app.core.clock.now() }])
  })
  it('is not ended without codes once they are allowed', async () => {
    await withoutCodes()
    await proveAddress(app, browser, ana)
    await pairInSetUp(app, browser)
    await allow(...all)
    expect(await complete({})).toMatchObject({ status: 409, body: { code: 'set_up_not_ready' } })
    expect((await setUpOf(browser)).step).toBe('codes')
    expect((await complete({ set: (await drawCodes(browser)).set })).status).toBe(200)
  })
  it('RR-10 voids the codes from before it all the same', async () => {
    const eva = await makePerson(app.core, { login: 'eva' })
    expect(await sets(eva.id)).toMatchObject([{ voided_at: null }])
    await withoutCodes()
    const anew = await sessionStartedAs(app, { ...eva, email: eva.email } as Newcomer, { started_as: 'set-up-link' })
    await pairInSetUp(app, anew)
    expect((await complete({}, anew)).status).toBe(200)
    expect(await sets(eva.id)).toMatchObject([{ voided_at: app.core.clock.now() }])
  })
})

describe('RC-4 an account without codes', () => {
  it('RC-4 logs in without a new set while the rules allow none, and makes one at the first full sign-in after they do', async () => {
    const eva = await makePerson(app.core, { login: 'eva' })
    await app.core.db.updateTable('recovery_code_set').set({ voided_at: 1 }).where('account_id', '=', eva.id).execute()
    await withoutCodes()
    const session = await signInAs(app, eva)
    const { codesLow } = (await session.get('/api/session')).body as { codesLow?: number }
    expect(codesLow, 'nothing is missed').toBeUndefined()
    await allow(...all)
    const later = await logIn('eva')
    await confirmOnPhone(app, later, eva.phone)
    expect(await view(later)).toMatchObject({ step: 'new-codes' })
    expect(await later.post('/api/sign-in/finish')).toMatchObject({ status: 409 })
  })
})

describe('EN-1 codes that were made before they were forbidden', () => {
  it('EN-1 serve no sign-in, and no new ones are made; allowed again, the same ones serve', async () => {
    const eva = await makePerson(app.core, { login: 'eva' })
    const session = await signInAs(app, eva)
    await withoutCodes()
    const page = (await session.get('/api/account/security')).body as SecurityView
    expect(page).toMatchObject({ codesAllowed: false, codes: { left: 10 } })
    await confirmAct(app, session, eva, 'create-codes', {})
    expect(await session.post('/api/account/recovery-codes')).toMatchObject({ body: { code: 'method_not_usable' } })
    const use = async () => {
      const from = await logIn('eva')
      expect(((await view(from)).methods ?? []).map((one) => one.kind).includes('recovery-code')).toBe(page.codesAllowed)
      return await from.post('/api/sign-in/answer', { method: 'recovery-code', answer: eva.codes[0] })
    }
    expect((await use()).status).not.toBe(200)
    expect((await app.core.db.selectFrom('recovery_code').select('id').where('spent_at', 'is not', null).execute()).length).toBe(0)
    await allow(...all)
    page.codesAllowed = true
    expect((await use()).status).toBe(200)
  })
})
