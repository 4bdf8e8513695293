import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, minutes, seconds } from '../../kernel/clock.ts'
import { createTestCore, makeAccountRow, type TestCore } from '../../testing/index.ts'
import { allowTyped, confirmedAttempts, reservePassword, reserveRate, reserveTyped, typedOff, typedState } from './index.ts'
import { waitTable } from './waits.ts'

let core: TestCore
let account: string
beforeEach(async () => {
  core = await createTestCore()
  account = (await makeAccountRow(core)).id
})
afterEach(() => core.close())

const wrong = (lane: 'known' | 'other' = 'other') => reserveTyped(core, { account, lane, method: 'recovery-code' })
/** Waits out every wait, so that only the total counts. */
async function manyWrong(count: number, lane: 'known' | 'other' = 'other'): Promise<void> {
  for (let n = 0; n < count; n++) {
    core.clock.advance(hours(1))
    await wrong(lane)
  }
}

describe('SI-10 wrong answers of typed methods', () => {
  it('SI-10 waits grow from 30 s after the 5th to one hour', () => {
    expect(waitTable({ free: 5, waitFrom: seconds(30), waitUpTo: hours(1) })).toEqual([
      { inRow: 5, wait: seconds(30) },
      { inRow: 6, wait: seconds(60) },
      { inRow: 7, wait: seconds(120) },
      { inRow: 8, wait: seconds(240) },
      { inRow: 9, wait: seconds(480) },
      { inRow: 10, wait: seconds(960) },
      { inRow: 11, wait: seconds(1920) },
      { inRow: 12, wait: hours(1) },
    ])
  })
  it('SI-10 the fifth starts a wait of 30 s, during which nothing is taken and nothing is counted', async () => {
    for (let n = 0; n < 5; n++) expect(await wrong()).toMatchObject({ ok: true })
    for (let n = 0; n < 3; n++) expect(await wrong()).toMatchObject({ code: 'too_many_attempts', retryAt: core.clock.now() + seconds(30) })
    core.clock.advance(seconds(30))
    expect(await wrong()).toMatchObject({ ok: true })
    expect(await wrong()).toMatchObject({ retryAt: core.clock.now() + seconds(60) })
  })
  it('SI-10 at 20 in a row typed methods are off in this lane only, and one in the other lane turns them on', async () => {
    await manyWrong(20)
    expect(await wrong()).toMatchObject({ code: 'typed_methods_off' })
    expect(await typedOff(core, account)).toEqual(['other'])
    expect(await wrong('known')).toMatchObject({ ok: true })
    await inPlainTransaction(core.db, (tx) => confirmedAttempts(tx, account))
    expect(await wrong()).toMatchObject({ ok: true })
  })
  it('SI-10 at 60 in 90 days they are off whatever came between, until somebody allows them', async () => {
    for (let round = 0; round < 4; round++) {
      await manyWrong(15)
      await inPlainTransaction(core.db, (tx) => confirmedAttempts(tx, account))
    }
    expect(await wrong()).toMatchObject({ code: 'typed_methods_off' })
    expect((await typedState(core.db, account, 'other', core.clock.now())).off).toBe(true)
    await inPlainTransaction(core.db, (tx) => allowTyped(core, tx, account))
    expect(await wrong()).toMatchObject({ ok: true })
  })
  it('SI-10 wrong answers older than 90 days do not count', async () => {
    for (let round = 0; round < 4; round++) {
      await manyWrong(15)
      await inPlainTransaction(core.db, (tx) => confirmedAttempts(tx, account))
    }
    core.clock.advance(days(90))
    expect(await wrong()).toMatchObject({ ok: true })
  })
  it('SI-10 a right answer is not one of the 60', async () => {
    for (let n = 0; n < 70; n++) {
      const reserved = await wrong()
      if (!reserved.ok) throw new Error(reserved.code)
      await inPlainTransaction(core.db, (tx) => confirmedAttempts(tx, account, reserved.attempt))
    }
    expect(await wrong()).toMatchObject({ ok: true })
  })
  it('an attempt is never reserved inside a transaction, which could undo its count', async () => {
    await expect(inPlainTransaction(core.db, () => wrong())).rejects.toThrow('outside of any transaction')
    await expect(inPlainTransaction(core.db, () => reserveRate(core, 'x', { free: 1, waitFrom: 1, waitUpTo: 1 }))).rejects.toThrow(
      'outside of any transaction',
    )
  })
  it('SI-10 of 50 parallel answers no more pass than one after the other would', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => wrong()))
    expect(outcomes.filter((one) => one.ok)).toHaveLength(5)
  })
})

describe('SI-10 wrong passwords', () => {
  const from = (network: string, knownBrowserId?: string) => reservePassword(core, { subject: account, knownBrowserId, network })

  it('SI-10 a stranger who floods every network never locks a known browser', async () => {
    for (let n = 0; n < 100; n++) await from(`203.0.113.${n}`)
    expect(await from('198.51.100.1')).toMatchObject({ code: 'too_many_attempts' })
    expect(await from('198.51.100.1', 'brw_own')).toMatchObject({ ok: true })
  })
  it('SI-10 the asking network is slowed down first, others are not', async () => {
    for (let n = 0; n < 5; n++) expect(await from('203.0.113.1')).toMatchObject({ ok: true })
    expect(await from('203.0.113.1')).toMatchObject({ code: 'too_many_attempts' })
    expect(await from('203.0.113.2')).toMatchObject({ ok: true })
  })
  it('SI-10 a known browser has waits of its own, up to 15 minutes', async () => {
    for (let n = 0; n < 10; n++) expect(await from('203.0.113.1', 'brw_own')).toMatchObject({ ok: true })
    expect(await from('203.0.113.1', 'brw_own')).toMatchObject({ retryAt: core.clock.now() + seconds(30) })
    core.clock.advance(minutes(15))
    expect(await from('203.0.113.1', 'brw_own')).toMatchObject({ ok: true })
  })
})
