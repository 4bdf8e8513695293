import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine, makeAccountRow, makeBrowserRow } from '../../testing/index.ts'
import { findBySeries, findOpenAt, insertRemembered, listOpen, markAllEnded, markEnded, rotate } from './remembered-browsers.store.ts'

forEachEngine('remembered browsers in the database', (engine) => {
  it('has one for an account and browser, used up once, listed until its end, ended once', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const [account, browser] = [(await makeAccountRow(core)).id, (await makeBrowserRow(core)).id]
    const row = (id: string) => ({
      id,
      account_id: account,
      browser_id: browser,
      series_digest: `s ${id}`,
      digest: `d ${id}`,
      rotated_at: 1,
      method: 'phone',
      password_version: 1,
      made_at: 1,
      ends_at: 100,
    })
    const insert = (id: string) => inPlainTransaction(core.db, (tx) => insertRemembered(tx, row(id)))
    await insert('rmb_1')
    await expect(insert('rmb_2')).rejects.toThrow()
    expect((await findBySeries(core.db, 's rmb_1'))?.id).toBe('rmb_1')
    const use = (from: string, to: string, now = 50) => inPlainTransaction(core.db, (tx) => rotate(tx, { id: 'rmb_1', from, to, now }))
    expect([await use('d rmb_1', 'next'), await use('d rmb_1', 'other'), await use('next', 'later', 100)]).toEqual([true, false, false])
    expect(await findOpenAt(core.db, { account, browser })).toMatchObject({ digest: 'next', previous_digest: 'd rmb_1', used_at: 50 })
    expect([(await listOpen(core.db, account, 99)).length, (await listOpen(core.db, account, 100)).length]).toEqual([1, 0])
    const end = (by: string) =>
      inPlainTransaction(core.db, (tx) => markEnded(tx, { id: 'rmb_1', account: by, reason: 'forgotten', now: 60 }))
    expect([await end('acc_other'), await end(account), await end(account)]).toEqual([false, true, false])
    expect(await use('next', 'later')).toBe(false)
    await insert('rmb_2')
    await inPlainTransaction(core.db, (tx) => markAllEnded(tx, { account, reason: 'password-changed', now: 70 }))
    expect(await findOpenAt(core.db, { account, browser })).toBeUndefined()
  })
})
