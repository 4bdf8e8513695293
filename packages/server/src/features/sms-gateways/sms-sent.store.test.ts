import { beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine, makeAccountRow, type TestCore } from '../../testing/index.ts'
import { countSince, insertSent, lastTold, mostSince, nthNewest, setTold } from './sms-sent.store.ts'

forEachEngine('texts that were sent', (engine) => {
  let core: TestCore
  let ana: string
  let ben: string
  beforeEach(async () => {
    core = await createTestCore({ database: await engine.open() })
    ana = (await makeAccountRow(core, { login: 'ana' })).id
    ben = (await makeAccountRow(core, { login: 'ben' })).id
  })

  const add = (at: number, account: string, given: { kind?: 'code' | 'asked' | 'acted'; network?: string | null } = {}) =>
    inPlainTransaction(core.db, (tx) =>
      insertSent(tx, {
        id: `txt_${account}_${at}`,
        at,
        kind: given.kind ?? 'code',
        account_id: account,
        number_mac: `number of ${account}`,
        prefix_mac: 'range',
        network: given.network === undefined ? '198.51.100.1' : given.network,
      }),
    )

  describe('how long ago the nth of them was', () => {
    it('counts from the newest, by kind and by whom', async () => {
      for (const at of [10, 20, 30]) await add(at, ana)
      await add(25, ben)
      await add(40, ana, { kind: 'acted', network: null })
      expect(await nthNewest(core.db, { nth: 1 })).toBe(40)
      expect(await nthNewest(core.db, { nth: 5 })).toBe(10)
      expect(await nthNewest(core.db, { nth: 6 })).toBeUndefined()
      expect(await nthNewest(core.db, { nth: 2, of: ['code'], by: { column: 'account_id', value: ana } })).toBe(20)
      expect(await nthNewest(core.db, { nth: 2, of: ['code'], by: { column: 'prefix_mac', value: 'range' } })).toBe(25)
      expect(await nthNewest(core.db, { nth: 1, by: { column: 'network', value: '198.51.100.2' } })).toBeUndefined()
    })
  })

  it('how many since then, and for whom most, from how many networks', async () => {
    await add(10, ana)
    for (const [nth, at] of [20, 30, 40].entries()) await add(at, ben, { network: `198.51.100.${nth}` })
    await add(50, ben, { kind: 'acted', network: null })
    expect(await countSince(core.db, 10)).toBe(4)
    const most = await mostSince(core.db, 0, 5)
    expect(most.map((one) => [one.login, Number(one.texts), Number(one.networks)])).toEqual([
      ['ben', 4, 3],
      ['ana', 1, 1],
    ])
    expect(await mostSince(core.db, 0, 1)).toHaveLength(1)
  })

  it('when administrators were told, for each thing apart', async () => {
    expect(await lastTold(core.db, 'budget')).toBeUndefined()
    for (const at of [100, 200]) await inPlainTransaction(core.db, (tx) => setTold(tx, 'budget', at))
    expect(await lastTold(core.db, 'budget')).toBe(200)
    expect(await lastTold(core.db, 'range')).toBeUndefined()
  })
})
