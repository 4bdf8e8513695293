import type { ReadyView } from '@sparekey/protocol/readiness'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours } from '../../kernel/clock.ts'
import { makeNumberRow, makeTrustedPhone, testSms } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { record } from '../audit/index.ts'

let app: TestApp
let ana: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana' })
  browser = await signInAs(app, ana)
})
afterEach(() => app.close())

const ready = async (query = '', from = browser) => (await from.get(`/api/account/ready${query}`)).body as ReadyView
const way = async (kind: string, query = '', from = browser) => (await ready(query, from)).ways.find((one) => one.kind === kind)
const setCodes = (columns: object, account = ana.id) =>
  app.core.db.updateTable('recovery_code_set').set(columns).where('account_id', '=', account).execute()

describe('RR-12 "What if I lose this phone today?"', () => {
  it('says of each way whether it really works, how long it takes, and what to do about a gap', async () => {
    const view = await ready()
    expect(view).toMatchObject({ phones: [{ id: ana.phone.id }], chosen: 'all', number: false, verdict: 'ready' })
    expect(view.ways).toEqual([
      { kind: 'other-phone', works: false, why: 'none', params: {}, todo: 'add-phone' },
      { kind: 'recovery-code', works: true, takes: 'minute', why: 'works', params: { count: 10 } },
      { kind: 'approver', works: false, why: 'nobody', params: {} },
    ])
    expect(view.asked).toEqual([])
  })

  it('is about one phone or all of them', async () => {
    const tablet = await makeTrustedPhone(app.core, ana.id, { name: 'Tablet' })
    expect(await way('other-phone', `?phone=${ana.phone.id}`)).toMatchObject({ works: true, params: { names: 'Tablet', count: 1 } })
    expect(await way('other-phone', `?phone=${tablet.id}`)).toMatchObject({ works: true, params: { names: 'Test phone' } })
    expect(await way('other-phone', '?phone=all')).toMatchObject({ works: false, why: 'all-lost' })
    // Somebody else's phone is none of these.
    const ben = await makePerson(app.core)
    expect((await ready(`?phone=${ben.phone.id}`)).chosen).toBe('all')
  })

  it.each([
    ['none', { voided_at: 1 }, 'none'],
    ['held', { held_at: 1 }, 'held'],
  ])('codes that are %s help nobody', async (_what, columns, why) => {
    await setCodes(columns)
    expect(await way('recovery-code')).toMatchObject({ works: false, why, todo: 'create-codes' })
    expect((await ready()).verdict).toBe('locked-out')
  })

  it('RC-4 three codes are few, none left are none, and codes that are off are said so', async () => {
    const spend = async (but: number) => {
      const rows = await app.core.db.selectFrom('recovery_code').select('id').where('spent_at', 'is', null).execute()
      for (const { id } of rows.slice(but))
        await app.core.db.updateTable('recovery_code').set({ spent_at: 1 }).where('id', '=', id).execute()
    }
    await spend(3)
    expect(await way('recovery-code')).toMatchObject({ works: true, why: 'few', params: { count: 3 }, todo: 'create-codes' })
    expect((await ready()).verdict).toBe('thin')
    const off = (lane: string) =>
      app.core.db
        .insertInto('attempt_counter')
        .values({ account_id: ana.id, lane, in_row: 20, next_at: 0, allowed_at: 0 })
        .onConflict((c) => c.columns(['account_id', 'lane']).doUpdateSet({ in_row: 20 }))
        .execute()
    await off('other')
    await off('known')
    expect(await way('recovery-code')).toMatchObject({ works: false, why: 'off', todo: 'allow-typed' })
    await spend(0)
    expect(await way('recovery-code')).toMatchObject({ works: false, why: 'spent' })
  })

  it('a number counts as in the phone unless it is said not to be', async () => {
    await makeNumberRow(app.core, ana.id, { number: '+4915123456734' })
    expect(await way('sms')).toMatchObject({ works: false, why: 'not-allowed' })
    await app.close()
    app = await buildTestApp({ config: { sms: testSms } })
    ana = await makePerson(app.core, { login: 'ana' })
    browser = await signInAs(app, ana)
    expect(await way('sms')).toMatchObject({ works: false, why: 'none', todo: 'add-number' })
    await makeNumberRow(app.core, ana.id, { number: '+4915123456734' })
    expect(await ready()).toMatchObject({ number: true, numberInIt: true })
    expect(await way('sms')).toMatchObject({ works: false, why: 'in-it', params: { digits: '34' } })
    expect(await way('sms', '?number=no')).toMatchObject({ works: true, why: 'works', params: { digits: '34' } })
    const later = app.core.clock.now() + days(1)
    await app.core.db.updateTable('phone_number').set({ serves_from: later }).execute()
    expect(await way('sms', '?number=no')).toMatchObject({ works: false, why: 'waits', params: { at: later } })
  })

  it('RR-6 an approver: how many could answer, never who; two and the wait where they are asked for', async () => {
    const ada = await makePerson(app.core, { role: 'admin', name: 'Ada Secret' })
    const view = await ready()
    expect(view.ways.find((one) => one.kind === 'approver')).toEqual({
      kind: 'approver',
      works: true,
      takes: 'people',
      why: 'one',
      params: { count: 1 },
    })
    expect(JSON.stringify(view)).not.toContain('Ada')
    const adas = await signInAs(app, ada)
    expect(await way('approver', '', adas)).toMatchObject({ works: false, why: 'nobody-admin' })
    expect(await way('kit', '', adas)).toMatchObject({ works: false, why: 'none', todo: 'kit' })
    await makePerson(app.core, { role: 'admin' })
    expect(await way('approver', '', adas)).toMatchObject({ works: true, takes: 'day', why: 'waits' })
    await makePerson(app.core, { role: 'admin' })
    expect(await way('approver', '', adas)).toMatchObject({ works: true, takes: 'people', why: 'two', params: { count: 2 } })
    // A kit is told to administrators alone.
    expect((await ready()).ways.map((one) => one.kind)).not.toContain('kit')
  })

  describe('RR-6 why two would have to agree today', () => {
    const now = () => app.core.clock.now()
    const because = async () => (await way('approver'))?.because
    /** An account whose own beginning is long ago, and two who could answer for a long time. */
    beforeEach(async () => {
      for (const name of ['Ada', 'Bea']) await makePerson(app.core, { role: 'admin', name })
      app.core.clock.advance(days(30))
      browser = await signInAs(app, ana)
    })
    const changed = (act: 'password_changed' | 'groups_changed') =>
      inPlainTransaction(app.core.db, (tx) =>
        record(app.core, tx, { act, actor: { kind: 'account', id: 'acc_x' }, account: ana.id, detail: {}, from: {} }),
      )
    const holds = { replaced_at: null, stopped_at: null, stopped_by: null }
    const rule = (setting: string, value: string) =>
      app.core.db
        .insertInto('policy_rule')
        .values({
          id: `pol_${setting}`,
          group_id: '',
          setting,
          value,
          works_from: now(),
          revision: 1,
          made_at: 1,
          made_by: 'acc_x',
          ...holds,
        })
        .execute()
    const suspended = async (from: number, length: number) => {
      const row = {
        account_id: ana.id,
        case_id: null,
        request_id: null,
        scope: 'this-browser',
        source: 'kit',
        hours: 24,
        fate: 'left',
      } as const
      const times = { made_at: from, starts_at: from, ends_at: from + length, ended_at: null, ended_reason: null }
      const claim = { browser_id: null, claimed_at: null, claimed_sign_in_id: null, needs: null }
      await app.core.db
        .insertInto('suspension')
        .values({ id: `sus_${from}`, number_in_it: 0, ...row, ...times, ...claim })
        .execute()
    }

    it('RR-4 the phone in the hand is no reason: the hour begins with its loss', async () => {
      expect(await way('approver')).toMatchObject({ works: true, takes: 'people', why: 'one', params: { count: 2 } })
      expect(await because()).toBeUndefined()
    })
    it('RR-4 what changed in the last 7 days, each by itself, and no longer', async () => {
      await changed('password_changed')
      await changed('groups_changed')
      expect(await way('approver')).toMatchObject({ why: 'two', because: ['changed-password', 'changed-group'] })
      app.core.clock.advance(days(7))
      browser = await signInAs(app, ana)
      expect(await because()).toBeUndefined()
    })
    it('SI-15 a marked password', async () => {
      await app.core.db.updateTable('account').set({ password_marked_at: now() }).where('id', '=', ana.id).execute()
      expect(await because()).toEqual(['password-marked'])
    })
    it('RR-3 a stop: disputed for a day, a red flag for seven', async () => {
      await app.core.db
        .insertInto('recovery_stop')
        .values({ id: 'stp_1', account_id: ana.id, case_id: null, channel: 'email', at: now() })
        .execute()
      expect(await because()).toEqual(['disputed'])
      expect((await ready()).asked.map((one) => one.key)).toEqual(['meet', 'where', 'caller-code'])
      app.core.clock.advance(days(1))
      browser = await signInAs(app, ana)
      expect(await because()).toEqual(['stopped'])
      app.core.clock.advance(days(6))
      browser = await signInAs(app, ana)
      expect(await because()).toBeUndefined()
    })
    it('RR-6 a mark, and the role that was until lately', async () => {
      await rule('twoApprovers', 'yes')
      expect(await because()).toEqual(['marked-group'])
      const past = { role: 'approver', state: 'active', until_at: now() } as const
      await app.core.db
        .insertInto('standing_past')
        .values({ id: 'was_1', account_id: ana.id, ...past })
        .execute()
      expect(await because()).toEqual(['approver', 'marked-group'])
    })
    it('RR-8 more than 24 hours in force in 7 days: one more day would be too much', async () => {
      await suspended(now() - hours(60), hours(24))
      expect(await because()).toBeUndefined()
      await suspended(now() - hours(30), 1)
      expect(await because()).toEqual(['too-long'])
    })
    it('RR-4 nobody could tell the owner', async () => {
      await app.core.db.updateTable('email').set({ verified_at: null }).where('account_id', '=', ana.id).execute()
      await app.core.db.deleteFrom('push_subscription').execute()
      expect(await because()).toEqual(['owner-not-told'])
    })
    it('RR-6 one of two is new: one alone waits', async () => {
      await changed('password_changed')
      await app.core.db.updateTable('account').set({ created_at: now() }).where('name', '=', 'Bea').execute()
      expect(await way('approver')).toMatchObject({ takes: 'day', why: 'waits', because: ['changed-password'] })
    })
  })

  it('RR-5 what an administrator will ask for: the number on record, the manager, never a number in the phone', async () => {
    await makePerson(app.core, { role: 'admin' })
    expect((await ready()).asked.map((one) => one.key)).toEqual(['meet', 'no-call-back', 'no-manager', 'where', 'caller-code'])
    const bea = await makePerson(app.core, { name: 'Bea' })
    await app.core.db.updateTable('account').set({ manager_id: bea.id }).where('id', '=', ana.id).execute()
    await makeNumberRow(app.core, ana.id, { kind: 'contact', number: '+49305550134' })
    expect((await ready()).asked.slice(1, 3)).toEqual([
      { key: 'call-back', params: { digits: '•• 34' } },
      { key: 'manager', params: { name: 'Bea' } },
    ])
    await makeNumberRow(app.core, ana.id, { number: '+49305550134' })
    expect((await ready()).asked[1]).toMatchObject({ key: 'no-call-back' })
    expect((await ready('?number=no')).asked[1]).toMatchObject({ key: 'call-back' })
  })

  it('SI-16 is told to nobody with one factor', async () => {
    expect((await app.browser().get('/api/account/ready')).status).toBe(401)
    const newcomer = await makePerson(app.core, { two_factor_since: null })
    const one = app.browser()
    await one.post('/api/sign-in', { login: newcomer.login, password: 'correct horse battery staple' })
    expect((await one.post('/api/sign-in/finish')).status).toBe(200)
    for (const path of ['ready', 'practice', 'still-yours']) expect((await one.get(`/api/account/${path}`)).status, path).toBe(403)
  })
})
