import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine, makeAccountRow, makeEmailRow } from '../../testing/index.ts'
import { countAccounts, findByAddressKey, findByLoginKey, listActive, takeTurnRow, updateAccount } from './accounts.store.ts'
import { findOwner, listAddresses, markHeld, markReplaced, markRestored, markVerified } from './addresses.store.ts'
import { createAccount } from './create-account.ts'
import { findAccountByLogin, lockAccount } from './find-account.ts'

forEachEngine('accounts and addresses', (engine) => {
  const open = async () => createTestCore({ database: await engine.open() })

  it('have one account for a login key', async () => {
    const core = await open()
    const make = (login: string) =>
      inPlainTransaction(core.db, (tx) => createAccount(core, tx, { login, name: 'A', role: 'member', state: 'invited' }))
    expect(await make('Ana')).toMatchObject({ login: 'Ana', login_key: 'ana' })
    expect(await make('ANA')).toBeUndefined()
    expect((await findByLoginKey(core.db, 'ana'))?.login).toBe('Ana')
  })
  it('are not found by characters that a database does not take', async () => {
    const core = await open()
    await makeAccountRow(core, { login: 'ana' })
    for (const login of ['ana\0', '\0', '\ud800', 'ana@\0.org', "ana'", '\u{10ffff}'])
      expect(await findAccountByLogin(core.db, login), JSON.stringify(login)).toBeUndefined()
  })
  it('change only from the states that are named', async () => {
    const core = await open()
    const { id } = await makeAccountRow(core, { state: 'disabled' })
    const change = (from: ('active' | 'disabled')[]) =>
      inPlainTransaction(core.db, (tx) => updateAccount(tx, { id, from, set: { state: 'active' } }))
    expect(await change(['active'])).toBe(false)
    expect(await change(['active', 'disabled'])).toBe(true)
  })
  it('are counted by role, state and whether they ever were set up', async () => {
    const core = await open()
    await makeAccountRow(core, { role: 'admin', two_factor_since: 1 })
    await makeAccountRow(core, { role: 'admin', state: 'deleted', two_factor_since: 1 })
    await makeAccountRow(core, { state: 'invited' })
    expect(await countAccounts(core.db, {})).toBe(3)
    expect(await countAccounts(core.db, { role: 'admin', everSetUp: true })).toBe(2)
    expect(await countAccounts(core.db, { state: 'invited' })).toBe(1)
    expect(await listActive(core.db, 'admin')).toHaveLength(1)
  })
  it('can be locked, and take turns, in one transaction', async () => {
    const core = await open()
    const { id } = await makeAccountRow(core)
    await inPlainTransaction(core.db, async (tx) => {
      await takeTurnRow(tx, 'administrators')
      await takeTurnRow(tx, 'administrators')
      expect((await lockAccount(tx, id)).id).toBe(id)
    })
  })
  it('find an address only while it is proved, in use and not held', async () => {
    const core = await open()
    const { id } = await makeAccountRow(core)
    const row = await makeEmailRow(core, id, { address: 'a@example.org', verified_at: null })
    const found = async () => (await findByAddressKey(core.db, 'a@example.org'))?.id
    const change = (act: (tx: Parameters<typeof markHeld>[0]) => Promise<unknown>) => inPlainTransaction(core.db, act)
    expect(await found()).toBeUndefined()
    expect(await change((tx) => markVerified(tx, row.id, 5))).toBe(true)
    expect(await change((tx) => markVerified(tx, row.id, 6))).toBe(false)
    expect(await found()).toBe(id)
    expect(await change((tx) => markReplaced(tx, row.id, 7))).toBe(true)
    expect(await found()).toBeUndefined()
    expect(await findOwner(core.db, 'a@example.org')).toBeUndefined()
    expect(await change((tx) => markRestored(tx, row.id))).toBe(true)
    await change((tx) => markHeld(tx, row.id, 8))
    expect(await found()).toBeUndefined()
    expect(await listAddresses(core.db, id)).toMatchObject([{ verified_at: 5, replaced_at: null, held_at: 8 }])
  })
  it('never prove one address for two accounts', async () => {
    const core = await open()
    const [ana, ben] = [await makeAccountRow(core), await makeAccountRow(core)]
    await makeEmailRow(core, ana.id, { address: 'a@example.org' })
    await expect(makeEmailRow(core, ben.id, { address: 'a@example.org' })).rejects.toThrow()
    await makeEmailRow(core, ben.id, { address: 'a@example.org', verified_at: null })
  })
})
