import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine, makeAccountRow } from '../../testing/index.ts'
import { findNotice, insertNotice, listNotices, markAnswered } from './notices.store.ts'

forEachEngine('notices', (engine) => {
  it('are listed newest first since a time, and answered once', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const { id: account } = await makeAccountRow(core)
    for (const at of [1, 3, 2])
      await inPlainTransaction(core.db, (tx) =>
        insertNotice(tx, { id: `ntc_${at}`, account_id: account, kind: 'code-used', params: '{}', at, answered_at: null }),
      )
    expect((await listNotices(core.db, account, 2, 10)).map((row) => row.at)).toEqual([3, 2])
    const answer = () => inPlainTransaction(core.db, (tx) => markAnswered(tx, 'ntc_3', 9))
    expect([await answer(), await answer()]).toEqual([true, false])
    expect((await findNotice(core.db, 'ntc_3'))?.answered_at).toBe(9)
  })
})
