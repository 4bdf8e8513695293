import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction, inTransaction } from '../../db/transaction.ts'
import { days, hours, minutes, seconds } from '../../kernel/clock.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { createTestCore, makeAccountRow, type TestCore, testSms } from '../../testing/index.ts'
import { reserveSms } from './index.ts'
import { budgetFor, codeLimits, type SmsKind } from './sms-limits.ts'

let core: TestCore
beforeEach(async () => {
  core = await createTestCore({ config: { sms: { ...testSms } } })
})
afterEach(() => core.close())

/** Numbers of ten thousand neighbours each. */
const numberIn = (range: number, nth = 0): string => `+49151${2000 + range}${String(nth).padStart(4, '0')}`
const send = (account: string, q: { kind?: SmsKind; e164?: string; network?: string } = {}): Promise<Outcome<object>> =>
  inTransaction<Outcome<object>>(core.db, (tx) => reserveSms(core, tx, { kind: 'code', account, e164: numberIn(0), ...q }))
const sent = async (kind?: SmsKind) =>
  (await core.db.selectFrom('sms_sent').select(['at', 'kind']).execute()).filter((row) => !kind || row.kind === kind)
const told = async () =>
  (await core.db.selectFrom('notice').select('params').where('kind', '=', 'sms-limit-reached').execute()).map(
    ({ params }) => JSON.parse(params) as object,
  )
/** Codes to as many accounts, ranges and networks, as a thief with a list has them. */
async function manyCodes(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await send(`acc_bought${n}`, { e164: numberIn(n % 80, n), network: `198.51.${n % 200}.1` })
}

describe('SM-4 limits slide', () => {
  it('SM-4 whatever is tried whenever, no stretch of time holds more than its limit, and what is refused names the first moment that works', async () => {
    const steps = fc.array(fc.constantFrom(0, 1, seconds(61), minutes(4), minutes(9), hours(1), hours(7)), { minLength: 20, maxLength: 60 })
    let run = 0
    const property = fc.asyncProperty(steps, async (waits) => {
      run += 1
      const account = `acc_${run}`
      const e164 = numberIn(run % 80, run)
      const times: number[] = []
      for (const wait of waits) {
        core.clock.advance(wait)
        const now = core.clock.now()
        const outcome = await send(account, { e164 })
        const full = codeLimits(500).account_id.flatMap(({ limit, per }) => {
          const inside = times.filter((at) => at > now - per)
          return inside.length >= limit ? [(inside.at(-limit) ?? 0) + per] : []
        })
        expect(outcome).toEqual(
          full.length === 0 ? expect.objectContaining({ ok: true }) : { ok: false, code: 'sms_limit', retryAt: Math.max(...full) },
        )
        if (outcome.ok) times.push(now)
      }
      core.clock.advance(days(2))
    })
    await fc.assert(property, { numRuns: 25, seed: 4 })
  })

  it('three at the end of one ten minutes and three at the start of the next are one too many', async () => {
    const account = (await makeAccountRow(core)).id
    core.clock.advance(minutes(9))
    for (let n = 0; n < 3; n++) expect(await send(account)).toMatchObject({ ok: true })
    core.clock.advance(minutes(2))
    expect(await send(account)).toMatchObject({ code: 'sms_limit', retryAt: core.clock.now() + minutes(8) })
    core.clock.advance(minutes(8) - 1)
    expect((await send(account)).ok).toBe(false)
    core.clock.advance(1)
    expect((await send(account)).ok).toBe(true)
  })

  it('SM-4 a number that moved to another account brings its texts along', async () => {
    const e164 = numberIn(7)
    for (let n = 0; n < 3; n++) expect((await send('acc_before', { e164 })).ok).toBe(true)
    expect(await send('acc_after', { e164 })).toMatchObject({ code: 'sms_limit', retryAt: core.clock.now() + minutes(10) })
    // It is the number that had enough, not who has it now.
    expect((await send('acc_after', { e164: numberIn(8) })).ok).toBe(true)
  })

  it('what was undone was not sent', async () => {
    const account = (await makeAccountRow(core)).id
    for (let n = 0; n < 10; n++)
      await expect(
        inPlainTransaction(core.db, async (tx) => {
          await reserveSms(core, tx, { kind: 'code', account, e164: numberIn(0) })
          throw new Error('Something else failed')
        }),
      ).rejects.toThrow('Something else')
    expect((await send(account)).ok).toBe(true)
  })

  it('a country that left the list gets nothing, of no kind', async () => {
    core.config.sms = { ...testSms, countries: ['GB'] }
    for (const kind of ['code', 'asked', 'acted'] as const)
      expect(await send('acc_1', { kind })).toMatchObject({ code: 'number_not_allowed' })
    expect(await sent()).toEqual([])
  })

  it('no row says what a text said or where it went', async () => {
    await send('acc_1')
    expect(JSON.stringify(await core.db.selectFrom('sms_sent').selectAll().execute())).not.toContain(numberIn(0).slice(4))
  })
})

describe('SM-4 the budget of the day', () => {
  it('is kept in this order: codes, further notices, first notices, and never what people decided', () => {
    const budgets = [
      budgetFor('code', { perDay: 500, first: true }),
      budgetFor('asked', { perDay: 500, first: false }),
      budgetFor('asked', { perDay: 500, first: true }),
    ]
    expect(budgets).toEqual([500, 562, 625])
    expect(budgetFor('acted', { perDay: 500, first: false })).toBeUndefined()
    expect(budgetFor('asked', { perDay: 1, first: true })).toBe(21)
  })

  it('X-04 H-40 somebody with many accounts, ranges and networks gets as many codes as a day holds, and the administrators are told once', async () => {
    core.config.sms = { ...testSms, perDay: 100 }
    await makeAccountRow(core, { role: 'admin', two_factor_since: 1 })
    await manyCodes(300)
    expect(await sent()).toHaveLength(100)
    expect(await told()).toEqual([{ what: 'budget', askers: expect.any(String) }])
    core.clock.advance(hours(23))
    await manyCodes(50)
    expect(await sent()).toHaveLength(100)
    expect(await told()).toHaveLength(1)
    core.clock.advance(hours(2))
    await manyCodes(300)
    expect(await sent()).toHaveLength(200)
    expect(await told()).toHaveLength(2)
  })

  it('SM-4 a day that stays full as it slides on is told once in a day', async () => {
    core.config.sms = { ...testSms, perDay: 4 }
    await makeAccountRow(core, { role: 'admin', two_factor_since: 1 })
    const toldAfter: number[] = []
    for (let n = 0; n < 8; n++) {
      // Each from the fourth on takes the last place, as soon as the oldest has made it free.
      expect((await send(`acc_${n}`, { e164: numberIn(n) })).ok).toBe(true)
      toldAfter.push((await told()).length)
      core.clock.advance(hours(6) + 1)
    }
    expect(toldAfter).toEqual([0, 0, 0, 1, 1, 1, 1, 2])
  })

  it('RR-3 whoever used the codes up has not silenced an owner: the first notice, some more, and whatever people decided', async () => {
    core.config.sms = { ...testSms, perDay: 40 }
    await manyCodes(100)
    expect((await send('acc_owner')).ok).toBe(false)
    expect((await send('acc_owner', { kind: 'asked' })).ok).toBe(true)
    for (let n = 0; n < 30; n++) expect((await send('acc_owner', { kind: 'acted' })).ok).toBe(true)
    expect(await sent('code')).toHaveLength(40)
  })

  it('RR-3 whoever has many accounts sent notices has not silenced another one', async () => {
    core.config.sms = { ...testSms, perDay: 80 }
    // Twenty bought accounts ask, withdraw and ask again.
    for (let round = 0; round < 10; round++) for (let n = 0; n < 20; n++) await send(`acc_bought${n}`, { kind: 'asked' })
    expect(await sent('asked')).toHaveLength(80)
    await manyCodes(50)
    expect(await sent('code')).toHaveLength(0)
    expect((await send('acc_owner', { kind: 'asked' })).ok).toBe(true)
    expect((await send('acc_owner', { kind: 'acted' })).ok).toBe(true)
  })

  it('X-04 notices that need a password alone cannot be had on and on: four a day each, the last one says so, and a hard stop for all', async () => {
    core.config.sms = { ...testSms, perDay: 80 }
    const outcomes = []
    for (let n = 0; n < 6; n++) outcomes.push(await send('acc_1', { kind: 'asked' }))
    expect(outcomes.map((one) => one.ok && (one as unknown as { sms: { last: boolean } }).sms.last)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
    ])
    expect(outcomes.filter((one) => one.ok)).toHaveLength(4)
    for (let n = 0; n < 300; n++) await send(`acc_bought${n}`, { kind: 'asked' })
    expect(await sent()).toHaveLength(100)
  })

  it('H-40 one range of numbers is bounded across accounts and networks, and the administrators are told once', async () => {
    await makeAccountRow(core, { role: 'admin', two_factor_since: 1 })
    for (let n = 0; n < 100; n++)
      await send(`acc_bought${n}`, { e164: `+49151988800${String(n).padStart(2, '0')}`, network: `198.51.100.${n}` })
    expect(await sent()).toHaveLength(20)
    expect(await told()).toEqual([{ what: 'range', askers: expect.any(String) }])
    expect((await send('acc_other', { e164: numberIn(7) })).ok).toBe(true)
  })
})
