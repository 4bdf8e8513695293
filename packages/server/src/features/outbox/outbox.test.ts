import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction, inTransaction } from '../../db/transaction.ts'
import { hours, minutes, seconds } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { createTestCore, makeAccountRow, type TestCore } from '../../testing/index.ts'
import { endQueued, type Outbox, type OutboxItem, queue, type Sender, startOutbox } from './index.ts'

let core: TestCore
let outbox: Outbox | undefined
let sent: OutboxItem[]
const keep: Sender = async (_core, item) => {
  sent.push(item)
  return 'sent'
}
const start = (mail: Sender = keep): Outbox => {
  outbox = startOutbox(core, { mail, push: keep, sms: keep, 'reset-request': keep })
  return outbox
}
const put = (dedupe: string, more: Partial<Parameters<typeof queue>[2]> = {}) =>
  inPlainTransaction(core.db, (tx) =>
    queue(core, tx, { kind: 'mail', dedupe, payload: { text: 'secret-token' }, endsAt: core.clock.now() + hours(1), ...more }),
  )
const rows = () => core.db.selectFrom('outbox').selectAll().orderBy('created_at').execute()

beforeEach(async () => {
  core = await createTestCore()
  sent = []
})
afterEach(async () => {
  await outbox?.stop()
  outbox = undefined
  await core.close()
})

describe('OP-7 a queued message', () => {
  it('is sealed until it goes out, and empty afterwards', async () => {
    await put('one')
    expect(JSON.stringify(await rows())).not.toContain('secret-token')
    await start().runOnce()
    expect(sent).toMatchObject([{ payload: { text: 'secret-token' }, attempts: 1 }])
    expect(await rows()).toMatchObject([{ payload_sealed: null, sent_at: core.clock.now(), failed_at: null }])
  })
  it('is one message, however often it is queued and looked for', async () => {
    expect(await put('one')).toBe(true)
    expect(await put('one')).toBe(false)
    const box = start()
    await Promise.all([box.runOnce(), box.runOnce(), box.runOnce()])
    await box.runOnce()
    expect(sent).toHaveLength(1)
  })
  it('does not exist if what it tells about was undone', async () => {
    const box = start()
    await inTransaction(core.db, async (tx) => {
      await queue(core, tx, { kind: 'mail', dedupe: 'one', payload: {}, endsAt: core.clock.now() + hours(1) })
      throw new Refusal(refused('not_found'))
    })
    expect(await box.runOnce()).toBe(0)
    expect(await rows()).toEqual([])
  })
  it('goes out right after the commit, without waiting for the next look', async () => {
    const arrived = new Promise<OutboxItem>((resolve) => {
      start(async (_core, item) => {
        resolve(item)
        return 'sent'
      })
    })
    await put('one')
    expect((await arrived).payload).toEqual({ text: 'secret-token' })
  })
  it('waits for its time', async () => {
    await put('later', { dueAt: core.clock.now() + minutes(5) })
    const box = start()
    await box.runOnce()
    expect(sent).toEqual([])
    core.clock.advance(minutes(5))
    await box.runOnce()
    expect(sent).toHaveLength(1)
  })
  it('is never sent after its end, and then holds nothing', async () => {
    await put('late')
    core.clock.advance(hours(1))
    await start().runOnce()
    expect(sent).toEqual([])
    expect(await rows()).toMatchObject([{ payload_sealed: null, error_code: 'too_late' }])
  })
  it('brings along what its sender queues', async () => {
    await put('one')
    const box = start(async (_core, item) => {
      sent.push(item)
      await put('two', { kind: 'push' })
      return 'sent'
    })
    expect(await box.runOnce()).toBe(2)
    expect(sent.map((item) => item.payload)).toHaveLength(2)
  })
  it('ends with its account', async () => {
    const ana = (await makeAccountRow(core)).id
    await put('one', { accountId: ana })
    await put('two')
    await inPlainTransaction(core.db, (tx) => endQueued(core, tx, ana))
    await start().runOnce()
    expect(sent.map((item) => item.accountId)).toEqual([null])
  })
})

describe('a message that does not go out', () => {
  const failing =
    (results: Awaited<ReturnType<Sender>>[]): Sender =>
    async (_core, item) => {
      sent.push(item)
      return results[sent.length - 1] ?? 'sent'
    }
  it('is tried again when the sender says, and counted', async () => {
    await put('one')
    const box = start(failing([{ retryAt: core.clock.now() + minutes(2) }]))
    await box.runOnce()
    core.clock.advance(minutes(2) - 1)
    await box.runOnce()
    expect(sent).toHaveLength(1)
    core.clock.advance(1)
    await box.runOnce()
    expect(sent.map((item) => item.attempts)).toEqual([1, 2])
    expect(await rows()).toMatchObject([{ attempts: 2, payload_sealed: null }])
  })
  it('is over when the sender says so, with a code and no text', async () => {
    await put('one')
    const box = start(failing([{ failed: 'smtp_550' }]))
    await box.runOnce()
    core.clock.advance(minutes(30))
    await box.runOnce()
    expect(sent).toHaveLength(1)
    expect(await rows()).toMatchObject([{ error_code: 'smtp_550', payload_sealed: null, sent_at: null }])
  })
  it('is tried again with growing pauses when its sender breaks, up to its end', async () => {
    await put('one', { endsAt: core.clock.now() + hours(2) })
    const box = start(async (_core, item) => {
      sent.push(item)
      throw new Error('to ana@example.org with secret-token')
    })
    const tries: number[] = []
    for (let second = 0; second <= hours(2) / 1000; second++) {
      const before = sent.length
      if (second % 10 === 0) await box.runOnce()
      if (sent.length > before) tries.push(second)
      core.clock.advance(seconds(1))
    }
    expect(tries).toEqual([0, 10, 30, 70, 150, 310, 630, 1270, 2550, 4350, 6150])
    expect(await rows()).toMatchObject([{ error_code: 'too_late', payload_sealed: null }])
    const log = JSON.stringify(core.log.lines, (_key, value) => (value instanceof Error ? value.name : value))
    expect(log).not.toContain('secret-token')
    expect(log).not.toContain('ana@example.org')
  })
  it('does not hold up messages of another kind', async () => {
    const hanging: (() => void)[] = []
    start(async () => {
      await new Promise<void>((go) => hanging.push(go))
      return 'sent'
    })
    for (let n = 0; n < 10; n++) await put(`mail ${n}`)
    await put('prompt', { kind: 'push' })
    await expect.poll(() => sent.length).toBe(1)
    // Six at once hang; those that wait behind them are taken away, so that the box can stop.
    expect(hanging).toHaveLength(6)
    await core.db.updateTable('outbox').set({ failed_at: 1 }).where('kind', '=', 'mail').execute()
    for (const go of hanging) go()
  })
})

describe('two nodes', () => {
  it('send each message once between them', async () => {
    for (let n = 0; n < 40; n++) await put(`mail ${n}`)
    const [one, two] = [start(), startOutbox(core, { mail: keep, push: keep, sms: keep, 'reset-request': keep })]
    await Promise.all([one.runOnce(), two.runOnce()])
    await two.stop()
    expect(new Set(sent.map((item) => item.id)).size).toBe(40)
    expect(sent).toHaveLength(40)
  })
  it('take over what a dead one had leased, once its lease is over', async () => {
    await put('one')
    await core.db
      .updateTable('outbox')
      .set({ lease_until: core.clock.now() + minutes(2), attempts: 1 })
      .execute()
    const box = start()
    await box.runOnce()
    expect(sent).toEqual([])
    core.clock.advance(minutes(2))
    await box.runOnce()
    expect(sent).toMatchObject([{ attempts: 2 }])
  })
  it('do not write over the result of the one that took over', async () => {
    await put('one')
    let settled = (): void => {}
    const slow: Sender = async () => {
      core.clock.advance(minutes(3))
      await startOutbox(core, { mail: keep, push: keep, sms: keep, 'reset-request': keep }).runOnce()
      settled()
      return { failed: 'slow' }
    }
    const over = new Promise<void>((resolve) => (settled = resolve))
    await start(slow).runOnce()
    await over
    expect(await rows()).toMatchObject([{ error_code: 'cut_off', failed_at: null, attempts: 2 }])
  })
})
