import { beforeEach, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine, makeAccountRow, type TestCore } from '../../testing/index.ts'
import {
  countTry,
  findOpen,
  insertSetUp,
  markCompleted,
  markEnded,
  markProved,
  type SetUpRow,
  setCode,
  setCodeSet,
  setDevice,
  turnOn,
} from './set-up.store.ts'

forEachEngine('set-ups in the database', (engine) => {
  let core: TestCore
  let account: string

  const row = (given: Partial<SetUpRow> = {}): SetUpRow => ({
    id: 'sup_1',
    account_id: account,
    browser_id: 'brw_1',
    session_id: 'ses_1',
    state: 'open',
    address_proved_at: null,
    code_mac: null,
    code_tries: 0,
    number_id: null,
    number_skipped_at: null,
    code_expires_at: null,
    code_sent_at: null,
    device_id: null,
    code_set_id: null,
    created_at: 1,
    completed_at: null,
    ...given,
  })
  const inTx = <T>(work: Parameters<typeof inPlainTransaction<T>>[1]) => inPlainTransaction(core.db, work)

  beforeEach(async () => {
    core = await createTestCore({ database: await engine.open() })
    account = (await makeAccountRow(core)).id
    await inTx((tx) => insertSetUp(tx, row()))
  })

  it('an account has one open set-up at most', async () => {
    await expect(inTx((tx) => insertSetUp(tx, row({ id: 'sup_2' })))).rejects.toThrow()
    expect(await inTx((tx) => markEnded(tx, 'sup_1'))).toBe(true)
    expect(await inTx((tx) => markEnded(tx, 'sup_1'))).toBe(false)
    await inTx((tx) => insertSetUp(tx, row({ id: 'sup_2' })))
    expect((await findOpen(core.db, account))?.id).toBe('sup_2')
  })

  it('a code goes out once a minute, and not once the address is proved', async () => {
    const send = (now: number, code?: { mac: string; expiresAt: number }) =>
      inTx((tx) => setCode(tx, { id: 'sup_1', now, notSince: now - 60, code }))
    expect(await send(100, { mac: 'm', expiresAt: 700 })).toBe(true)
    expect(await send(159)).toBe(false)
    expect(await send(160)).toBe(true)
    expect(await findOpen(core.db, account)).toMatchObject({ code_mac: 'm', code_sent_at: 160, code_expires_at: 700 })
    await inTx((tx) => markProved(tx, { id: 'sup_1', mac: 'm', now: 200 }))
    expect(await send(500, { mac: 'n', expiresAt: 900 })).toBe(false)
  })

  it('tries are counted up to their number and within the code’s time; a resend gives none back, a new code does', async () => {
    const tries = (now: number) => countTry(core.db, { id: 'sup_1', tries: 2, now })
    expect(await tries(1)).toBe(false)
    await inTx((tx) => setCode(tx, { id: 'sup_1', now: 100, notSince: 40, code: { mac: 'm', expiresAt: 700 } }))
    expect([await tries(101), await tries(102), await tries(103)]).toEqual([true, true, false])
    await inTx((tx) => setCode(tx, { id: 'sup_1', now: 200, notSince: 140 }))
    expect(await tries(201)).toBe(false)
    await inTx((tx) => setCode(tx, { id: 'sup_1', now: 800, notSince: 740, code: { mac: 'n', expiresAt: 900 } }))
    expect([await tries(801), await tries(900)]).toEqual([true, false])
  })

  it('a code is used up once, and only if it is the one that counts, in its time', async () => {
    await inTx((tx) => setCode(tx, { id: 'sup_1', now: 100, notSince: 40, code: { mac: 'm', expiresAt: 700 } }))
    const prove = (mac: string, now: number) => inTx((tx) => markProved(tx, { id: 'sup_1', mac, now }))
    expect(await prove('other', 200)).toBe(false)
    expect(await prove('m', 700)).toBe(false)
    expect(await prove('m', 699)).toBe(true)
    expect(await prove('m', 699)).toBe(false)
  })

  it('it completes once, with the phone and the codes that belong to it', async () => {
    const complete = (device: string, set: string) => inTx((tx) => markCompleted(tx, { id: 'sup_1', device, set, now: 9 }))
    expect(await complete('dev_1', 'set_1')).toBe(false)
    await inTx((tx) => setDevice(tx, 'sup_1', 'dev_1'))
    expect(await inTx((tx) => setCodeSet(tx, { id: 'sup_1', device: 'dev_2', set: 'set_1' }))).toBe(false)
    expect(await inTx((tx) => setCodeSet(tx, { id: 'sup_1', device: 'dev_1', set: 'set_1' }))).toBe(true)
    expect(await complete('dev_1', 'set_2')).toBe(false)
    expect(await complete('dev_2', 'set_1')).toBe(false)
    expect(await complete('dev_1', 'set_1')).toBe(true)
    expect(await complete('dev_1', 'set_1')).toBe(false)
    expect(await inTx((tx) => setDevice(tx, 'sup_1', 'dev_2'))).toBe(false)
  })

  it('SI-2 two-factor authentication is turned on once', async () => {
    expect(await inTx((tx) => turnOn(tx, account, 5))).toBe(true)
    expect(await inTx((tx) => turnOn(tx, account, 6))).toBe(false)
  })
})
