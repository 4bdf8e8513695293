import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine, makeAccountRow } from '../../testing/index.ts'
import { setMark, setPassword } from './passwords.store.ts'

forEachEngine('passwords', (engine) => {
  it('are set for active accounts, with a growing version, and marked once', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const { id: account } = await makeAccountRow(core)
    const set = (clear: boolean) =>
      inPlainTransaction(core.db, (tx) => setPassword(tx, { account, hash: 'k1$x', mark: clear ? 'cleared' : 'kept', now: 7 }))
    const mark = (now: number) => inPlainTransaction(core.db, (tx) => setMark(tx, account, now))
    const row = () => core.db.selectFrom('account').selectAll().where('id', '=', account).executeTakeFirstOrThrow()
    expect([await mark(3), await mark(4)]).toEqual([true, false])
    expect(await set(false)).toBe(true)
    expect(await row()).toMatchObject({ password_hash: 'k1$x', password_version: 2, password_changed_at: 7, password_marked_at: 3 })
    expect(await set(true)).toBe(true)
    expect(await row()).toMatchObject({ password_version: 3, password_marked_at: null })
    await core.db.updateTable('account').set({ state: 'disabled' }).execute()
    expect(await set(true)).toBe(false)
  })
})
