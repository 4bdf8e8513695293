import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import {
  createTestCore,
  forEachEngine,
  makeAccountRow,
  makeAnsweringRow,
  makeNumberRow,
  makeTrustedPhone,
  type TestCore,
} from '../../testing/index.ts'
import type { AskedOfAll } from './people-facts.store.ts'
import { readCoverage } from './read-coverage.ts'
import { type Coverage, countAtRisk, countLacking, listAtRisk, listLacking, markAsked } from './readiness.store.ts'

const asked = (core: TestCore, given: Partial<AskedOfAll> = {}): AskedOfAll => ({
  origin: core.config.origin,
  now: core.clock.now(),
  search: '',
  sms: true,
  barred: { codes: [], sms: [] },
  typedOff: { inRow: 20, total: 60 },
  ...given,
})
const nobody: Coverage = { administrators: [], groups: [], kit: false }

const account = async (core: TestCore, name: string, given: object = {}) =>
  (await makeAccountRow(core, { name, two_factor_since: 1, ...given })).id
const phone = (core: TestCore, id: string, given: object = {}) => makeTrustedPhone(core, id, given)
async function codes(core: TestCore, id: string, left = 3, given: object = {}): Promise<void> {
  const set = newId(core.random, 'set')
  const row = {
    account_id: id,
    salt: 's',
    key_id: 'k',
    created_at: 1,
    saved_at: 1,
    voided_at: null,
    held_at: null,
    weak_until: 0,
    ...given,
  }
  await core.db
    .insertInto('recovery_code_set')
    .values({ id: set, ...row })
    .execute()
  for (let n = 0; n < 5; n++)
    await core.db
      .insertInto('recovery_code')
      .values({ id: newId(core.random, 'rcv'), set_id: set, digest: `${n}`, spent_at: n < left ? null : 1, spent_by: null })
      .execute()
}
async function suspend(core: TestCore, id: string): Promise<void> {
  const now = core.clock.now()
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
    .values({ id: `sus_${id}`, account_id: id, ...row, ...times, ...unclaimed })
    .execute()
}

forEachEngine('RR-12 in one statement over everybody', (engine) => {
  it('who has no second factor: never set up, suspended, or nothing that confirms', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const now = core.clock.now()
    const never = await account(core, 'a', { two_factor_since: null })
    await phone(core, await account(core, 'b'))
    const suspended = await account(core, 'c')
    await phone(core, suspended, { paused_until: now + 1 })
    await suspend(core, suspended)
    await phone(core, await account(core, 'd'), { paused_until: now })
    const elsewhere = await account(core, 'e')
    await phone(core, elsewhere, { origin: 'https://old.example.org' })
    await codes(core, await account(core, 'f'), 1)
    const spent = await account(core, 'g')
    await codes(core, spent, 0)
    const held = await account(core, 'h')
    await codes(core, held, 5, { held_at: 1 })
    await makeNumberRow(core, await account(core, 'i'))
    const blocked = await account(core, 'j')
    await makeNumberRow(core, blocked, { blocked_at: 1 })
    const approver = await account(core, 'k', { role: 'approver' })
    await makeNumberRow(core, approver)
    await account(core, 'l', { state: 'disabled' })

    const found = await listLacking(core.db, { ...asked(core), page: 1 })
    expect(found.map((one) => one.id)).toEqual([never, suspended, elsewhere, spent, held, blocked, approver])
    expect(Number(found[1]?.suspended_until)).toBe(now + hours(24))
    expect(await countLacking(core.db, asked(core))).toBe(7)
    expect(await countLacking(core.db, asked(core, { search: 'k' }))).toBe(1)
    expect(await countLacking(core.db, asked(core, { search: '%' }))).toBe(0)
    // Without a gateway a number is nothing.
    expect(await countLacking(core.db, asked(core, { sms: false }))).toBe(8)
  })

  it('EN-1 what the rules of a group do not allow is nothing', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const group = newId(core.random, 'grp')
    await core.db.insertInto('people_group').values({ id: group, name: 'g', name_key: 'g', created_at: 1 }).execute()
    const inside = await account(core, 'inside')
    await codes(core, inside)
    await core.db.insertInto('membership').values({ account_id: inside, group_id: group, added_at: 1 }).execute()
    await codes(core, await account(core, 'outside'))
    const count = (barred: string[]) => countLacking(core.db, asked(core, { barred: { codes: barred, sms: [] } }))
    expect([await count([]), await count([group]), await count([''])]).toEqual([0, 1, 2])
  })

  it('SI-10 codes count for nothing where typed methods are off in both lanes', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const now = core.clock.now()
    const ana = await account(core, 'ana')
    await codes(core, ana)
    const off = (lane: string, in_row: number, allowed_at = 0) =>
      core.db.insertInto('attempt_counter').values({ account_id: ana, lane, in_row, next_at: 0, allowed_at }).execute()
    await off('known', 20)
    expect(await countLacking(core.db, asked(core))).toBe(0)
    await off('other', 0, now - days(1))
    for (let n = 0; n < 60; n++)
      await core.db
        .insertInto('attempt')
        .values({ id: `att_${n}`, account_id: ana, lane: 'other', method: 'sms', at: now - days(2), wrong: 1 })
        .execute()
    // They were allowed again after those.
    expect(await countLacking(core.db, asked(core))).toBe(0)
    await core.db.updateTable('attempt_counter').set({ allowed_at: 0 }).where('lane', '=', 'other').execute()
    expect(await countLacking(core.db, asked(core))).toBe(1)
  })

  it('who would be locked out without the phone, the worst first', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const group = newId(core.random, 'grp')
    await core.db.insertInto('people_group').values({ id: group, name: 'g', name_key: 'g', created_at: 1 }).execute()
    const make = async (name: string, given: object = {}, phones = 1) => {
      const id = await account(core, name, given)
      for (let n = 0; n < phones; n++) await phone(core, id)
      return id
    }
    const plain = await make('plain')
    const grouped = await make('a grouped')
    await core.db.insertInto('membership').values({ account_id: grouped, group_id: group, added_at: 1 }).execute()
    const demoted = await make('a demoted', { role_before: 'admin', role_changed_at: core.clock.now() - days(1) })
    await core.db.insertInto('membership').values({ account_id: demoted, group_id: group, added_at: 1 }).execute()
    const boss = await make('boss', { role: 'admin' })
    await make('two phones', {}, 2)
    await codes(core, await make('codes'))
    const texted = await account(core, 'texted')
    await makeNumberRow(core, texted)
    await account(core, 'already out')
    const suspended = await make('suspended')
    await suspend(core, suspended)
    await make('never', { two_factor_since: null })

    const order = async (coverage: Coverage) =>
      (await listAtRisk(core.db, { ...asked(core), ...coverage, page: 1 })).map((one) => [one.id, Number(one.left_over)])
    expect(await order(nobody)).toEqual([
      [demoted, 0],
      [grouped, 0],
      [boss, 0],
      [plain, 0],
      [texted, 0],
    ])
    expect(await order({ ...nobody, kit: true, groups: [group] })).toEqual([
      [demoted, 0],
      [plain, 0],
      [texted, 0],
      [boss, 1],
      [grouped, 3],
    ])
    // Nobody answers for themselves.
    expect(await order({ ...nobody, administrators: [boss] })).toEqual([
      [boss, 0],
      [demoted, 2],
      [grouped, 3],
      [plain, 3],
      [texted, 3],
    ])
    expect(await order({ ...nobody, administrators: [boss, 'acc_another'] })).toEqual([
      [demoted, 2],
      [boss, 2],
      [grouped, 3],
      [plain, 3],
      [texted, 3],
    ])
    expect(await countAtRisk(core.db, { ...asked(core), ...nobody, kit: true, groups: [group] })).toEqual({ all: 5, nobody: 4 })
  })

  it('RR-6 who could let whom in is read once: administrators and groups with a phone that confirms', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const make = async (name: string, role: 'admin' | 'approver', phones: number) => {
      const id = await account(core, name, { role })
      for (let n = 0; n < phones; n++) await phone(core, id)
      return id
    }
    const able = await make('able', 'admin', 1)
    await make('unable', 'admin', 0)
    const groups: string[] = []
    for (const [name, phones] of [
      ['helper', 1],
      ['without', 0],
    ] as const) {
      const group = newId(core.random, 'grp')
      groups.push(group)
      await core.db.insertInto('people_group').values({ id: group, name, name_key: name, created_at: 1 }).execute()
      await makeAnsweringRow(core, await make(name, 'approver', phones), group)
    }
    expect(await readCoverage(core, core.db)).toMatchObject({ administrators: [able], groups: [groups[0]], kit: false })
  })

  it('somebody is asked to prepare once in a while, whoever asks', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const ana = await account(core, 'ana')
    const ask = (by: string, now: number) =>
      inPlainTransaction(core.db, (tx) => markAsked(tx, { account: ana, by, now, notSince: now - days(7) }))
    const now = core.clock.now()
    expect(await ask('acc_1', now)).toBe(true)
    expect(await ask('acc_2', now + days(7) - 1)).toBe(false)
    expect(await ask('acc_2', now + days(7))).toBe(true)
    expect(await core.db.selectFrom('readiness_ask').selectAll().execute()).toEqual([
      { account_id: ana, asked_at: now + days(7), asked_by: 'acc_2' },
    ])
  })
})
