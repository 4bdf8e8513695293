import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestCore, type TestCore } from '../../testing/index.ts'
import { sealNow, writeRecord } from '../audit/testing/made-up-record.ts'
import { forwardRecord } from './index.ts'

let core: TestCore
let folder: string
let file: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-record-'))
  file = join(folder, 'audit.jsonl')
  core = await createTestCore({ config: { auditForwardFile: file } })
})
afterEach(async () => {
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})

const records = (of = file) =>
  readFileSync(of, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { record: number }).record)
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, n) => n + from)

it('AU-3 every sealed record is forwarded once, in its order, across restarts and rotation', async () => {
  const first = forwardRecord(core)
  await writeRecord(core, 700)
  expect(await first.runOnce()).toBe(0)
  await sealNow(core)
  expect(await first.runOnce()).toBe(700)
  expect(records()).toEqual(upTo(700))
  await first.stop()
  renameSync(file, `${file}.1`)
  const second = forwardRecord(core)
  await writeRecord(core, 3)
  await sealNow(core)
  await second.stop()
  expect(records()).toEqual(upTo(3, 701))
})

it('AU-3 after a crash the last records can come twice, and none is left out', async () => {
  const forwarding = forwardRecord(core)
  await writeRecord(core, 5)
  await sealNow(core)
  await forwarding.runOnce()
  // The process died after the lines were written and before their place was.
  writeFileSync(`${file}.position`, '3\n')
  await writeRecord(core, 1)
  await sealNow(core)
  await forwarding.stop()
  expect(records()).toEqual([1, 2, 3, 4, 5, 4, 5, 6])
})

it('AU-3 a file that cannot be written stops nothing, and is caught up with', async () => {
  await writeRecord(core, 2)
  await sealNow(core)
  rmSync(folder, { recursive: true })
  const forwarding = forwardRecord(core)
  await expect(forwarding.runOnce()).rejects.toThrow()
  folder = mkdtempSync(join(tmpdir(), 'sparekey-record-'))
  core.config.auditForwardFile = join(folder, 'audit.jsonl')
  await forwardRecord(core).stop()
  expect(records(core.config.auditForwardFile)).toEqual([1, 2])
  await forwarding.stop()
})
