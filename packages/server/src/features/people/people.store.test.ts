import { expect, it } from 'vitest'
import { createTestCore, forEachEngine, makeAccountRow, makeBrowserRow, makeEmailRow, makeSessionRow } from '../../testing/index.ts'
import { countKinds, countPeople, listPeople } from './people.store.ts'

forEachEngine('people', (engine) => {
  it('are found by name, login and address, with wildcards taken literally', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const zoe = await makeAccountRow(core, { login: 'zoe_b', name: 'Zoë 100% \\ Brandt', name_key: 'zoë 100% \\ brandt' })
    await makeEmailRow(core, zoe.id, { address: 'desk@hotel.example' })
    await makeEmailRow(core, zoe.id, { address: 'old@hotel.example', replaced_at: 1 })
    await makeAccountRow(core, { login: 'zoexb', name: 'Zoe', name_key: 'zoe' })
    await makeAccountRow(core, { login: 'zoe_gone', state: 'deleted' })
    const found = async (key: string) => (await listPeople(core.db, key, 1)).map((row) => row.login)
    for (const key of ['zoë', 'zoe_b', '0% \\', 'desk@', '\\']) expect(await found(key), key).toEqual(['zoe_b'])
    expect(await found('old@hotel')).toEqual([])
    expect(await found('zoe')).toHaveLength(2)
    expect(await countPeople(core.db, 'zoe')).toBe(2)
    expect(await countPeople(core.db, '')).toBe(2)
  })
  it('come with the address in use and the last login', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const ana = await makeAccountRow(core)
    await makeEmailRow(core, ana.id, { address: 'unproved@example.org', added_at: 1, verified_at: null })
    await makeEmailRow(core, ana.id, { address: 'proved@example.org' })
    const browser = await makeBrowserRow(core)
    for (const created_at of [5, 9, 7]) await makeSessionRow(core, { account: ana.id, browser: browser.id }, { created_at })
    expect(await listPeople(core.db, '', 1)).toMatchObject([{ email: 'proved@example.org', last_login_at: 9 }])
  })
  it('are counted by what is left to do', async () => {
    const core = await createTestCore({ database: await engine.open() })
    await makeAccountRow(core, { two_factor_since: 1 })
    await makeAccountRow(core)
    await makeAccountRow(core, { state: 'invited' })
    await makeAccountRow(core, { state: 'disabled' })
    await makeAccountRow(core, { state: 'deleted' })
    expect(await countKinds(core.db)).toEqual({ total: 4, withoutTwoFactor: 1, invited: 1 })
  })
})
