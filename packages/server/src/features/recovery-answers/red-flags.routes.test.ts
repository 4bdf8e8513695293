import type { CaseView } from '@sparekey/protocol/cases'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, minutes } from '../../kernel/clock.ts'
import { makeNumberRow } from '../../testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestPerson, testPassword, waitingPrompts } from '../../testing/whole.ts'
import { record } from '../audit/index.ts'
import {
  type Answering,
  answering,
  approval,
  approveAtDesk,
  approveCase,
  approveRequest,
  ask,
  goThrough,
  openCaseFor,
  seenFrom,
  viewOf,
} from './testing/answering.ts'

let app: TestApp
let ana: TestPerson
let ada: Answering
let bob: Answering

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana', name: 'Ana Silva' })
  ada = await answering(app, { login: 'ada', name: 'Ada Admin' })
  bob = await answering(app, { login: 'bob', name: 'Bob Admin' })
})
afterEach(() => app.close())

type Asked = { case: string; request: string }
const flagsOf = async (asked: Asked, by = ada): Promise<string[]> =>
  (await viewOf(by, asked.case)).requests.find((one) => one.id === asked.request)?.flags.map((one) => one.key) ?? ['no such request']
const now = () => app.core.clock.now()
const opensApp = (person = true) =>
  app.core.db
    .updateTable('device')
    .set({ last_signed_at: now(), ...(person ? { last_person_at: now() } : {}) })
    .where('id', '=', ana.phone.id)
    .execute()
const act = (name: Parameters<typeof record>[2]['act'], by = ada.person.id) =>
  inPlainTransaction(app.core.db, (tx) => record(app.core, tx, { act: name, actor: { kind: 'account', id: by }, account: ana.id }))

describe('RR-4 what the red flags are read from', () => {
  it('none stand for the owner at the usual place, and one approval is enough', async () => {
    const asked = await ask(app, ana)
    expect((await app.mailTo(ada.person.email)).text, 'the mail leads to the case').toContain(`/console/requests/${asked.case}`)
    expect(await flagsOf(asked)).toEqual([])
    expect(await approveRequest(ada, asked)).toEqual({ state: 'in-force' })
  })
  it('a person opens the app of a trusted, paused or blocked phone; what the app signs by itself is no flag', async () => {
    const asked = await ask(app, ana)
    await opensApp(false)
    expect(await flagsOf(asked)).toEqual([])
    app.core.clock.advance(hours(2))
    // The phone asks what waits, with a person before it, by its own signature.
    await waitingPrompts(app, ana.phone)
    const by = await answering(app)
    expect(await flagsOf(asked, by)).toEqual(['phone-used'])
    for (const state of [{ paused_until: now() + days(9999) }, { state: 'blocked' as const, blocked_at: now() - days(3) }]) {
      await app.core.db.updateTable('device').set(state).where('id', '=', ana.phone.id).execute()
      expect(await flagsOf(asked, by)).toEqual(['phone-used'])
    }
  })
  it('a new browser from a network that was not seen in 90 days; failed tries make no network a seen one', async () => {
    const ip = '198.18.7.9'
    // A stranger was there before: he failed, and once somebody let him in.
    await seenFrom(app, ana.id, '198.18.7.1')
    await app.core.db.updateTable('login_event').set({ result: 'not-me' }).where('ip', '=', '198.18.7.1').execute()
    await seenFrom(app, ana.id, '198.18.7.2')
    await app.core.db.updateTable('login_event').set({ method: null }).where('ip', '=', '198.18.7.2').execute()
    const strange = await ask(app, ana, { browser: app.browser({ ip }), strange: true })
    expect(await flagsOf(strange)).toContain('strange-place')
    await seenFrom(app, ana.id, '198.18.7.200')
    expect(await flagsOf(strange)).not.toContain('strange-place')
    await app.core.db
      .updateTable('login_event')
      .set({ at: now() - days(90) })
      .where('ip', '=', '198.18.7.200')
      .execute()
    expect(await flagsOf(strange)).toContain('strange-place')
  })
  it('changes of password, number, e-mail, role and group in 7 days, and not what made the account', async () => {
    const asked = await ask(app, ana)
    const acts = ['password_changed', 'address_confirmed', 'contact_number_changed', 'role_changed', 'groups_changed'] as const
    for (const name of acts) await act(name, ana.id)
    expect(await flagsOf(asked)).toEqual(['changed-password', 'changed-email', 'changed-number', 'changed-role', 'changed-group'])
    await app.core.db.updateTable('account').set({ created_at: now() }).where('id', '=', ana.id).execute()
    expect(await flagsOf(asked)).toEqual([])
  })
  it('a number that came since the set-up, or went; the number of the first set-up is none', async () => {
    const asked = await ask(app, ana)
    await makeNumberRow(app.core, ana.id)
    expect(await flagsOf(asked)).toEqual([])
    await app.core.db
      .updateTable('phone_number')
      .set({ replaced_at: now() - days(1) })
      .execute()
    expect(await flagsOf(asked)).toEqual(['changed-number'])
    await app.core.db.deleteFrom('phone_number').execute()
    await makeNumberRow(app.core, ana.id, { verified_at: now() - days(1) })
    expect(await flagsOf(asked)).toEqual(['changed-number'])
    // Together with the set-up it is no change.
    await app.core.db
      .updateTable('account')
      .set({ two_factor_since: now() - days(1) })
      .where('id', '=', ana.id)
      .execute()
    expect(await flagsOf(asked)).toEqual([])
  })
  it('RR-6 who changed where the account is reached, and answers since nobody else can', async () => {
    const asked = await ask(app, ana)
    await act('address_removed')
    expect(await flagsOf(asked, bob)).toEqual(['changed-email'])
    await app.core.db.updateTable('device').set({ state: 'removed' }).where('account_id', '=', bob.person.id).execute()
    expect(await flagsOf(asked)).toEqual(['approver-changed', 'changed-email'])
  })
  it('a marked password, another open request, a stop', async () => {
    const asked = await ask(app, ana)
    await ask(app, ana, { browser: app.browser({ ip: '192.0.2.66' }) })
    await app.core.db.updateTable('account').set({ password_marked_at: now() }).where('id', '=', ana.id).execute()
    await app.core.db
      .insertInto('recovery_stop')
      .values({ id: 'stp_x', account_id: ana.id, case_id: null, channel: 'email', at: now() - days(2) })
      .execute()
    expect(await flagsOf(asked)).toEqual(['stopped', 'other-requests', 'password-marked'])
  })
  it('reported lost by password alone, in another browser than the one that asks', async () => {
    const own = app.browser()
    await own.post('/api/sign-in', { login: 'ana', password: testPassword })
    await own.post('/api/sign-in/lost-phone', { devices: [ana.phone.id], number: false })
    expect(await flagsOf(await ask(app, ana, { browser: own }))).toEqual([])
    const other = await ask(app, ana, { browser: app.browser({ ip: '192.0.2.66' }) })
    expect(await flagsOf(other)).toContain('reported-elsewhere')
  })
  it('the approver’s own browser or network asked; from another approver’s view it is none of theirs', async () => {
    await seenFrom(app, ana.id, '198.51.100.250')
    const asked = await ask(app, ana, { browser: ada.browser })
    expect(await flagsOf(asked, bob)).toEqual([])
    // Ada's own session was left for the sign-in of her own making.
    const again = await answering(app, { login: 'cyn' })
    await app.core.db.updateTable('recovery_request').set({ ip: '192.0.2.99' }).execute()
    await app.core.db.updateTable('session').set({ ip: '192.0.2.99' }).where('account_id', '=', again.person.id).execute()
    await seenFrom(app, ana.id, '192.0.2.99')
    expect(await flagsOf(asked, again)).toEqual(['approver-network'])
    await app.core.db.updateTable('session').set({ account_id: again.person.id }).where('account_id', '=', ada.person.id).execute()
    expect(await flagsOf(asked, again)).toEqual(['approver-browser', 'approver-network'])
  })
  it('the owner could not be told: every message failed, or there is no channel', async () => {
    const asked = await ask(app, ana)
    await app.deliver()
    expect(await flagsOf(asked)).toEqual([])
    await app.core.db.updateTable('outbox').set({ sent_at: null, failed_at: now() }).execute()
    expect(await flagsOf(asked)).toEqual(['owner-not-told'])
    await app.core.db.deleteFrom('outbox').execute()
    expect(await flagsOf(asked)).toEqual(['owner-not-told'])
    const ben = await makePerson(app.core)
    await app.core.db
      .updateTable('email')
      .set({ replaced_at: now() - days(30) })
      .where('account_id', '=', ben.id)
      .execute()
    const desk = await openCaseFor(ada, ben.id, 'two-factor')
    expect((await viewOf(ada, desk)).flags.map((one) => one.key)).toEqual(['owner-not-told'])
  })
})

describe('RR-6 a red flag asks for two different people', () => {
  it('also one that appears between two steps, and it stands in the record with the approval', async () => {
    const asked = await ask(app, ana)
    await goThrough(ada, { case: asked.case, request: asked.request, waiting: asked.browser })
    expect((await viewOf(ada, asked.case)).requests[0]).toMatchObject({ flags: [], twoBecause: [] })
    await opensApp()
    expect((await approveCase(ada, asked.case, approval({ request: asked.request }))).body).toEqual({ state: 'needs-second' })
    const [line] = await app.core.db.selectFrom('audit').select('detail').where('act', '=', 'recovery_approved').execute()
    expect(JSON.parse(line?.detail ?? '{}')).toMatchObject({ flags: 'phone-used', two: 'red-flag' })
    expect(await approveRequest(bob, asked)).toEqual({ state: 'in-force' })
    const view = await viewOf(ada, asked.case)
    const approvals = view.history.filter((one) => one.kind === 'approved')
    expect(approvals.map((one) => [one.by, one.flags?.map((flag) => flag.key), one.params.state])).toEqual([
      ['Ada Admin', ['phone-used'], 'needs-second'],
      ['Bob Admin', ['phone-used'], 'in-force'],
    ])
  })
  it('without a request too: somebody else’s open request is one', async () => {
    await ask(app, ana, { browser: app.browser({ ip: '192.0.2.66' }) })
    const id = await openCaseFor(ada, ana.id, 'two-factor')
    await goThrough(ada, { case: id })
    expect((await approveCase(ada, id, approval())).body).toEqual({ state: 'needs-second' })
  })
  it('RR-4 a closed case tells it all for good: what stood, who did what, what they noted, though the record is gone', async () => {
    const asked = await ask(app, ana, { message: 'My phone is at home' })
    await approveRequest(ada, asked, { note: 'I know her voice' })
    await asked.browser.post('/api/sign-in/finish')
    await app.core.db.deleteFrom('audit').execute()
    app.core.clock.advance(days(29))
    const by = await answering(app)
    const view: CaseView = await viewOf(by, asked.case)
    expect(view.state).toBe('approved')
    expect(view.history.map((one) => one.kind)).toEqual([
      'asked',
      'contact',
      'account-agrees',
      'caller-right',
      'approved',
      'granted',
      'claimed',
    ])
    expect(view.history.find((one) => one.kind === 'approved')).toMatchObject({
      by: 'Ada Admin',
      flags: [],
      params: { note: 'I know her voice', hours: 24, fate: 'left', contact: 'in-person' },
      evidence: expect.arrayContaining([expect.objectContaining({ key: 'phone-never-signed' })]),
    })
    const later = await ask(app, ana)
    expect((await viewOf(by, later.case)).earlier).toMatchObject([{ id: asked.case, state: 'approved', by: ['Ada Admin'] }])
  })
  it('RR-13 the new password that another approver gave is no red flag for the other half', async () => {
    const given = await approveAtDesk(ada, ana.id, { name: 'password-code' })
    const body = { login: ana.login, code: given.code, password: 'purple giraffes count the moons' }
    expect((await app.browser().post('/api/forgotten-password/access-code', body)).status).toBe(200)
    app.core.clock.advance(minutes(10))
    expect(await approveAtDesk(bob, ana.id)).toMatchObject({ state: 'in-force' })
  })
})
