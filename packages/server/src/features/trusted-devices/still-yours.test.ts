import type { StillYours } from '@sparekey/protocol/readiness'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days } from '../../kernel/clock.ts'
import { makeTrustedPhone } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'

let app: TestApp
let ana: TestPerson
let browser: TestBrowser

// Her first phone was trusted 30 days ago.
beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core)
  browser = await signInAs(app, ana)
})
afterEach(() => app.close())

const asked = async () => ((await browser.get('/api/account/still-yours')).body as StillYours).phones
const names = async () => (await asked()).map(({ name }) => name)
const yes = (id: string) => browser.post(`/api/account/devices/${id}/still-mine`)
const later = () => browser.post('/api/account/still-yours/later')
async function wait(ms: number): Promise<void> {
  app.core.clock.advance(ms)
  browser = await signInAs(app, ana)
}

describe('TD-5 "Is this still your phone?"', () => {
  it('is asked 180 days after it was trusted, and 180 days after each yes', async () => {
    await wait(days(150) - 1)
    expect(await asked()).toEqual([])
    app.core.clock.advance(1)
    expect(await names()).toEqual(['Test phone'])
    expect((await yes(ana.phone.id)).status).toBe(200)
    expect(await asked()).toEqual([])
    await wait(days(180) - 1)
    expect(await asked()).toEqual([])
    app.core.clock.advance(1)
    expect(await names()).toEqual(['Test phone'])
    const [act] = await app.core.db.selectFrom('audit').select(['account_id', 'detail']).where('act', '=', 'device_kept').execute()
    expect(act).toEqual({ account_id: ana.id, detail: JSON.stringify({ device: ana.phone.id }) })
  })

  it('is asked for each phone by itself, and not for one that is no longer trusted', async () => {
    await wait(days(150))
    const old = app.core.clock.now() - days(200)
    await makeTrustedPhone(app.core, ana.id, { name: 'Tablet', trusted_at: old, added_at: old })
    await makeTrustedPhone(app.core, ana.id, { name: 'Blocked', state: 'blocked', trusted_at: old, added_at: old })
    await makeTrustedPhone(app.core, ana.id, { name: 'New', trusted_at: app.core.clock.now() })
    expect((await names()).sort()).toEqual(['Tablet', 'Test phone'])
    await yes(ana.phone.id)
    expect(await names()).toEqual(['Tablet'])
  })

  it('closed, it is not asked again before a day has passed; a clock set back does not keep it away', async () => {
    await wait(days(150))
    await later()
    expect(await asked()).toEqual([])
    app.core.clock.advance(days(1) - 1)
    browser = await signInAs(app, ana)
    expect(await asked()).toEqual([])
    app.core.clock.advance(1)
    expect(await names()).toEqual(['Test phone'])
    await app.core.db
      .updateTable('device')
      .set({ still_later_at: app.core.clock.now() + days(900) })
      .execute()
    expect(await names()).toEqual(['Test phone'])
  })

  it('says of a phone that nobody used for 180 days that it was not used', async () => {
    await wait(days(150))
    const old = app.core.clock.now() - days(200)
    await makeTrustedPhone(app.core, ana.id, {
      name: 'Drawer',
      trusted_at: old,
      added_at: old,
      last_used_at: old,
      last_person_at: old,
      last_signed_at: app.core.clock.now(),
    })
    const found = await asked()
    expect(found.find((one) => one.name === 'Drawer')).toMatchObject({ unused: true, lastUsedAt: old })
    expect(found.find((one) => one.name === 'Test phone')).toMatchObject({ unused: false })
  })

  it('nobody answers for somebody else’s phone, or without a full session', async () => {
    const ben = await makePerson(app.core)
    expect(await yes(ben.phone.id)).toMatchObject({ status: 404, body: { code: 'device_unknown' } })
    expect((await app.browser().post(`/api/account/devices/${ana.phone.id}/still-mine`)).status).toBe(401)
    expect((await app.browser().post('/api/account/still-yours/later')).status).toBe(401)
    const { still_mine_at } = await app.core.db.selectFrom('device').selectAll().where('id', '=', ben.phone.id).executeTakeFirstOrThrow()
    expect(still_mine_at).toBeNull()
  })
})
