import { expect, it } from 'vitest'
import { hours } from '../../kernel/clock.ts'
import { createTestCore, forEachEngine, makeAccountRow, makeTrustedPhone } from '../../testing/index.ts'
import { listLacking } from './readiness.store.ts'

forEachEngine('RR-12 who may have no second factor', (engine) => {
  it('is read in one statement: never set up, suspended, or without a device that could confirm', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const now = core.clock.now()
    const make = async (name: string, since: number | null) => (await makeAccountRow(core, { name, two_factor_since: since })).id
    const phone = (account: string, given: object = {}) => makeTrustedPhone(core, account, given)
    const never = await make('a', null)
    const fine = await make('b', 1)
    await phone(fine)
    const suspended = await make('c', 1)
    await phone(suspended, { paused_until: now + 1 })
    const back = await make('d', 1)
    await phone(back, { paused_until: now })
    const elsewhere = await make('e', 1)
    await phone(elsewhere, { origin: 'https://old.example.org' })
    const row = {
      case_id: null,
      request_id: null,
      scope: 'next-browser',
      source: 'approval',
      hours: 24,
      fate: 'left',
      number_in_it: 0,
    } as const
    const times = { made_at: now, starts_at: now, ends_at: now + hours(24), ended_at: null, ended_reason: null }
    const unclaimed = { browser_id: null, claimed_at: null, claimed_sign_in_id: null }
    await core.db
      .insertInto('suspension')
      .values({ id: 'sus_1', account_id: suspended, ...row, ...times, ...unclaimed })
      .execute()
    const found = await listLacking(core.db, { origin: core.config.origin, now })
    expect(found.map((one) => [one.id, one.suspended_until])).toEqual([
      [never, null],
      [suspended, now + hours(24)],
      [elsewhere, null],
    ])
  })
})
