import type { AtRisk, Readiness } from '@sparekey/protocol/readiness'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days } from '../../kernel/clock.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'

let app: TestApp
let ada: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ada = await makePerson(app.core, { login: 'ada', name: 'Ada', role: 'admin' })
  browser = await signInAs(app, ada)
})
afterEach(() => app.close())

const noCodes = (account: string) =>
  app.core.db.updateTable('recovery_code_set').set({ voided_at: 1 }).where('account_id', '=', account).execute()
const list = async (query = '') => (await browser.get(`/api/console/at-risk${query}`)).body as AtRisk
const summary = async () => (await browser.get('/api/console/readiness')).body as Readiness
async function unprepared(given: Parameters<typeof makePerson>[1]): Promise<TestPerson> {
  const person = await makePerson(app.core, given)
  await noCodes(person.id)
  return person
}

describe('RR-12 who would be locked out if they lost their phone today', () => {
  it('is said with what would be left, and what is missing', async () => {
    const ana = await unprepared({ name: 'Ana' })
    await makePerson(app.core, { name: 'Ben' })
    expect(await list()).toEqual({
      people: [
        {
          id: ana.id,
          name: 'Ana',
          login: ana.login,
          role: 'member',
          self: false,
          left: 'approver',
          answerers: 1,
          because: [],
          waits: false,
          phones: 1,
          codes: 'none',
          number: false,
          alreadyOut: false,
          mayAsk: true,
        },
      ],
      total: 1,
      page: 1,
      pages: 1,
    })
    expect(await summary()).toMatchObject({ without: 0, atRisk: 1, nobody: 0 })
  })

  it('names an administrator for whom nobody could answer first, and says that two would be asked for', async () => {
    await unprepared({ name: 'Ana' })
    await noCodes(ada.id)
    expect((await list()).people).toMatchObject([
      { name: 'Ada', self: true, mayAsk: false, left: 'command', answerers: 0 },
      { name: 'Ana', left: 'approver' },
    ])
    await makePerson(app.core, { name: 'Bea', role: 'admin', created_at: app.core.clock.now() - days(30) })
    expect((await list()).people).toMatchObject([
      { name: 'Ada', left: 'approver', answerers: 1, because: ['administrator'], waits: true },
      { name: 'Ana' },
    ])
  })

  it('RR-6 says why two must agree for them', async () => {
    const ana = await unprepared({ name: 'Ana', password_marked_at: app.core.clock.now() })
    await app.core.db.insertInto('people_group').values({ id: 'grp_1', name: 'Sales', name_key: 'sales', created_at: 1 }).execute()
    await browser.post(`/api/console/people/${ana.id}/groups`, { groups: ['grp_1'] })
    const [shown] = (await list()).people
    // Ada changed the group, and nobody else could answer.
    expect(shown).toMatchObject({ name: 'Ana', answerers: 1, waits: true })
    expect(shown?.because).toEqual(['password-marked', 'approver-changed', 'changed-group'])
  })

  it('says why codes would not help', async () => {
    const { db } = app.core
    const spent = await makePerson(app.core, { name: 'Spent' })
    const sets = db.selectFrom('recovery_code_set').select('id').where('account_id', '=', spent.id)
    await db.updateTable('recovery_code').set({ spent_at: 1 }).where('set_id', 'in', sets).execute()
    const held = await makePerson(app.core, { name: 'Held' })
    await db.updateTable('recovery_code_set').set({ held_at: 1 }).where('account_id', '=', held.id).execute()
    expect((await list()).people.map((one) => [one.name, one.codes])).toEqual([
      ['Held', 'held'],
      ['Spent', 'spent'],
    ])
  })

  it('RR-11 administrators are told what to see to for themselves', async () => {
    expect((await summary()).notes).toEqual(['only-administrator', 'nobody-for-you', 'no-kit'])
    const bea = await makePerson(app.core, { name: 'Bea', role: 'admin' })
    const kit = { id: 'kit_1', digest: 'd', made_at: 1, made_for: ada.id, ended_at: null, used_at: null, tested_at: null }
    await app.core.db.insertInto('break_glass_kit').values(kit).execute()
    expect((await summary()).notes).toEqual(['kit-untested'])
    await app.core.db.updateTable('break_glass_kit').set({ tested_at: 2 }).execute()
    expect((await summary()).notes).toEqual([])
    await app.core.db.updateTable('device').set({ state: 'blocked' }).where('account_id', '=', bea.id).execute()
    expect((await summary()).notes).toEqual(['nobody-for-you'])
  })

  it('a page beyond the last one is the last one', async () => {
    await unprepared({ name: 'Ana' })
    expect(await list('?page=7')).toMatchObject({ page: 1, pages: 1, total: 1 })
    expect((await browser.get('/api/console/at-risk?page=0')).status).toBe(400)
  })

  it('is for administrators alone, in a full session', async () => {
    const member = await signInAs(app, await makePerson(app.core))
    const approver = await signInAs(app, await makePerson(app.core, { role: 'approver' }))
    for (const path of ['/api/console/at-risk', '/api/console/readiness', '/api/console/without-two-factor'])
      expect([(await member.get(path)).status, (await approver.get(path)).status, (await app.browser().get(path)).status]).toEqual([
        403, 403, 401,
      ])
    expect((await approver.post(`/api/console/at-risk/${ada.id}/ask`)).status).toBe(403)
  })
})

describe('RR-12 "Ask them to prepare"', () => {
  const ask = (account: string, from = browser) => from.post(`/api/console/at-risk/${account}/ask`)

  it('writes to them once in 7 days, and is in the record', async () => {
    const ana = await unprepared({ name: 'Ana' })
    expect((await ask(ana.id)).status).toBe(200)
    const mail = await app.mailTo(ana.email)
    expect(mail.subject).toContain('Prepare for a lost phone')
    expect(mail.text).toContain('/account/ready')
    expect(mail.text).toContain('because you have an account')
    // It asks them to come, and holds nothing that signs anybody in.
    expect(mail.text).not.toMatch(/#/)
    expect((await list()).people).toMatchObject([{ askedAt: app.core.clock.now(), mayAsk: false }])
    expect(await ask(ana.id)).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } })
    app.core.clock.advance(days(7))
    browser = await signInAs(app, ada)
    expect((await ask(ana.id)).status).toBe(200)
    const acts = await app.core.db.selectFrom('audit').select(['actor_id', 'account_id']).where('act', '=', 'asked_to_prepare').execute()
    expect(acts).toEqual([
      { actor_id: ada.id, account_id: ana.id },
      { actor_id: ada.id, account_id: ana.id },
    ])
  })

  it('is not asked of oneself, of nobody, or of somebody who is disabled; and sixty times an hour at most', async () => {
    expect(await ask(ada.id)).toMatchObject({ status: 409, body: { code: 'own_account' } })
    expect((await ask('acc_AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
    const gone = await makePerson(app.core, { state: 'disabled' })
    expect((await ask(gone.id)).status).toBe(400)
    const statuses: number[] = []
    for (let n = 0; n < 61; n++) {
      const id = `acc_person${String(n).padStart(14, '0')}`
      const row = await app.core.db.selectFrom('account').selectAll().where('id', '=', gone.id).executeTakeFirstOrThrow()
      await app.core.db
        .insertInto('account')
        .values({ ...row, id, login_key: id, state: 'active' })
        .execute()
      statuses.push((await ask(id)).status)
    }
    expect(statuses.filter((one) => one === 200)).toHaveLength(60)
    expect(statuses.at(-1)).toBe(429)
    // What was refused was not noted as asked.
    expect(await app.core.db.selectFrom('readiness_ask').select('account_id').execute()).toHaveLength(60)
  })
})
