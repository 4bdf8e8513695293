import { beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction, inTransaction, type Tx } from '../../db/transaction.ts'
import { days, hours } from '../../kernel/clock.ts'
import { createTestCore, forEachEngine, makeAccountRow, makeNumberRow, type TestCore } from '../../testing/index.ts'
import {
  askNumber,
  blockNumber,
  holdNumbersAddedSince,
  numbersAsOf,
  numberView,
  openNumber,
  setContactNumber,
  smsNumber,
  unblockNumber,
  useNumber,
  voidOtherNumbers,
} from './index.ts'

forEachEngine('the numbers of an account', (engine) => {
  let core: TestCore
  let ana: string
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => inPlainTransaction(core.db, work)
  const now = () => core.clock.now()
  const serving = async (account = ana) => (await smsNumber(core.db, account, now()))?.last_two
  /** Asked for and proved. */
  const prove = (e164: string, account = ana) =>
    inTransaction(core.db, async (tx) => {
      const { id } = await askNumber(core, tx, { account, e164 })
      return { ok: true as const, ...(await useNumber(core, tx, { account, id, weakUntil: 0 })) }
    })

  beforeEach(async () => {
    core = await createTestCore({ database: await engine.open() })
    ana = (await makeAccountRow(core)).id
  })

  it('SM-3 are sealed: no column holds one, and no row’s opens another’s', async () => {
    await prove('+4915123456734')
    const rows = await core.db.selectFrom('phone_number').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('23456734')
    const [row] = rows
    if (!row) throw new Error('No row')
    expect(openNumber(core, row)).toBe('+4915123456734')
    expect(() => openNumber(core, { ...row, id: 'num_AAAAAAAAAAAAAAAAAAAAAA' })).toThrow()
  })

  it('the first one serves at once, one that waits for its code not at all', async () => {
    await inTx((tx) => askNumber(core, tx, { account: ana, e164: '+4915123456734' }))
    expect(await serving()).toBeUndefined()
    await prove('+4915123456734')
    expect(await serving()).toBe('34')
  })

  it('SM-3 a changed one serves after 72 h, to the millisecond, and the old one no more', async () => {
    await prove('+4915123456734')
    core.clock.advance(days(30))
    await prove('+4915123456756')
    expect(await serving()).toBeUndefined()
    expect(await numberView(core.db, ana, now())).toMatchObject({ lastTwo: '56', servesFrom: now() + hours(72) })
    core.clock.advance(hours(72) - 1)
    expect(await serving()).toBeUndefined()
    core.clock.advance(1)
    expect(await serving()).toBe('56')
  })

  it('SM-3 removing and adding is a change too', async () => {
    await prove('+4915123456734')
    await inTx((tx) => voidOtherNumbers(core, tx, { account: ana }))
    core.clock.advance(hours(1))
    await prove('+4915123456756')
    expect(await serving()).toBeUndefined()
    core.clock.advance(hours(72))
    expect(await serving()).toBe('56')
  })

  it('the same one confirmed again serves on, or as late as before', async () => {
    await prove('+4915123456734')
    core.clock.advance(hours(1))
    await prove('+4915123456734')
    expect(await serving()).toBe('34')
    await prove('+4915123456756')
    core.clock.advance(hours(71))
    await prove('+4915123456756')
    expect(await serving()).toBeUndefined()
    core.clock.advance(hours(1))
    expect(await serving()).toBe('56')
  })

  it('SM-3 belongs to one account, until that gives it up', async () => {
    const eve = (await makeAccountRow(core)).id
    await prove('+4915123456734')
    expect(await prove('+4915123456734', eve)).toMatchObject({ ok: false, code: 'number_taken' })
    expect(await serving()).toBe('34')
    expect(await serving(eve)).toBeUndefined()
    await inTx((tx) => voidOtherNumbers(core, tx, { account: ana }))
    expect(await prove('+4915123456734', eve)).toMatchObject({ ok: true })
    expect(await serving(eve)).toBe('34')
  })

  it('nobody proves a row of another account', async () => {
    const eve = (await makeAccountRow(core)).id
    const { id } = await inTx((tx) => askNumber(core, tx, { account: ana, e164: '+4915123456734' }))
    const used = await inTransaction(core.db, async (tx) => useNumber(core, tx, { account: eve, id, weakUntil: 0 }))
    expect(used).toMatchObject({ code: 'not_found' })
  })

  it('TD-8 one that was in a lost phone serves no more, and the block of that moment alone is taken back', async () => {
    await prove('+4915123456734')
    const blockedAt = now()
    expect(await inTx((tx) => blockNumber(core, tx, ana))).toBe(true)
    expect(await serving()).toBeUndefined()
    expect(await numberView(core.db, ana, now())).toMatchObject({ blocked: true })
    expect(await inTx((tx) => unblockNumber(core, tx, { account: ana, blockedAt: blockedAt - 1 }))).toBe(false)
    expect(await inTx((tx) => unblockNumber(core, tx, { account: ana, blockedAt }))).toBe(true)
    expect(await serving()).toBe('34')
  })

  it('AU-4 one that was added in the time that is denied is held, older ones go on', async () => {
    await makeNumberRow(core, ana, { number: '+4915123456734' })
    await inTx((tx) => holdNumbersAddedSince(core, tx, ana, now() - days(7)))
    expect(await serving()).toBe('34')
    await prove('+4915123456756')
    await inTx((tx) => askNumber(core, tx, { account: ana, e164: '+4915123456778' }))
    await inTx((tx) => holdNumbersAddedSince(core, tx, ana, now() - days(7)))
    core.clock.advance(hours(72))
    expect(await serving()).toBeUndefined()
    expect(await numberView(core.db, ana, now())).toMatchObject({ lastTwo: '56', held: true })
  })

  it('AU-4 a held number confirmed again begins its 72 h anew', async () => {
    await prove('+4915123456734')
    await inTx((tx) => holdNumbersAddedSince(core, tx, ana, now() - days(7)))
    await prove('+4915123456734')
    expect(await serving()).toBeUndefined()
  })

  it('RR-10 all but the one that is kept leave', async () => {
    await prove('+4915123456734')
    await inTx((tx) => askNumber(core, tx, { account: ana, e164: '+4915123456756' }))
    const keep = (await smsNumber(core.db, ana, now()))?.id
    await inTx((tx) => voidOtherNumbers(core, tx, { account: ana, keep }))
    expect(await serving()).toBe('34')
    const left = await core.db.selectFrom('phone_number').select('last_two').where('replaced_at', 'is', null).execute()
    expect(left).toEqual([{ last_two: '34' }])
  })

  describe('as of 7 days ago', () => {
    const then = async () =>
      (await numbersAsOf(core, core.db, ana, now() - days(7))).map(({ number, kind, blocked }) => ({ number, kind, blocked }))

    it('RR-5 are those that were on record then, whatever was changed since', async () => {
      await prove('+4915123456734')
      await inTx((tx) => setContactNumber(core, tx, { account: ana, number: { e164: '+49305550100' }, by: ana }))
      core.clock.advance(days(7) - 1)
      expect(await then()).toEqual([])
      core.clock.advance(1)
      await prove('+4915123456756')
      await inTx((tx) => setContactNumber(core, tx, { account: ana, number: { e164: '+49305550199' }, by: ana }))
      expect(await then()).toEqual([
        { number: '+4915123456734', kind: 'sms', blocked: false },
        { number: '+49305550100', kind: 'contact', blocked: false },
      ])
    })

    it('RR-5 a contact number is as old as when it was first set, and gone when it was taken away', async () => {
      const set = (e164: string | null) =>
        inTx((tx) => setContactNumber(core, tx, { account: ana, number: e164 ? { e164 } : null, by: ana }))
      await set('+49305550100')
      core.clock.advance(days(7))
      await set('+49305550100')
      expect(await then()).toHaveLength(1)
      await set(null)
      core.clock.advance(days(7))
      expect(await then()).toEqual([])
    })

    it('RR-5 one that was in the lost phone is marked, also where it is the contact number too', async () => {
      await prove('+4915123456734')
      await inTx((tx) => setContactNumber(core, tx, { account: ana, number: { e164: '+4915123456734' }, by: ana }))
      core.clock.advance(days(7))
      await inTx((tx) => blockNumber(core, tx, ana))
      expect((await then()).map((one) => one.blocked)).toEqual([true, true])
    })

    it('one that was never proved was never on record', async () => {
      await inTx((tx) => askNumber(core, tx, { account: ana, e164: '+4915123456734' }))
      core.clock.advance(days(8))
      expect(await then()).toEqual([])
    })
  })
})
