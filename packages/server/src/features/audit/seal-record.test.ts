import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes } from '../../kernel/clock.ts'
import { createSecrets } from '../../kernel/secrets.ts'
import { createTestCore, seededRandom, type TestCore, testKeys } from '../../testing/index.ts'
import { type Sealer, sealRecord, verifyRecord } from './index.ts'
import { sealNow, writeRecord, writeSealed } from './testing/made-up-record.ts'

let core: TestCore
let folder: string
let sealer: Sealer | undefined
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-record-'))
  core = await createTestCore({ config: { auditSealsFile: join(folder, 'audit-seals.log') } })
})
afterEach(async () => {
  await sealer?.stop()
  sealer = undefined
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})

const numbers = async () => (await core.db.selectFrom('audit').select('seq').orderBy('seq').execute()).map((row) => row.seq)
const lines = () => readFileSync(join(folder, 'audit-seals.log'), 'utf8').split('\n')
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1)

describe('AU-3 the sealer', () => {
  it('AU-3 numbers records without a gap, also in several batches, and the record verifies', async () => {
    await writeRecord(core, 450)
    sealer = sealRecord(core)
    expect(await sealer.runOnce()).toBe(450)
    expect(await numbers()).toEqual(upTo(450))
    expect(await verifyRecord(core)).toMatchObject({ intact: true, checked: 450, end: 450, unsealed: 0 })
    expect(await sealer.runOnce()).toBe(0)
    expect((await core.db.selectFrom('audit_seal').select('number').execute()).map((seal) => seal.number)).toEqual([1, 2, 3])
  })

  it('AU-3 writes each seal outside of the database too, where only we read it', async () => {
    sealer = await writeSealed(core, 3, 2)
    expect(lines()).toHaveLength(4)
    expect(
      lines()
        .slice(0, 3)
        .map((line) => line.split(' ').slice(0, 2)),
    ).toEqual([
      ['1', '2'],
      ['2', '4'],
      ['3', '6'],
    ])
    expect(statSync(join(folder, 'audit-seals.log')).mode & 0o777).toBe(0o600)
    expect((await verifyRecord(core)).outside).toMatchObject({ compared: 3, unread: 0, last: { seq: 6 } })
  })

  it('AU-3 makes the folder of the seals where there is none', async () => {
    core.config.auditSealsFile = join(folder, 'data', 'seals.log')
    sealer = await writeSealed(core, 1, 1)
    expect((await verifyRecord(core)).outside).toMatchObject({ compared: 1 })
  })

  it('AU-3 seals what waits when it stops', async () => {
    sealer = sealRecord(core)
    await writeRecord(core, 3)
    await sealer.stop()
    expect(await numbers()).toEqual([1, 2, 3])
  })

  it('AU-3 goes on where a line of the seals was cut off by a crash, and where the file cannot be written', async () => {
    sealer = await writeSealed(core, 2, 2)
    writeFileSync(join(folder, 'audit-seals.log'), `${lines().join('\n')}3 6 2027-`)
    await writeRecord(core, 2)
    await sealer.runOnce()
    expect((await verifyRecord(core)).outside).toMatchObject({ compared: 3, unread: 1 })
    if (process.getuid?.() === 0) return
    chmodSync(join(folder, 'audit-seals.log'), 0o400)
    await writeRecord(core, 2)
    expect(await sealer.runOnce()).toBe(2)
    expect(core.log.lines.at(-1)?.message).toBe('A seal could not be kept outside')
  })

  it('AU-3 never gives a number twice, also when records and seals were cut off while it was down', async () => {
    sealer = await writeSealed(core, 4, 3)
    await core.db.deleteFrom('audit').where('seq', '>', 7).execute()
    await core.db.deleteFrom('audit_seal').where('number', '>', 2).execute()
    sealer = sealRecord(core)
    await writeRecord(core, 2, 100)
    await sealer.runOnce()
    expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 13, 14])
    const { bad } = await verifyRecord(core)
    expect(bad).toMatchObject({ problem: 'missing', seq: 8, until: 12 })
  })

  it('AU-3 takes off numbers that somebody else gave, however high, and their records do not pass', async () => {
    sealer = await writeSealed(core, 2, 3)
    const [row] = await core.db.selectFrom('audit').selectAll().where('seq', '=', 6).execute()
    for (const seq of [7, Number.MAX_SAFE_INTEGER]) {
      await core.db
        .insertInto('audit')
        .values({ ...row, id: `aud_forged${seq}`, seq } as never)
        .execute()
    }
    await writeRecord(core, 1, 50)
    await sealer.runOnce()
    expect(await numbers()).toEqual(upTo(9))
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'foreign', seq: 7, id: 'aud_forged7' })
    expect(core.log.lines.some((line) => line.level === 'error')).toBe(true)
  })

  it('AU-3 goes on past forged seals', async () => {
    sealer = await writeSealed(core, 2, 3)
    const [seal] = await core.db.selectFrom('audit_seal').selectAll().where('number', '=', 2).execute()
    await core.db
      .insertInto('audit_seal')
      .values({ ...seal, number: 3, seq: 900 } as never)
      .execute()
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'seal' })
    await writeRecord(core, 1, 50)
    await sealer.runOnce()
    expect(await numbers()).toEqual(upTo(7))
    expect((await verifyRecord(core)).intact).toBe(true)
  })

  it('AU-3 a record that nobody of us wrote is found before and after it is sealed', async () => {
    sealer = await writeSealed(core, 1, 3)
    const [row] = await core.db.selectFrom('audit').selectAll().where('seq', '=', 2).execute()
    await core.db
      .insertInto('audit')
      .values({ ...row, id: 'aud_invented', seq: null, previous: null, hash: null } as never)
      .execute()
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'foreign', id: 'aud_invented' })
    await sealer.runOnce()
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'foreign', id: 'aud_invented', seq: 4 })
  })

  it('AU-3 a record that a sealer left out long ago is found, one that waits for the service is not', async () => {
    sealer = await writeSealed(core, 1, 3)
    core.clock.advance(minutes(60))
    await writeRecord(core, 1, 10)
    core.clock.advance(minutes(60))
    expect(await verifyRecord(core)).toMatchObject({ intact: true, unsealed: 1 })
    const [kept] = await core.db.selectFrom('audit').selectAll().where('seq', 'is', null).execute()
    await core.db.deleteFrom('audit').where('seq', 'is', null).execute()
    await writeRecord(core, 1, 11)
    await sealer.runOnce()
    await core.db
      .insertInto('audit')
      .values(kept as never)
      .execute()
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'left-out', id: kept?.id })
  })

  it('AU-3 goes on with a new key, and needs the old one to check what it signed', async () => {
    sealer = await writeSealed(core, 2, 2)
    const ring = { current: 'k2', keys: { ...testKeys.keys, k2: Buffer.alloc(32, 9).toString('base64url') } }
    const rotated = { ...core, secrets: createSecrets(ring, seededRandom('rotated')) }
    await writeRecord(rotated, 2, 30)
    const next = sealRecord(rotated)
    await next.stop()
    expect(await verifyRecord(rotated)).toMatchObject({ intact: true, end: 6 })
    const without = { k2: ring.keys.k2 }
    const cut = { ...core, secrets: createSecrets({ ...ring, keys: without }, seededRandom('cut')) }
    expect(await verifyRecord(cut)).toMatchObject({ intact: false })
    expect(await verifyRecord(cut, { from: 5 })).toMatchObject({ checked: 2 })
  })

  it('AU-3 records from before there were MACs are taken once, and none later', async () => {
    await writeRecord(core, 3)
    await core.db.updateTable('audit').set({ mac: null }).execute()
    await sealNow(core)
    expect(await verifyRecord(core)).toMatchObject({ intact: true, adopted: 3 })
    await writeRecord(core, 1, 9)
    await core.db.updateTable('audit').set({ mac: null }).where('seq', 'is', null).execute()
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'foreign' })
    await sealNow(core)
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'foreign', seq: 4 })
  })
})
