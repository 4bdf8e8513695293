import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine } from '../../testing/index.ts'
import { endLate, lease, listDue, settle } from './outbox.store.ts'
import { queue } from './queue.ts'

forEachEngine('the outbox', (engine) => {
  async function open() {
    const core = await createTestCore({ database: await engine.open() })
    const now = core.clock.now()
    const put = (dedupe: string, endsAt = now + 1000) =>
      inPlainTransaction(core.db, (tx) => queue(core, tx, { kind: 'mail', dedupe, payload: {}, endsAt }))
    const due = (at = now) => listDue(core.db, 'mail', at, 10)
    const row = () => core.db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow()
    return { core, now, put, due, row }
  }
  it('lists what is due of a kind, and leases it to one', async () => {
    const { core, now, put, due } = await open()
    expect([await put('a'), await put('a')]).toEqual([true, false])
    expect(await listDue(core.db, 'push', now, 10)).toEqual([])
    const [item] = await due()
    if (!item) throw new Error('Nothing is due')
    expect(await lease(core.db, item, { now, until: now + 50 })).toBe(true)
    expect(await lease(core.db, item, { now, until: now + 50 })).toBe(false)
    expect(await due()).toEqual([])
    expect(await due(now + 50)).toMatchObject([{ attempts: 1, lease_until: now + 50 }])
  })
  it('writes the result of whoever holds the lease, and of nobody else', async () => {
    const { core, now, put, due, row } = await open()
    await put('a')
    const [item] = await due()
    if (!item) throw new Error('Nothing is due')
    await lease(core.db, item, { now, until: now + 50 })
    await settle(core.db, { id: item.id, until: now + 49 }, { sent_at: now })
    expect((await row()).sent_at).toBeNull()
    await settle(core.db, { id: item.id, until: now + 50 }, { due_at: now + 10, error_code: 'later' })
    expect(await row()).toMatchObject({ due_at: now + 10, lease_until: 0, error_code: 'later' })
    expect((await row()).payload_sealed).not.toBeNull()
    await settle(core.db, { id: item.id, until: 0 }, { failed_at: now, error_code: 'smtp_550' })
    expect(await row()).toMatchObject({ failed_at: now, payload_sealed: null })
  })
  it('ends what is too late', async () => {
    const { core, now, put, row } = await open()
    await put('a')
    const { id } = await row()
    await endLate(core.db, id, now + 999)
    expect((await row()).failed_at).toBeNull()
    await endLate(core.db, id, now + 1000)
    expect(await row()).toMatchObject({ error_code: 'too_late', payload_sealed: null })
  })
})
