import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine, makeAccountRow } from '../../testing/index.ts'
import { insertGroup, listGroups } from './groups.store.ts'
import { groupsOf, setGroups } from './membership.ts'

forEachEngine('groups', (engine) => {
  it('have one name each, count their members, and are set for a person as a whole', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const { id: account } = await makeAccountRow(core)
    const add = (id: string, name_key: string) =>
      inPlainTransaction(core.db, (tx) => insertGroup(tx, { id, name: name_key, name_key, created_at: 1 }))
    expect([await add('grp_a', 'a'), await add('grp_b', 'b'), await add('grp_c', 'a')]).toEqual([true, true, false])
    const set = (groups: string[]) => inPlainTransaction(core.db, (tx) => setGroups(core, tx, { account, groups }))
    expect(await set(['grp_a', 'grp_b', 'grp_b'])).toBe(2)
    expect(await set(['grp_b'])).toBe(1)
    expect(await set(['grp_b', 'grp_none'])).toBeUndefined()
    expect(await groupsOf(core.db, account)).toMatchObject([{ id: 'grp_b', name: 'b' }])
    expect(await listGroups(core.db)).toMatchObject([
      { id: 'grp_a', members: 0 },
      { id: 'grp_b', members: 1 },
    ])
  })
})
