import { expect, it } from 'vitest'
import { createTestCore, forEachEngine, makeAccountRow } from '../../testing/index.ts'
import { sealRecord } from '../audit/index.ts'
import { writeRecord } from '../audit/testing/made-up-record.ts'
import { listRecord, listSealedAfter, namesOf } from './record-page.store.ts'

forEachEngine('AU-3 the list of records', (engine) => {
  it('AU-3 has each record on one page, also where all are of one moment, by person and without', async () => {
    const core = await createTestCore({ database: await engine.open() })
    await writeRecord(core, 90)
    for (const person of [undefined, 'acc_3']) {
      const all = await listRecord(core.db, { person }, 1000)
      expect(all.length).toBe(person ? all.filter((row) => row.account_id === person || row.actor_id === person).length : 90)
      const seen: string[] = []
      let before: { at: number; id: string } | undefined
      for (;;) {
        const rows: typeof all = await listRecord(core.db, { person, before }, 7)
        before = rows.at(-1)
        if (!before) break
        seen.push(...rows.map((row) => row.id))
      }
      expect(seen).toEqual(all.map((row) => row.id))
    }
    expect(await listRecord(core.db, { text: 'REASON 7', acts: ['signed_in', 'number_removed'] }, 1000)).toHaveLength(7)
    await sealRecord(core).stop()
    expect((await listSealedAfter(core.db, 80, 5)).map((row) => row.seq)).toEqual([81, 82, 83, 84, 85])
  })

  it('AU-3 names accounts, phones and groups, and nobody for what it does not know', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const { id } = await makeAccountRow(core, { name: 'Ana' })
    const gone = await makeAccountRow(core, { name: '', state: 'deleted' })
    await core.db.insertInto('people_group').values({ id: 'grp_1', name: 'Sales', name_key: 'sales', created_at: 1 }).execute()
    const names = await namesOf(core.db, [id, gone.id, 'grp_1', 'dev_none', 'acc_none', 'x'])
    expect(Object.fromEntries(names)).toEqual({ [id]: { name: 'Ana' }, [gone.id]: { name: '', deleted: true }, grp_1: { name: 'Sales' } })
  })
})
