import type { HeldAccount, HeldAccounts, HeldDecision, HeldThing, OwnHeld } from '@sparekey/protocol/held'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, minutes } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { makeEmailRow, makeNumberRow, makeTrustedPhone, type TestPhone } from '../../testing/index.ts'
import {
  buildTestApp,
  confirmAct,
  confirmOnPhone,
  makePerson,
  signInAs,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
} from '../../testing/whole.ts'
import { tellOwner } from '../notices/index.ts'

let app: TestApp
let ana: TestPerson
let admin: TestPerson
let second: TestPerson
let late: TestPhone
const now = () => app.core.clock.now()

const old = () => ({ created_at: now() - days(90), two_factor_since: now() - days(80) })
const person = (given: Parameters<typeof makePerson>[1]) => makePerson(app.core, { ...old(), ...given })

async function notMe(): Promise<void> {
  const { notice } = await inPlainTransaction(app.core.db, (tx) =>
    tellOwner(app.core, tx, { accountId: ana.id, kind: 'new-browser-login' }),
  )
  const { nonce } = (await app.browser().post('/api/phone/nonce')).body as { nonce: string }
  const said = await app.browser().post(`/api/phone/notices/${notice}/not-me`, ana.phone.act('not-me', notice, nonce))
  expect(said.status).toBe(200)
}
const view = async (browser: TestBrowser) => (await browser.get(`/api/console/held/${ana.id}`)).body as HeldAccount
const thingOf = async (browser: TestBrowser, kind: HeldThing['kind'] = 'device') =>
  (await view(browser)).things.find((one) => one.kind === kind) as HeldThing
const allow = (browser: TestBrowser, thing: Pick<HeldThing, 'id'>) => browser.post(`/api/console/held/${thing.id}/allow`)
const refuse = (browser: TestBrowser, thing: Pick<HeldThing, 'id'>) =>
  browser.post(`/api/console/held/${thing.id}/refuse`, { reason: 'It is not hers' })
/** With the fresh confirmation of exactly this. */
async function allowAs(who: TestPerson, browser: TestBrowser, thing: HeldThing) {
  await confirmAct(app, browser, who, 'allow-held', { account: ana.id, item: thing.id, name: thing.name })
  return await allow(browser, thing)
}
const device = () => app.core.db.selectFrom('device').selectAll().where('id', '=', late.id).executeTakeFirstOrThrow()
const subjects = async (to: string) => {
  await app.deliver()
  return app.mails.filter((mail) => mail.to === to).map((mail) => mail.subject)
}

beforeEach(async () => {
  app = await buildTestApp()
  ana = await person({ login: 'ana.silva', name: 'Ana Silva' })
  admin = await person({ role: 'admin' })
  second = await person({ role: 'admin' })
  const since = now() - days(2)
  late = await makeTrustedPhone(app.core, ana.id, { added_at: since, trusted_at: since, name: 'Somebody’s phone' })
  await makeEmailRow(app.core, ana.id, { address: 'late@example.org', added_at: since, verified_at: since })
  await makeNumberRow(app.core, ana.id, { verified_at: since, added_at: since, serves_from: since })
})
afterEach(() => app.close())

describe('AU-4 what "This wasn\'t me" holds', () => {
  it('AU-4 every phone, code set, number and address of the last 7 days, shown to the owner and to who may answer', async () => {
    await notMe()
    const browser = await signInAs(app, admin)
    const { things } = await view(browser)
    expect(things.map((one) => one.kind).toSorted()).toEqual(['address', 'codes', 'device', 'number'])
    expect(things.every((one) => one.state === 'held' && one.mayAllow && one.heldAt === now())).toBe(true)
    expect(things.find((one) => one.kind === 'device')?.name).toBe('Somebody’s phone')
    const all = (await browser.get('/api/console/held')).body as HeldAccounts
    expect(all.accounts.map((one) => one.account.id)).toEqual([ana.id])
    // The password is changed on the way in (SI-15); what is held stays held.
    const own = app.browser()
    await own.post('/api/sign-in', { login: ana.login, password: testPassword })
    await app.core.db.updateTable('account').set({ password_marked_at: null }).where('id', '=', ana.id).execute()
    await app.core.db.updateTable('prompt').set({ scan_only: 0 }).execute()
    await confirmOnPhone(app, own, ana.phone)
    // With its codes held there are none, so that it makes new ones (RC-4); those take the held ones' place.
    const { set } = (await own.post('/api/sign-in/codes')).body as { set: string }
    await own.post('/api/sign-in/codes/saved', { set })
    await own.post('/api/sign-in/finish')
    const mine = (await own.get('/api/account/held')).body as OwnHeld
    expect(mine.things.map((one) => one.kind).toSorted()).toEqual(['address', 'device', 'number'])
    expect(mine.things.some((one) => one.mayAllow)).toBe(false)
  })
  it('AU-4 the administrators are told, and the approvers who may answer for the account', async () => {
    const approver = await person({ role: 'approver' })
    const far = await person({ role: 'approver' })
    const group = newId(app.core.random, 'grp')
    await app.core.db.insertInto('people_group').values({ id: group, name: 'Sales', name_key: 'sales', created_at: 1 }).execute()
    for (const id of [ana.id, approver.id])
      await app.core.db.insertInto('membership').values({ account_id: id, group_id: group, added_at: 1 }).execute()
    await app.core.db
      .insertInto('answering_group')
      .values({ id: 'ang_1', account_id: approver.id, group_id: group, added_at: 1, added_by: null, removed_at: null })
      .execute()
    await notMe()
    for (const one of [admin, second, approver]) expect((await subjects(one.email)).join()).toContain("It wasn't me")
    expect(await subjects(far.email)).toEqual([])
    const browser = await signInAs(app, approver)
    expect((await view(browser)).things).toHaveLength(4)
    const stranger = await signInAs(app, far, app.browser({ ip: '198.51.100.8' }))
    expect((await stranger.get(`/api/console/held/${ana.id}`)).status).toBe(404)
    expect((await stranger.post(`/api/console/held/${late.id}/allow`)).status).toBe(404)
    expect(((await stranger.get('/api/console/held')).body as HeldAccounts).accounts).toEqual([])
  })
  it('AU-4 a phone that is held speaks for 7 days more, and being removed then gives it no more', async () => {
    const { maySpeak } = await import('../not-me/not-me-by-phone.ts')
    const t = days(100)
    const held = { state: 'held' as const, trusted_at: 1, held_from: 'trusted' as const, held_at: t - days(7) + 1, ended_at: null }
    expect(maySpeak(held, t)).toBe(true)
    expect(maySpeak(held, t + 1)).toBe(false)
    expect(maySpeak({ ...held, state: 'removed', ended_at: t }, t + 1)).toBe(false)
    expect(maySpeak({ ...held, state: 'trusted' }, t + days(30))).toBe(true)
  })
})

describe('AU-4 allowing it again', () => {
  let browser: TestBrowser
  let other: TestBrowser
  let thing: HeldThing
  beforeEach(async () => {
    await notMe()
    browser = await signInAs(app, admin)
    other = await signInAs(app, second, app.browser({ ip: '198.51.100.20' }))
    thing = await thingOf(browser)
  })

  it('AU-4 takes two different people, each with a fresh confirmation of exactly this', async () => {
    expect((await allow(browser, thing)).body).toMatchObject({
      code: 'confirmation_needed',
      detail: { act: 'allow-held', params: JSON.stringify({ account: ana.id, item: late.id, name: thing.name }) },
    })
    expect((await allowAs(admin, browser, thing)).body).toEqual({ state: 'needs-second' })
    expect((await device()).state).toBe('held')
    expect(await thingOf(browser)).toMatchObject({ state: 'needs-second', mayAllow: false, mayRefuse: true })
    expect((await allowAs(admin, browser, thing)).body).toMatchObject({ code: 'step_not_open' })
    expect((await allow(other, thing)).body).toMatchObject({ code: 'confirmation_needed' })
    expect((await allowAs(second, other, thing)).body).toEqual({ state: 'allowed' })
    // Nothing of the hold is left: removed one day, it may speak for its 7 days like any other.
    expect(await device()).toMatchObject({ state: 'trusted', held_at: null, held_from: null })
    expect((await view(browser)).things).toHaveLength(3)
    expect((await allow(browser, thing)).status).toBe(404)
  })
  it.each(['codes', 'number', 'address'] as const)('AU-4 %s too', async (kind) => {
    const one = await thingOf(browser, kind)
    await allowAs(admin, browser, one)
    expect((await allowAs(second, other, one)).body).toEqual({ state: 'allowed' })
    expect((await view(browser)).things.map((left) => left.kind)).not.toContain(kind)
  })
  it('AU-4 its owner is told of each yes and of the end, the others who may answer too', async () => {
    await allowAs(admin, browser, thing)
    expect((await subjects(ana.email)).at(-1)).toContain('may work again soon')
    expect((await subjects(second.email)).at(-1)).toContain('held at an account')
    await allowAs(second, other, thing)
    expect((await subjects(ana.email)).at(-1)).toContain('works again')
    const mail = app.mails.findLast((one) => one.to === ana.email)
    expect(mail?.text).toContain('/link/not-me#')
    expect(app.mails.some((one) => one.to === 'late@example.org' && one.subject.includes('held'))).toBe(false)
    const acts = await app.core.db.selectFrom('audit').select('act').where('act', 'like', 'held_%').orderBy('at').execute()
    expect(acts.map((row) => row.act).toSorted()).toEqual(['held_allowed', 'held_approved', 'held_approved'])
  })
  it('AU-4 a confirmation of another thing, of another act, or in another session is none', async () => {
    const codes = await thingOf(browser, 'codes')
    await confirmAct(app, browser, admin, 'allow-held', { account: ana.id, item: codes.id, name: '' })
    await confirmAct(app, browser, admin, 'enable-account', { account: ana.id })
    expect((await allow(browser, thing)).body).toMatchObject({ code: 'confirmation_needed' })
    expect((await allow(other, codes)).body).toMatchObject({ code: 'confirmation_needed' })
    expect((await allow(browser, codes)).body).toEqual({ state: 'needs-second' })
  })
  it('AU-4 only a phone confirms it, no code', async () => {
    await browser.post('/api/confirmations', {
      act: 'allow-held',
      params: { account: ana.id, item: thing.id, name: thing.name },
      password: testPassword,
    })
    const answered = await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: admin.codes[0] })
    expect(answered.body).toMatchObject({ code: 'method_not_usable' })
  })
  it('AU-4 one refusal ends it; afterwards it takes two again', async () => {
    expect((await refuse(other, thing)).status).toBe(404)
    await allowAs(admin, browser, thing)
    expect((await refuse(other, thing)).body).toEqual({ ok: true })
    expect(await thingOf(browser)).toMatchObject({ state: 'held', approvals: [], refused: { reason: 'It is not hers' } })
    expect((await allowAs(second, other, thing)).body).toEqual({ state: 'needs-second' })
    expect((await device()).state).toBe('held')
  })
  it('AU-4 "This wasn\'t me" once more ends what was begun', async () => {
    await allowAs(admin, browser, thing)
    await notMe()
    expect((await allowAs(second, other, thing)).body).toEqual({ state: 'needs-second' })
    expect((await device()).state).toBe('held')
  })
  it('AU-4 nobody for themselves, no member, and nobody with one factor', async () => {
    await app.core.db.updateTable('account').set({ role: 'admin', password_marked_at: null }).where('id', '=', ana.id).execute()
    await app.core.db.updateTable('browser_account').set({ voided_at: null }).execute()
    const own = await signInAs(app, ana, app.browser({ ip: '198.51.100.30' })).catch(() => undefined)
    if (own) expect((await own.post(`/api/console/held/${late.id}/allow`)).body).toMatchObject({ code: 'may_not_answer' })
    const member = await signInAs(app, await person({}), app.browser({ ip: '198.51.100.31' }))
    expect((await allow(member, thing)).status).toBe(403)
    await app.core.db.updateTable('session').set({ access: 'one-factor' }).execute()
    app.core.clock.advance(minutes(1))
    expect((await allow(browser, thing)).status).toBe(403)
    expect((await app.browser().post(`/api/console/held/${late.id}/allow`)).status).toBe(401)
  })
  it('RR-6 a new approver is not one of two', async () => {
    const fresh = await person({ role: 'admin', created_at: now() - days(2) })
    const third = await signInAs(app, fresh, app.browser({ ip: '198.51.100.40' }))
    expect(await thingOf(third)).toMatchObject({ mayAllow: false, whyNot: 'new-approver' })
    expect((await allowAs(fresh, third, thing)).body).toMatchObject({ code: 'may_not_answer', detail: { why: 'new-approver' } })
  })
  it('RR-6 the first one’s right counts as it is at the end', async () => {
    const third = await person({ role: 'admin' })
    await allowAs(admin, browser, thing)
    await app.core.db.updateTable('account').set({ state: 'disabled' }).where('id', '=', admin.id).execute()
    expect((await allowAs(second, other, thing)).body).toEqual({ state: 'needs-second' })
    const last = await signInAs(app, third, app.browser({ ip: '198.51.100.41' }))
    expect((await allowAs(third, last, thing)).body).toEqual({ state: 'allowed' })
  })
  it('TD-8 a phone that was blocked as lost is blocked again, not trusted', async () => {
    await app.core.db.updateTable('device').set({ held_from: 'blocked', blocked_at: now() }).where('id', '=', late.id).execute()
    await allowAs(admin, browser, thing)
    await allowAs(second, other, thing)
    expect((await device()).state).toBe('blocked')
  })
  it('AU-4 a later "This wasn\'t me" holds it again', async () => {
    await allowAs(admin, browser, thing)
    await allowAs(second, other, thing)
    await notMe()
    expect((await device()).state).toBe('held')
  })
})

describe('RR-6 fewer than two who qualify', () => {
  let browser: TestBrowser
  let thing: HeldThing
  const off = (who: TestPerson, state: 'disabled' | 'active') =>
    app.core.db.updateTable('account').set({ state }).where('id', '=', who.id).execute()
  const renewed = async () => {
    browser = await signInAs(app, admin)
    return browser
  }
  beforeEach(async () => {
    await off(second, 'disabled')
    await notMe()
    thing = await thingOf(await renewed())
  })

  it('RR-6 one yes takes effect after 24 hours, by the server’s clock and no sooner', async () => {
    const decided = (await allowAs(admin, browser, thing)).body as HeldDecision
    expect(decided).toEqual({ state: 'waits', startsAt: now() + hours(24) })
    app.core.clock.advance(hours(24) - 1)
    await app.deliver()
    expect((await device()).state).toBe('held')
    app.core.clock.advance(1)
    await app.deliver()
    expect((await device()).state).toBe('trusted')
    await app.deliver()
    expect((await subjects(ana.email)).filter((one) => one.includes('works again'))).toHaveLength(1)
  })
  it('RR-6 the wait is told to its owner, and ends by "This wasn\'t me"', async () => {
    await allowAs(admin, browser, thing)
    expect((await app.mailTo(ana.email)).text).toContain('unless somebody says no before')
    await notMe()
    app.core.clock.advance(hours(25))
    await app.deliver()
    expect((await device()).state).toBe('held')
  })
  it('RR-6 it can be refused until then', async () => {
    await allowAs(admin, browser, thing)
    expect((await refuse(browser, thing)).status).toBe(200)
    app.core.clock.advance(hours(25))
    await app.deliver()
    expect((await device()).state).toBe('held')
  })
  it('RR-6 where two qualify again at its end, a second person is needed', async () => {
    await allowAs(admin, browser, thing)
    await off(second, 'active')
    app.core.clock.advance(hours(25))
    await app.deliver()
    expect((await device()).state).toBe('held')
    const other = await signInAs(app, second, app.browser({ ip: '198.51.100.20' }))
    expect((await allowAs(second, other, thing)).body).toEqual({ state: 'allowed' })
  })
  it('RR-6 taking the others their right after the first yes begins no wait: it has to be said again, to all', async () => {
    await off(second, 'active')
    expect((await allowAs(admin, browser, thing)).body).toEqual({ state: 'needs-second' })
    await off(second, 'disabled')
    app.core.clock.advance(hours(25))
    await app.deliver()
    expect((await device()).state).toBe('held')
    await renewed()
    expect(await thingOf(browser)).toMatchObject({ state: 'needs-second', mayAllow: true })
    expect((await allowAs(admin, browser, thing)).body).toEqual({ state: 'waits', startsAt: now() + hours(24) })
  })
  it('RR-6 a wait that came to nothing does not go on: whoever is alone again begins another', async () => {
    await allowAs(admin, browser, thing)
    await off(second, 'active')
    app.core.clock.advance(hours(25))
    await app.deliver()
    await off(second, 'disabled')
    app.core.clock.advance(hours(1))
    await app.deliver()
    expect((await device()).state).toBe('held')
    await renewed()
    expect((await allowAs(admin, browser, thing)).body).toEqual({ state: 'waits', startsAt: now() + hours(24) })
  })
  it('TD-4 what its owner removed meanwhile is let go by nobody', async () => {
    await allowAs(admin, browser, thing)
    await app.core.db.updateTable('device').set({ state: 'removed', ended_at: now() }).where('id', '=', late.id).execute()
    app.core.clock.advance(hours(25))
    await app.deliver()
    expect((await device()).state).toBe('removed')
    const rows = await app.core.db.selectFrom('held_allowance').select('state').execute()
    expect(rows).toEqual([{ state: 'ended' }])
  })
  it('RR-6 who lost the right meanwhile lets nothing go', async () => {
    await allowAs(admin, browser, thing)
    await off(admin, 'disabled')
    app.core.clock.advance(hours(25))
    await app.deliver()
    expect((await device()).state).toBe('held')
  })
})
