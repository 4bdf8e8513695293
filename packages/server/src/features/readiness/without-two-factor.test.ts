import type { WithoutTwoFactor } from '@sparekey/protocol/readiness'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours } from '../../kernel/clock.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser } from '../../testing/whole.ts'

let app: TestApp
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  browser = await signInAs(app, await makePerson(app.core, { login: 'ada', role: 'admin' }))
})
afterEach(() => app.close())

const people = async () => ((await browser.get('/api/console/without-two-factor')).body as WithoutTwoFactor).people
const suspend = async (account: string, given: object = {}) => {
  const now = app.core.clock.now()
  const times = { made_at: now, starts_at: now, ends_at: now + hours(24), ended_at: null, ended_reason: null }
  const row = {
    id: `sus_${account}`,
    account_id: account,
    case_id: null,
    request_id: null,
    scope: 'next-browser',
    source: 'approval',
    hours: 24,
  } as const
  const rest = { fate: 'left', number_in_it: 0, browser_id: null, claimed_at: null, claimed_sign_in_id: null } as const
  await app.core.db
    .insertInto('suspension')
    .values({ ...row, ...rest, ...times, ...given })
    .execute()
  await app.core.db
    .updateTable('device')
    .set({ paused_until: now + hours(24) })
    .where('account_id', '=', account)
    .execute()
}

describe('RR-12 who has no second factor', () => {
  it('is whoever never set it up, with the time left or since when it was due', async () => {
    const now = app.core.clock.now()
    const early = await makePerson(app.core, { name: 'Early', two_factor_since: null, due_at: now + days(4) })
    const late = await makePerson(app.core, { name: 'Late', two_factor_since: null, due_at: now - days(1) })
    const found = await people()
    expect(found).toMatchObject([
      { id: early.id, why: 'not-set-up', until: now + days(4) },
      { id: late.id, why: 'not-set-up', until: now - days(1) },
    ])
  })
  it('is whoever is suspended, until then and not longer, and not before it starts', async () => {
    const ana = await makePerson(app.core, { name: 'Ana' })
    const ben = await makePerson(app.core, { name: 'Ben' })
    await suspend(ana.id)
    await suspend(ben.id, { starts_at: app.core.clock.now() + hours(1) })
    expect(await people()).toMatchObject([{ id: ana.id, why: 'suspended', until: app.core.clock.now() + hours(24) }])
  })
  it('is whoever has nothing left to confirm with; recovery codes are something', async () => {
    const ana = await makePerson(app.core, { name: 'Ana' })
    await app.core.db.updateTable('device').set({ state: 'blocked' }).where('account_id', '=', ana.id).execute()
    expect(await people()).toEqual([])
    await app.core.db.updateTable('recovery_code_set').set({ voided_at: 1 }).where('account_id', '=', ana.id).execute()
    expect(await people()).toMatchObject([{ id: ana.id, why: 'no-method' }])
  })
  it('is nobody who is disabled, invited or fine', async () => {
    await makePerson(app.core, { two_factor_since: null, state: 'disabled' })
    await makePerson(app.core, { two_factor_since: null, state: 'invited' })
    await makePerson(app.core)
    expect(await people()).toEqual([])
  })
})
