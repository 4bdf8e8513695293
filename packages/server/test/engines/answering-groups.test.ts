import { expect, it } from 'vitest'
import * as rulesByGroup from '../../src/db/migrations/2026-11-22d-rules-by-group.ts'
import { createTestCore, forEachEngine, makeAccountRow } from '../../src/testing/index.ts'

forEachEngine('an installation from before approvers were given groups', ({ open }) => {
  it('RR-6 keeps whom its approvers answered for: those in a group with them', async () => {
    const core = await createTestCore({ database: await open() })
    const approver = (await makeAccountRow(core, { role: 'approver' })).id
    const member = (await makeAccountRow(core)).id
    await core.db.insertInto('people_group').values({ id: 'grp_sales', name: 'Sales', name_key: 'sales', created_at: 1 }).execute()
    for (const account_id of [approver, member])
      await core.db.insertInto('membership').values({ account_id, group_id: 'grp_sales', added_at: 42 }).execute()
    // As it was before: without what the step brings.
    await core.db.schema.dropTable('policy_rule').execute()
    await core.db.schema.dropTable('answering_group').execute()
    await core.db.schema.alterTable('account').dropColumn('due_extended_until').execute()
    await rulesByGroup.up(core.db as never)
    const rows = await core.db.selectFrom('answering_group').select(['account_id', 'group_id', 'added_at', 'removed_at']).execute()
    expect(rows).toEqual([{ account_id: approver, group_id: 'grp_sales', added_at: 42, removed_at: null }])
  })
})
