import { beforeEach, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine, makeAccountRow, type TestCore } from '../../testing/index.ts'
import {
  countTry,
  endPairing,
  endRunOut,
  findOwn,
  findUnscanned,
  giveTryBack,
  insertPairing,
  listByCode,
  listUnfinished,
  markPaired,
  markScanned,
  type PairingRow,
} from './pairings.store.ts'

forEachEngine('pairings in the database', (engine) => {
  let core: TestCore
  let account: string

  const row = (given: Partial<PairingRow> = {}): PairingRow => ({
    id: 'pai_1',
    account_id: account,
    session_id: 'ses_1',
    purpose: 'add',
    replaces_device_id: null,
    token_digest: `digest of ${given.id ?? 'pai_1'}`,
    code_id: 'ABCD',
    code_mac: 'mac',
    code_tries: 0,
    server_key_sealed: 'sealed',
    server_key: 'point',
    state: 'open',
    device_id: null,
    check_number: null,
    weak_until: 0,
    created_at: 10,
    expires_at: 100,
    ...given,
  })
  const inTx = <T>(work: Parameters<typeof inPlainTransaction<T>>[1]) => inPlainTransaction(core.db, work)
  const insert = (given: Partial<PairingRow> = {}) => inTx((tx) => insertPairing(tx, row(given)))
  const find = (id = 'pai_1') => core.db.selectFrom('pairing').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  beforeEach(async () => {
    core = await createTestCore({ database: await engine.open() })
    account = (await makeAccountRow(core)).id
    await insert()
  })

  it('a code id belongs to one open pairing; one that ran out gives it back', async () => {
    expect(await insert({ id: 'pai_2' })).toBe(false)
    await inTx((tx) => endRunOut(tx, 'ABCD', 99))
    expect(await insert({ id: 'pai_2' })).toBe(false)
    await inTx((tx) => endRunOut(tx, 'ABCD', 100))
    expect(await insert({ id: 'pai_2' })).toBe(true)
    expect(await find()).toMatchObject({ state: 'ended', server_key_sealed: '' })
    expect((await listByCode(core.db, 'ABCD', 99)).map(({ id }) => id).sort()).toEqual(['pai_1', 'pai_2'])
    expect(await listByCode(core.db, 'ABCD', 100)).toEqual([])
  })

  it('it is scanned once and in time, confirmed once and in time', async () => {
    const scan = (now: number) => inTx((tx) => markScanned(tx, { id: 'pai_1', device: 'dev_1', checkNumber: '123456', now, until: 200 }))
    const confirm = (now: number) => inTx((tx) => markPaired(tx, 'pai_1', now))
    expect(await confirm(50)).toBe(false)
    expect(await scan(100)).toBe(false)
    expect(await scan(99)).toBe(true)
    expect(await scan(99)).toBe(false)
    expect(await confirm(200)).toBe(false)
    expect(await confirm(199)).toBe(true)
    expect(await confirm(199)).toBe(false)
    expect(await find()).toMatchObject({ state: 'confirmed', device_id: 'dev_1', check_number: '123456', server_key_sealed: '' })
    expect(await inTx((tx) => endPairing(tx, 'pai_1'))).toBe(false)
  })

  it('tries are counted up to their number and given back one by one', async () => {
    expect([await countTry(core.db, 'pai_1', 2), await countTry(core.db, 'pai_1', 2), await countTry(core.db, 'pai_1', 2)]).toEqual([
      true,
      true,
      false,
    ])
    await giveTryBack(core.db, 'pai_1')
    expect(await countTry(core.db, 'pai_1', 2)).toBe(true)
    for (let n = 0; n < 5; n++) await giveTryBack(core.db, 'pai_1')
    expect((await find()).code_tries).toBe(0)
  })

  it('is found by its own session and account alone', async () => {
    expect((await findOwn(core.db, { id: 'pai_1', session: 'ses_1', account }))?.id).toBe('pai_1')
    expect(await findOwn(core.db, { id: 'pai_1', session: 'ses_2', account })).toBeUndefined()
    expect(await findOwn(core.db, { id: 'pai_1', session: 'ses_1', account: 'acc_other' })).toBeUndefined()
  })

  it('a right is taken over from an unscanned pairing of the same act only', async () => {
    const look = (q: Partial<Parameters<typeof findUnscanned>[1]>) =>
      inTx((tx) => findUnscanned(tx, { session: 'ses_1', purpose: 'add', replaces: null, since: 0, ...q }))
    expect((await look({}))?.id).toBe('pai_1')
    for (const other of [{ session: 'ses_2' }, { purpose: 'replace' }, { replaces: 'dev_1' }, { since: 10 }] as const) {
      expect(await look(other)).toBeUndefined()
    }
    await insert({ id: 'pai_2', code_id: 'EFGH', purpose: 'replace', replaces_device_id: 'dev_1' })
    expect((await look({ purpose: 'replace', replaces: 'dev_1' }))?.id).toBe('pai_2')
    expect(await look({ purpose: 'replace', replaces: 'dev_2' })).toBeUndefined()
  })

  it('the unfinished ones are listed by session, and by account but for one session', async () => {
    await insert({ id: 'pai_2', code_id: 'EFGH', session_id: 'ses_2', state: 'scanned' })
    await insert({ id: 'pai_3', code_id: 'JKMN', session_id: 'ses_2', state: 'confirmed' })
    const ids = async (of: Parameters<typeof listUnfinished>[1]) => (await inTx((tx) => listUnfinished(tx, of))).map(({ id }) => id).sort()
    expect(await ids({ session: 'ses_2' })).toEqual(['pai_2'])
    expect(await ids({ account })).toEqual(['pai_1', 'pai_2'])
    expect(await ids({ account, spared: 'ses_1' })).toEqual(['pai_2'])
  })
})
