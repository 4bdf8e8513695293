import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { days } from '../../kernel/clock.ts'
import { createTestCore, forEachEngine, makeAccountRow, makeBrowserRow, type TestCore } from '../../testing/index.ts'
import { fates, keptFor, type SweptTable, sweptTables } from './retention-plan.ts'
import { hourlySweep, sweepOldRows } from './sweep-old-rows.ts'

type Row = Record<string, string | number | null>

let made = 0

/** Writes a row; what is not given is filled in with something of the column's type. */
async function put(core: TestCore, table: string, given: Row): Promise<Row> {
  made += 1
  const columns = (await core.db.introspection.getTables()).find((one) => one.name === table)?.columns ?? []
  const filled = columns.map(({ name, dataType, isNullable }): [string, string | number | null] => [
    name,
    /int/i.test(dataType) ? (isNullable ? null : 0) : isNullable ? null : `${name} ${made}`,
  ])
  const row = { ...Object.fromEntries(filled), ...given }
  const values = Object.values(row)
  await sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((name) => sql.ref(name)))}) values (${sql.join(values)})`.execute(
    core.db,
  )
  return row
}

const count = async (core: TestCore, table: string): Promise<number> =>
  Number((await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(core.db)).rows[0]?.n)

forEachEngine('what is old', (engine) => {
  let core: TestCore
  let account: string
  let browser: string
  /** So long ago that nothing looks back at it. */
  let old: number
  /** Shortly before the rows of a table go. */
  const kept = (table: SweptTable): number => core.clock.now() - keptFor(table, days(core.config.auditKeepDays)) + 1

  beforeEach(async () => {
    core = await createTestCore({ database: await engine.open() })
    account = (await makeAccountRow(core)).id
    browser = (await makeBrowserRow(core)).id
    old = core.clock.now() - days(5000)
  })

  const sweep = async (): Promise<void> => {
    // Twice: what named a row goes in the first, the row itself may go in the second.
    await sweepOldRows(core)
    await sweepOldRows(core)
    expect(core.log.lines.filter((line) => line.level === 'error')).toEqual([])
  }
  const signIn = (given: Row = {}) => put(core, 'sign_in', { account_id: account, browser_id: browser, state: 'finished', ...given })
  const session = (given: Row = {}) => put(core, 'session', { account_id: account, browser_id: browser, ...given })

  /** Tables in which the age alone decides, with what their rows need beside it. */
  const byAge: Partial<Record<SweptTable, () => Promise<Row> | Row>> = {
    remembered_browser: () => ({ account_id: account, browser_id: browser, ended_at: 1 }),
    sms_code: async () => ({ account_id: account, number_id: String((await put(core, 'phone_number', { account_id: account })).id) }),
    login_event: () => ({ account_id: account }),
    notice: () => ({ account_id: account }),
    attempt: () => ({ account_id: account, wrong: 1 }),
    rate_counter: () => ({}),
    link: () => ({}),
    access_code: () => ({ account_id: account }),
    pairing: () => ({ account_id: account, state: 'ended' }),
    set_up: () => ({ account_id: account, state: 'completed' }),
    outbox: () => ({ sent_at: 1 }),
    sms_sent: () => ({}),
    standing_past: () => ({ account_id: account }),
    former_membership: async () => ({ account_id: account, group_id: String((await put(core, 'people_group', {})).id) }),
    sign_in: () => ({ account_id: account, browser_id: browser, state: 'finished' }),
    browser: () => ({}),
  }
  it('goes when the time of its table is over, and not a moment before', async () => {
    const tables = Object.keys(byAge) as SweptTable[]
    const left: Record<string, number> = {}
    for (const table of tables) {
      left[table] = await count(core, table)
      for (const at of [old, kept(table)]) await put(core, table, { ...(await byAge[table]?.()), [fates[table].by]: at })
    }
    const counts = async () => Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(core, table)])))
    await sweep()
    expect(await counts()).toEqual(Object.fromEntries(tables.map((table) => [table, (left[table] ?? 0) + 1])))
    core.clock.advance(2)
    await sweep()
    expect(await counts()).toEqual(left)
  })

  describe('what a rule still needs stays, however old it is', () => {
    it('SI-6 prompts since the last confirmation of their lane', async () => {
      const waiting = await signIn({ expires_at: old, state: 'ended' })
      const prompt = (lane: string, at: number) =>
        put(core, 'prompt', { sign_in_id: String(waiting.id), account_id: account, lane, state: 'ended', created_at: at, expires_at: at })
      await prompt('other', old)
      await prompt('known', old)
      await signIn({ known_browser: 1, confirmed_at: old + 1, expires_at: core.clock.now() })
      await prompt('known', old + 2)
      await sweep()
      const left = await core.db.selectFrom('prompt').select(['lane', 'created_at']).orderBy('lane').execute()
      expect(left).toEqual([
        { lane: 'known', created_at: old + 2 },
        { lane: 'other', created_at: old },
      ])
      // The sign-in that they belong to stays with them.
      expect(await core.db.selectFrom('sign_in').select('id').where('id', '=', String(waiting.id)).execute()).toHaveLength(1)
    })

    it('the newest session of an account, and what confirmed one that is not old', async () => {
      const first = await session({ created_at: old, expires_at: old })
      const newest = await session({ created_at: old + 1, expires_at: old + 1 })
      await put(core, 'session_event', { session_id: String(first.id), at: old })
      const open = await session({ account_id: (await makeAccountRow(core)).id, created_at: old, expires_at: core.clock.now() + 1 })
      await put(core, 'session_event', { session_id: String(open.id), at: old })
      await sweep()
      const left = (await core.db.selectFrom('session').select('id').execute()).map((row) => row.id)
      expect(left.toSorted()).toEqual([String(newest.id), String(open.id)].toSorted())
      expect(await core.db.selectFrom('session_event').select('session_id').execute()).toEqual([{ session_id: open.id }])
    })

    it('RR-4 a known browser as long as its cookie can come back', async () => {
      for (const at of [old, kept('browser_account')])
        await put(core, 'browser_account', { browser_id: (await makeBrowserRow(core)).id, account_id: account, known_until: at })
      await sweep()
      expect(await count(core, 'browser_account')).toBe(1)
    })

    it('a browser that anything names', async () => {
      const seen = { last_seen_at: old }
      await put(core, 'browser_account', {
        browser_id: (await makeBrowserRow(core, seen)).id,
        account_id: account,
        known_until: core.clock.now(),
      })
      await signIn({ browser_id: (await makeBrowserRow(core, seen)).id, expires_at: core.clock.now() })
      await put(core, 'remembered_browser', {
        browser_id: (await makeBrowserRow(core, seen)).id,
        account_id: account,
        ends_at: core.clock.now(),
      })
      const nobodys = await makeBrowserRow(core, seen)
      await sweep()
      expect(await core.db.selectFrom('browser').select('id').where('id', '=', nobodys.id).execute()).toEqual([])
      expect(await count(core, 'browser')).toBe(4)
    })

    it('AU-4 what is not decided yet about a held thing, and who allowed it', async () => {
      const decided = await put(core, 'held_allowance', { account_id: account, item_id: 'a', state: 'allowed', decided_at: old })
      const open = await put(core, 'held_allowance', { account_id: account, item_id: 'b', state: 'open' })
      for (const one of [decided, open]) await put(core, 'held_approval', { allowance_id: String(one.id), approver_id: account, at: old })
      await sweep()
      expect(await core.db.selectFrom('held_allowance').select('id').execute()).toEqual([{ id: open.id }])
      expect(await core.db.selectFrom('held_approval').select('allowance_id').execute()).toEqual([{ allowance_id: open.id }])
    })

    it('recovery codes that count, those that were just made void, and that one was used', async () => {
      const set = async (voided: number | null, spent: (number | null)[]) => {
        const one = await put(core, 'recovery_code_set', { account_id: account, saved_at: old, voided_at: voided })
        for (const at of spent) await put(core, 'recovery_code', { set_id: String(one.id), spent_at: at })
        return String(one.id)
      }
      const counts = await set(null, [null, old])
      const lately = await set(kept('recovery_code'), [null])
      const used = await set(old, [old, null])
      await set(old, [null, null])
      await sweep()
      const sets = (await core.db.selectFrom('recovery_code_set').select('id').execute()).map((row) => row.id)
      expect(sets.toSorted()).toEqual([counts, lately, used].toSorted())
      expect(await count(core, 'recovery_code')).toBe(2 + 1 + 1)
    })

    it('an open set-up, and a message that nobody sent or gave up', async () => {
      await put(core, 'set_up', { account_id: account, state: 'open', created_at: old })
      await put(core, 'outbox', { ends_at: old })
      await sweep()
      expect([await count(core, 'set_up'), await count(core, 'outbox')]).toEqual([1, 1])
    })

    it('SI-10 a wait that is on', async () => {
      await put(core, 'rate_counter', { touched_at: old, next_at: core.clock.now() })
      await sweep()
      expect(await count(core, 'rate_counter')).toBe(1)
    })
  })

  it('goes a few at a time, the oldest first, and two nodes at once do no harm', async () => {
    for (let n = 0; n < 5; n++) await put(core, 'attempt', { account_id: account, at: old + n })
    expect(await sweepOldRows(core, 2)).toBe(true)
    expect((await core.db.selectFrom('attempt').select('at').orderBy('at').execute()).map((row) => row.at)).toEqual(
      [2, 3, 4].map((n) => old + n),
    )
    await Promise.all([sweepOldRows(core, 2), sweepOldRows(core, 2)])
    expect(await sweepOldRows(core, 2)).toBe(false)
    expect(await count(core, 'attempt')).toBe(0)
  })

  it('every table of the schema goes after a while or stays for a reason', async () => {
    const tables = (await core.db.introspection.getTables())
      .map((table) => table.name)
      .filter((name) => name in fates || !/^kysely_/.test(name))
    expect(tables.toSorted()).toEqual(Object.keys(fates).toSorted())
    const columns = new Map((await core.db.introspection.getTables()).map((table) => [table.name, table.columns.map((one) => one.name)]))
    for (const table of sweptTables) {
      // The codes of a set are as old as their set.
      if (table !== 'recovery_code') expect(columns.get(table), table).toContain(fates[table].by)
    }
  })

  it('is looked for once an hour, and again at once while there is more', async () => {
    const run = hourlySweep(core)
    await run()
    for (let n = 0; n < 501; n++) await put(core, 'attempt', { account_id: account, at: old })
    await run()
    expect(await count(core, 'attempt')).toBe(501)
    core.clock.advance(days(1))
    await run()
    expect(await count(core, 'attempt')).toBe(1)
    await run()
    expect(await count(core, 'attempt')).toBe(0)
  })
})
