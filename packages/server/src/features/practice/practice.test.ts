import type { Overview } from '@sparekey/protocol/console'
import type { PracticeView } from '@sparekey/protocol/readiness'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes, seconds } from '../../kernel/clock.ts'
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
import { shownCode } from '../verification-codes/testing/shown-code.ts'

let app: TestApp
let ana: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  app.core.clock.advance(seconds(15))
  ana = await makePerson(app.core, { login: 'ana', role: 'admin' })
  browser = await signInAs(app, ana)
})
afterEach(() => app.close())

const view = async (from = browser) => (await from.get('/api/account/practice')).body as PracticeView
const begin = async (from = browser, person = ana) => {
  await confirmAct(app, from, person, 'practise')
  return await from.post('/api/account/practice')
}
const tryCode = (code: string, from = browser) => from.post('/api/account/practice/recovery-code', { code })
const tryVerification = (code: string, from = browser) => from.post('/api/account/practice/verification-code', { code })
const skip = (part: string) => browser.post('/api/account/practice/skip', { part })
const finish = (from = browser) => from.post('/api/account/practice/finish')
const [wrongCode, wrongDigits] = ['AAAA-AAAA-AAAA-AAAA', '00000000']
const code = (n = 0) => ana.codes[n] ?? ''
const table = (name: 'recovery_code' | 'device' | 'session' | 'recovery_request' | 'notice' | 'outbox' | 'attempt' | 'attempt_counter') =>
  app.core.db.selectFrom(name).selectAll().execute()

describe('RR-12 "Practise"', () => {
  it('changes nothing that counts: no code is spent, no step used up, nobody told', async () => {
    await begin()
    const tables = ['recovery_code', 'device', 'session', 'recovery_request', 'notice', 'outbox'] as const
    const before = await Promise.all(tables.map(table))
    expect(await tryCode(` ${code().toLowerCase().replaceAll('-', ' ')}`)).toMatchObject({
      status: 200,
      body: { codeResult: 'right', triesLeft: 4 },
    })
    const digits = await shownCode(app.core, ana.phone.id)
    expect(await tryVerification(digits)).toMatchObject({ status: 200, body: { verificationResult: 'right', triesLeft: 4 } })
    expect((await finish()).body).toMatchObject({ practisedAt: app.core.clock.now() })
    const timeless = (rows: object[]) => rows.map((row) => ({ ...row, last_seen_at: 0 }))
    expect((await Promise.all(tables.map(table))).map(timeless)).toEqual(before.map(timeless))
    // Both still let in.
    for (const [method, answer] of [
      ['recovery-code', code()],
      ['verification-code', digits],
    ] as const) {
      const other = app.browser()
      await other.post('/api/sign-in', { login: ana.login, password: testPassword })
      expect((await other.post('/api/sign-in/answer', { method, answer })).status, method).toBe(200)
    }
  })

  it('a code that was used is as wrong as one that never was, and where none is left there is nothing to try', async () => {
    const other = app.browser()
    await other.post('/api/sign-in', { login: ana.login, password: testPassword })
    expect((await other.post('/api/sign-in/answer', { method: 'recovery-code', answer: code(1) })).status).toBe(200)
    await begin()
    const answers = [await tryCode(wrongCode), await tryCode(code(1))]
    for (const answer of answers) expect(answer).toMatchObject({ status: 422, body: { code: 'code_not_accepted' } })
    expect((await tryCode(code(2))).status).toBe(200)
    await app.core.db.updateTable('recovery_code').set({ spent_at: 1 }).execute()
    expect((await tryCode(code(2))).body).toMatchObject({ code: 'method_not_usable' })
  })

  it('codes of another account, of a void set, or held, are wrong', async () => {
    const ben = await makePerson(app.core)
    await begin()
    expect((await tryCode(ben.codes[0] ?? '')).status).toBe(422)
    await app.core.db.updateTable('recovery_code_set').set({ held_at: 1 }).where('account_id', '=', ana.id).execute()
    expect((await tryCode(code())).body).toMatchObject({ code: 'method_not_usable' })
  })

  it('ends as practised only where something was tried and worked', async () => {
    await begin()
    expect((await finish()).body).toMatchObject({ code: 'step_not_open' })
    await skip('recovery-code')
    await skip('verification-code')
    expect((await finish()).body).not.toHaveProperty('practisedAt')
    const practised = async () => ((await browser.get('/api/console/overview')).body as Overview).checklist.practised
    expect(await practised()).toBe(false)
    await begin()
    await skip('recovery-code')
    await tryCode(code())
    await skip('recovery-code')
    await skip('verification-code')
    expect((await finish()).body).toMatchObject({ practisedAt: app.core.clock.now() })
    expect(await practised()).toBe(true)
    expect((await view()).until).toBeUndefined()
  })

  it('one that failed does not take away the day of one that went well', async () => {
    await begin()
    await tryCode(code())
    await skip('verification-code')
    await finish()
    const { practisedAt } = await view()
    app.core.clock.advance(minutes(20))
    await begin()
    await skip('recovery-code')
    await skip('verification-code')
    await finish()
    expect((await view()).practisedAt).toBe(practisedAt)
  })

  it('everything is in the record', async () => {
    await begin()
    await tryCode(wrongCode)
    await tryCode(code())
    await skip('verification-code')
    await finish()
    const acts = await app.core.db
      .selectFrom('audit')
      .select(['act', 'detail'])
      .where('act', 'like', 'practice%')
      .orderBy('at')
      .orderBy('id')
      .execute()
    const kinds = acts.map(({ act, detail }) => `${act} ${detail}`).sort()
    expect(kinds).toEqual([
      'practice_answered {"method":"recovery-code","right":false}',
      'practice_answered {"method":"recovery-code","right":true}',
      'practice_begun {}',
      'practice_finished {"codes":true,"verification":false,"passed":true}',
    ])
    expect(JSON.stringify(acts)).not.toContain(code())
  })
})

describe('what a rehearsal tells nobody who should not know', () => {
  it('nothing without a fresh confirmation of exactly this, and not by a recovery code', async () => {
    expect(await tryCode(code())).toMatchObject({ status: 409, body: { code: 'practice_over' } })
    expect(await browser.post('/api/account/practice')).toMatchObject({ status: 403, body: { code: 'confirmation_needed' } })
    await confirmAct(app, browser, ana, 'create-codes')
    expect((await browser.post('/api/account/practice')).status).toBe(403)
    await browser.post('/api/confirmations', { act: 'practise', params: {}, password: testPassword })
    expect((await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: code() })).body).toMatchObject({
      code: 'method_not_usable',
    })
  })

  it('each confirmation begins one rehearsal', async () => {
    expect((await begin()).status).toBe(200)
    expect((await browser.post('/api/account/practice')).status).toBe(403)
  })

  it('it belongs to its session, and to its quarter of an hour', async () => {
    await begin()
    const other = await signInAs(app, ana, app.browser())
    expect((await tryCode(code(), other)).body).toMatchObject({ code: 'practice_over' })
    expect((await view(other)).until).toBeUndefined()
    app.core.clock.advance(minutes(15) - 1)
    expect((await tryCode(code())).status).toBe(200)
    app.core.clock.advance(1)
    expect((await tryCode(code())).body).toMatchObject({ code: 'practice_over' })
    expect((await finish()).body).toMatchObject({ code: 'practice_over' })
  })

  it('four wrong answers end it, of both kinds together; right ones take no try', async () => {
    await begin()
    for (const n of [0, 1, 2, 3, 4]) expect((await tryCode(code(n))).status).toBe(200)
    const statuses = [
      await tryCode(wrongCode),
      await tryVerification(wrongDigits),
      await tryCode(wrongCode),
      await tryVerification(wrongDigits),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([422, 422, 422, 422])
    expect((await tryCode(code())).body).toMatchObject({ code: 'practice_over' })
    expect((await view()).triesLeft).toBe(0)
  })

  it('SI-10 wrong answers count among those of all typed methods; a right one ends no row of them', async () => {
    await begin()
    await tryCode(wrongCode)
    await tryVerification(wrongDigits)
    await tryCode(code())
    const counters = await table('attempt_counter')
    expect(counters).toMatchObject([{ lane: 'known', in_row: 2 }])
    const attempts = (await table('attempt')) as { wrong: number }[]
    expect(attempts.map(({ wrong }) => wrong).sort()).toEqual([0, 1, 1])
  })

  it('SI-10 nothing is checked while typed methods are off', async () => {
    await begin()
    await app.core.db
      .insertInto('attempt_counter')
      .values({ account_id: ana.id, lane: 'known', in_row: 20, next_at: 0, allowed_at: 0 })
      .onConflict((c) => c.columns(['account_id', 'lane']).doUpdateSet({ in_row: 20 }))
      .execute()
    expect((await tryCode(code())).body).toMatchObject({ code: 'typed_methods_off' })
  })

  it('nothing to one factor, to nobody, and nothing of another account', async () => {
    for (const path of ['', '/recovery-code', '/verification-code', '/skip', '/finish'])
      expect((await app.browser().post(`/api/account/practice${path}`, { code: 'x', part: 'recovery-code' })).status).not.toBe(200)
    await app.core.db.updateTable('session').set({ access: 'one-factor' }).execute()
    expect((await browser.get('/api/account/practice')).status).toBeGreaterThanOrEqual(401)
  })
})
