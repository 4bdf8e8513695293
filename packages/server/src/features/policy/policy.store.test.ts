import { type SettingName, settingNames } from '@sparekey/protocol/policy-settings'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { days } from '../../kernel/clock.ts'
import { createTestCore, forEachEngine, makeAccountRow, type TestCore } from '../../testing/index.ts'
import { getAccount } from '../accounts/index.ts'
import { markedSince, rulesFor, standingOf, standingsOf } from './index.ts'

const values: Record<SettingName, string[]> = {
  required: ['yes', 'no'],
  setUpDays: ['0', '3', '90'],
  setUpBy: ['1800000000000', '1900000000000'],
  methods: ['phone', 'phone,sms', 'phone,sms,recovery-code,verification-code'],
  sessionHours: ['1', '24'],
  idleMinutes: ['5', '60'],
  rememberDays: ['0', '30'],
  matchDigits: ['2', '6'],
  twoApprovers: ['yes', 'no'],
  anyBrowser: ['yes', 'no'],
  passwordMin: ['15', '20'],
}

forEachEngine('EN-1 the rules in the database', (engine) => {
  let made = 0
  const rule = async (
    core: TestCore,
    given: { group?: string; setting: string; value: string | null; from?: number; replaced?: number },
  ) => {
    made += 1
    await core.db
      .insertInto('policy_rule')
      .values({
        id: `pol_${made}`,
        group_id: given.group ?? '',
        setting: given.setting,
        value: given.value,
        works_from: given.from ?? 1,
        revision: made,
        made_at: 1,
        made_by: 'acc_somebody',
        replaced_at: given.replaced ?? null,
        stopped_at: null,
        stopped_by: null,
      })
      .execute()
  }
  const group = async (core: TestCore, id: string, ...accounts: string[]) => {
    await core.db.insertInto('people_group').values({ id, name: id, name_key: id, created_at: 1 }).execute()
    for (const account_id of accounts) await core.db.insertInto('membership').values({ account_id, group_id: id, added_at: 1 }).execute()
  }

  it('EN-1 are those of everyone and of the account’s own groups; what lies ahead, was stopped or replaced does not hold', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const now = core.clock.now()
    const [ana, ben] = [(await makeAccountRow(core)).id, (await makeAccountRow(core)).id]
    await group(core, 'grp_sales', ana)
    await rule(core, { group: 'grp_sales', setting: 'matchDigits', value: '4' })
    await rule(core, { setting: 'rememberDays', value: '30', from: now + 1 })
    await rule(core, { setting: 'idleMinutes', value: '5', replaced: now - 1 })
    await rule(core, { setting: 'sessionHours', value: '2' })
    await core.db.updateTable('policy_rule').set({ stopped_at: 1 }).where('setting', '=', 'sessionHours').execute()
    const of = async (id: string, at = now) => await rulesFor(core.db, await getAccount(core.db, id), at)
    expect([(await of(ana)).matchDigits, (await of(ben)).matchDigits]).toEqual([4, 3])
    expect(await of(ana)).toMatchObject({ rememberBrowserFor: 0, sessionIdle: 30 * 60_000, sessionLife: 12 * 3_600_000 })
    expect((await of(ana, now + 1)).rememberBrowserFor).toBe(days(30))
  })

  it('EN-1 are the same asked for one and for many', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const now = core.clock.now()
    const people: string[] = []
    for (let n = 0; n < 6; n++)
      people.push((await makeAccountRow(core, { two_factor_since: null, role: n === 5 ? 'admin' : 'member', due_at: now + days(n) })).id)
    for (let n = 0; n < 4; n++) await group(core, `grp_${n}`, ...people.filter((_, place) => (place + n) % 2 === 0))
    const anyRule = fc.constantFrom(...settingNames).chain((setting) => fc.tuple(fc.constant(setting), fc.constantFrom(...values[setting])))
    const [drawn] = fc.sample(
      fc.array(fc.tuple(fc.constantFrom('', 'grp_0', 'grp_1', 'grp_2', 'grp_3'), anyRule), { minLength: 20, maxLength: 20 }),
      1,
    )
    for (const [scope, [setting, value]] of drawn ?? []) await rule(core, { group: scope, setting, value })
    const rows = await Promise.all(people.map((id) => getAccount(core.db, id)))
    const together = await standingsOf(core.db, rows, now)
    for (const row of rows) expect(together.get(row.id)).toEqual(await standingOf(core.db, row, now))
  })

  it('RR-6 a mark that was taken off still counts for 7 days, one that was stopped or waits never did', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const now = core.clock.now()
    const since = now - days(7)
    await rule(core, { group: 'grp_off', setting: 'twoApprovers', value: 'yes' })
    await rule(core, { group: 'grp_off', setting: 'twoApprovers', value: null, from: now - days(6) })
    await rule(core, { group: 'grp_long', setting: 'twoApprovers', value: 'yes', replaced: now - days(8) })
    await rule(core, { group: 'grp_long', setting: 'twoApprovers', value: 'no', from: now - days(8) })
    await rule(core, { group: 'grp_ahead', setting: 'twoApprovers', value: 'yes', from: now + 1 })
    await rule(core, { group: 'grp_now', setting: 'twoApprovers', value: 'yes' })
    const marked = async (...groups: string[]) => await markedSince(core.db, { groups, since, now })
    expect([await marked('grp_off'), await marked('grp_long'), await marked('grp_ahead'), await marked('grp_now')]).toEqual([
      true,
      false,
      false,
      true,
    ])
    expect([await marked(), await marked('grp_long', 'grp_now')]).toEqual([false, true])
  })
})
