import { expect, it } from 'vitest'
import type { Core } from '../../src/core.ts'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { queue, type Sender, startOutbox } from '../../src/features/outbox/index.ts'
import { hours } from '../../src/kernel/clock.ts'
import { anotherNode, createTestCore, forEachEngine } from '../../src/testing/index.ts'

forEachEngine('the outbox on several nodes', (engine) => {
  it('OP-7 sends each message once, whichever node is faster', async () => {
    const core = await createTestCore({ database: await engine.open({ shared: true }) })
    const nodes: Core[] = [core]
    for (let n = 1; n < 4; n++) nodes.push(await anotherNode(core, n))
    const put = (node: Core, dedupe: string) =>
      inPlainTransaction(node.db, (tx) =>
        queue(node, tx, { kind: 'mail', dedupe, payload: { dedupe }, endsAt: core.clock.now() + hours(1) }),
      )
    for (let n = 0; n < 100; n++) await put(core, `mail ${n}`)
    const sent: string[] = []
    const keep: Sender = async (_core, item) => {
      sent.push(item.id)
      return 'sent'
    }
    const boxes = nodes.map((node) => startOutbox(node, { mail: keep, push: keep, sms: keep, 'reset-request': keep }))
    await Promise.all(boxes.map((box) => box.runOnce()))
    await Promise.all(boxes.map((box) => box.stop()))
    expect(sent).toHaveLength(100)
    expect(new Set(sent).size).toBe(100)
    const rows = await core.db.selectFrom('outbox').select(['sent_at', 'payload_sealed', 'attempts']).execute()
    expect(rows.every((row) => row.sent_at !== null && row.payload_sealed === null && row.attempts === 1)).toBe(true)
  })
  it('keeps one of the same messages that are queued at the same moment', async () => {
    const core = await createTestCore({ database: await engine.open({ shared: true }) })
    const nodes: Core[] = [core, await anotherNode(core, 1)]
    const put = (node: Core) =>
      inPlainTransaction(node.db, (tx) =>
        queue(node, tx, { kind: 'push', dedupe: 'same', payload: {}, endsAt: core.clock.now() + hours(1) }),
      )
    const added = await Promise.all(Array.from({ length: 50 }, (_, n) => put(nodes[n % 2] as Core)))
    expect(added.filter(Boolean)).toHaveLength(1)
  })
})
