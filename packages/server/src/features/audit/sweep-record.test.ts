import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours } from '../../kernel/clock.ts'
import { createTestCore, type TestCore } from '../../testing/index.ts'
import { sealRecord, sweepRecord, verifyRecord } from './index.ts'
import { writeRecord, writeSealed } from './testing/made-up-record.ts'

let core: TestCore
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-record-'))
  core = await createTestCore({ config: { auditKeepDays: 90, auditSealsFile: join(folder, 'seals.log') } })
})
afterEach(async () => {
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})

const kept = () => core.db.selectFrom('audit').select(['seq', 'act', 'detail']).orderBy('seq').execute()

describe('AU-3 retention', () => {
  it('AU-3 removes what is older than it is kept, and the rest verifies from there on', async () => {
    const sealer = await writeSealed(core, 3, 4)
    core.clock.advance(days(50))
    await writeRecord(core, 5, 20)
    await sealer.runOnce()
    await sweepRecord(core)
    expect(await kept()).toHaveLength(17)
    core.clock.advance(days(41) + 1)
    await sweepRecord(core)
    await sealer.runOnce()
    const rows = await kept()
    expect(rows.map((row) => row.seq)).toEqual([13, 14, 15, 16, 17, 18])
    expect(rows.at(-1)).toMatchObject({ act: 'record_shortened', detail: JSON.stringify({ from: 1, to: 12, count: 12, intact: true }) })
    const check = await verifyRecord(core)
    expect(check).toMatchObject({ intact: true, checked: 6, first: { seq: 13 }, outside: { compared: 3 } })
    await sealer.stop()
  })

  it('AU-3 what retention removed is told from what somebody else removed or put back', async () => {
    const sealer = await writeSealed(core, 3, 4)
    const [old] = await core.db.selectFrom('audit').selectAll().where('seq', '=', 2).execute()
    core.clock.advance(days(95))
    await writeRecord(core, 5, 20)
    await sealer.runOnce()
    await sweepRecord(core)
    await sealer.stop()
    await core.db
      .insertInto('audit')
      .values(old as never)
      .execute()
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'foreign', seq: 2 })
    await core.db.deleteFrom('audit').where('seq', '<=', 13).execute()
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'missing', seq: 13, until: 13 })
  })

  it('AU-3 goes on a thousand at a time, and always keeps the last record', async () => {
    await writeRecord(core, 1500)
    const sealer = sealRecord(core)
    await sealer.runOnce()
    core.clock.advance(days(92))
    for (const left of [501, 2, 2]) {
      await sweepRecord(core)
      await sealer.runOnce()
      expect(await kept()).toHaveLength(left)
    }
    expect(await verifyRecord(core)).toMatchObject({ intact: true, first: { seq: 1501 } })
    await sealer.stop()
  })

  it('AU-3 says in the record that what went did not fit together', async () => {
    const sealer = await writeSealed(core, 3, 4)
    await core.db.deleteFrom('audit').where('seq', '=', 5).execute()
    core.clock.advance(days(92))
    await writeRecord(core, 1, 20)
    await sealer.runOnce()
    await sweepRecord(core)
    await sealer.runOnce()
    expect(await verifyRecord(core)).toMatchObject({ intact: true })
    expect((await kept()).at(-1)?.detail).toBe(JSON.stringify({ from: 1, to: 12, count: 11, intact: false }))
    await sealer.stop()
  })

  it('AU-3 waits a day, so that a record of its own does not bring about the next one', async () => {
    const sealer = await writeSealed(core, 1, 2)
    core.clock.advance(days(90) + hours(23))
    await sweepRecord(core)
    expect(await kept()).toHaveLength(2)
    await sealer.stop()
  })
})
