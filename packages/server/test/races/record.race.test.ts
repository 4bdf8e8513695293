import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Core } from '../../src/core.ts'
import { inTransaction } from '../../src/db/transaction.ts'
import { record, sealRecord, verifyRecord } from '../../src/features/audit/index.ts'
import { madeUpEntry, sealNow, writeRecord } from '../../src/features/audit/testing/made-up-record.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { refused } from '../../src/kernel/outcome.ts'
import { anotherNode, createTestCore, forEachEngine } from '../../src/testing/index.ts'

forEachEngine('AU-3 sealers on several nodes', (engine) => {
  it('AU-3 chain each record once and without a gap, while all of them write', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sparekey-record-'))
    const core = await createTestCore({
      database: await engine.open({ shared: true }),
      config: { auditSealsFile: join(folder, 'seals.log') },
    })
    const nodes: Core[] = [core]
    for (let n = 1; n < 4; n++) nodes.push(await anotherNode(core, n))
    const sealers = nodes.map((node) => sealRecord(node))
    let writing = true
    const write = async (node: Core): Promise<void> => {
      for (let n = 0; n < 60; n++) {
        const undone = n % 5 === 0
        await inTransaction(node.db, async (tx) => {
          await record(node, tx, madeUpEntry(n))
          if (undone) throw new Refusal(refused('not_found'))
        })
      }
    }
    const seal = async (n: number): Promise<void> => {
      while (writing) {
        await sealers[n]?.runOnce()
        await new Promise((go) => setImmediate(go))
      }
    }
    const sealing = Promise.all(nodes.map((_, n) => seal(n)))
    await Promise.all(nodes.map(write))
    // The check works beside them and finds nothing that is not so.
    expect((await verifyRecord(core)).intact).toBe(true)
    writing = false
    await sealing
    await Promise.all(sealers.map((sealer) => sealer.stop()))
    const rows = await core.db.selectFrom('audit').select(['id', 'seq']).orderBy('seq').execute()
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 4 * 48 }, (_, n) => n + 1))
    const check = await verifyRecord(core)
    expect(check).toMatchObject({ intact: true, checked: 192, unsealed: 0, outside: { unread: 0 } })
    const seals = await core.db.selectFrom('audit_seal').select('number').orderBy('number').execute()
    expect(seals.map((row) => row.number)).toEqual(seals.map((_, n) => n + 1))
    expect(check.outside?.compared).toBe(seals.length)
    rmSync(folder, { recursive: true })
  })

  it('AU-3 a transaction that commits late is chained after those that were faster, and nothing is renumbered', async () => {
    if (engine.engine === 'sqlite') return
    const core = await createTestCore({ database: await engine.open() })
    const slow = await anotherNode(core, 1)
    let let_go = (): void => {}
    const held = new Promise<void>((go) => {
      let_go = go
    })
    let written = (): void => {}
    const isWritten = new Promise<void>((go) => {
      written = go
    })
    const late = inTransaction(slow.db, async (tx) => {
      await record(slow, tx, { ...madeUpEntry(1), act: 'session_ended' })
      written()
      await held
    })
    await isWritten
    await writeRecord(core, 3)
    expect(await sealNow(core)).toBe(3)
    let_go()
    await late
    await writeRecord(core, 1)
    await sealNow(core)
    const rows = await core.db.selectFrom('audit').select(['seq', 'act']).orderBy('seq').execute()
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3, 4, 5])
    expect(rows.slice(3).some((row) => row.act === 'session_ended')).toBe(true)
    expect((await verifyRecord(core)).intact).toBe(true)
  })
})
