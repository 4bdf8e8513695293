import { beforeEach, expect, it } from 'vitest'
import { checkClock } from '../../cli/checks/check-clock.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, minutes, seconds } from '../../kernel/clock.ts'
import { createTestCore, forEachEngine, type TestClock, type TestCore } from '../../testing/index.ts'
import { record } from '../audit/index.ts'
import { noticedTroubles, watchClock } from './index.ts'
import { readWritten, writtenTrouble } from './trouble.ts'

/** The real time, moved by hand. */
function movedClock(): TestClock {
  let moved = 0
  return {
    now: () => Date.now() + moved,
    set(to) {
      moved = to - Date.now()
    },
    advance(by) {
      moved += by
    },
  }
}

forEachEngine('X-18 the service watches its own clock', (engine) => {
  let core: TestCore
  /** A timer that nobody can set: it goes on with what really passes. */
  const timer = () => performance.now()
  const recorded = async () => {
    const rows = await core.db.selectFrom('audit').select(['act', 'detail']).where('act', '=', 'clock_wrong').orderBy('at').execute()
    return rows.map((row) => JSON.parse(row.detail))
  }
  const said = async () => (await checkClock({ core })).map((one) => `${one.state} ${one.says}`)

  beforeEach(async () => {
    const database = await engine.open()
    // PostgreSQL has a clock of its own: this one goes along with it, and is moved by hand.
    core = await createTestCore({ database, config: { databaseUrl: database.url }, clock: movedClock() })
  })

  it('says nothing while it goes as time does', async () => {
    const watch = await watchClock(core, timer)
    await watch.look()
    expect(await recorded()).toEqual([])
    expect(await noticedTroubles(core, core.db)).toEqual([])
    expect(await said()).toEqual([expect.stringMatching(/^ok /)])
    watch.stop()
  })

  it.each([
    ['ahead', seconds(6)],
    ['back', -hours(1)],
  ])('set %s, it is logged and recorded once, and shown to doctor and console for a day', async (_way, by) => {
    const watch = await watchClock(core, timer)
    core.clock.advance(by)
    await watch.look()
    await watch.look()
    watch.stop()
    const jumps = (await recorded()).filter((one) => one.kind === 'jump')
    expect(jumps).toEqual([{ kind: 'jump', seconds: by / 1000 }])
    expect(core.log.lines.filter((line) => line.message.includes('while the service ran'))).toHaveLength(1)
    expect((await said()).join()).toMatch(/^bad .*clock/)
    expect((await noticedTroubles(core, core.db)).map((one) => one.kind)).toContain('jump')
    core.clock.advance(days(2))
    expect(await noticedTroubles(core, core.db)).toEqual([])
  })

  it('a little unevenness is no jump, however often', async () => {
    const watch = await watchClock(core, timer)
    for (const by of [4000, -4000, 4000, -4000]) {
      core.clock.advance(by)
      await watch.look()
    }
    watch.stop()
    expect(await recorded()).toEqual([])
  })

  it('but creeping away step by step is', async () => {
    const watch = await watchClock(core, timer)
    for (let n = 0; n < 3; n++) {
      core.clock.advance(2000)
      await watch.look()
    }
    watch.stop()
    expect(await recorded()).toContainEqual({ kind: 'jump', seconds: 6 })
  })

  it('a record from the future is said at the start, once, and keeps nobody out', async () => {
    core.clock.advance(seconds(4))
    await inPlainTransaction(core.db, (tx) => record(core, tx, { act: 'record_verified', actor: { kind: 'service' } }))
    core.clock.advance(-seconds(4))
    for (let n = 0; n < 2; n++) (await watchClock(core, timer)).stop()
    expect(await recorded()).toEqual([])
    await core.db
      .updateTable('audit')
      .set({ at: core.clock.now() + hours(1) })
      .execute()
    for (let n = 0; n < 2; n++) (await watchClock(core, timer)).stop()
    expect(await recorded()).toMatchObject([{ kind: 'record' }])
    expect(await said()).toEqual([expect.stringMatching(/^bad the last record is 36\d\d s ahead/)])
  })

  const onPostgres = engine.engine === 'postgres'
  if (onPostgres)
    it('another clock than the database’s: it does not start, and a running one says so', async () => {
      const watch = await watchClock(core, timer)
      core.clock.advance(minutes(1))
      await watch.look()
      await watch.look()
      expect((await recorded()).map((one) => one.kind).toSorted()).toEqual(['database', 'jump'])
      watch.stop()
      await expect(watchClock(core, timer)).rejects.toThrow(
        /^The clocks do not agree: this machine's clock is \d+ s ahead of that of the database: set both by NTP\.$/,
      )
      core.clock.advance(-minutes(2))
      await expect(watchClock(core, timer)).rejects.toThrow(/\d+ s behind that of the database/)
    })

  if (!onPostgres)
    it('a database without a clock of its own is not asked: the demo moves its clock as it likes', async () => {
      core.clock.advance(days(400))
      const watch = await watchClock(core, timer)
      watch.stop()
      expect(await recorded()).toEqual([])
    })
})

it('what was written down is read again, and what is something else is nothing', () => {
  const trouble = { kind: 'jump', by: -5001, at: 1_800_000_000_000 } as const
  expect(readWritten(writtenTrouble(trouble))).toEqual(trouble)
  for (const text of ['', 'jump', 'jump x 1', 'moon 1 1', 'jump 1 ']) expect(readWritten(text), text).toBeUndefined()
})
