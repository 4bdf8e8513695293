import { execFile } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Assembled, assemble } from '../assemble.ts'
import type { Config } from '../config/config.ts'
import { readConfig, readKeyRing } from '../config/index.ts'
import { writeRecord, writeSealed } from '../features/audit/testing/made-up-record.ts'
import { checkKeys } from '../features/installation/index.ts'
import { systemRandom } from '../kernel/random.ts'
import { audit as runAudit } from './audit.ts'
import { badSentence } from './audit-words.ts'
import { checkAuditLog } from './checks/check-audit-log.ts'
import { Misuse } from './command.ts'

let folder: string
let service: Assembled

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-cli-'))
  const config = { ...(readConfig({ DATA_DIR: folder }) as Config), logLevel: 'silent' }
  service = await assemble(config, readKeyRing(folder, systemRandom))
  await checkKeys(service.core)
})
afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const audit = (...args: string[]): Promise<{ code: number; said: string }> =>
  new Promise((go) => {
    const program = join(import.meta.dirname, 'sparekey.ts')
    const env = { PATH: process.env.PATH, DATA_DIR: folder }
    execFile(process.execPath, [program, 'audit', ...args], { cwd: folder, env }, (error, out, err) =>
      go({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err }),
    )
  })

describe('AU-3 sparekey audit', () => {
  it('AU-3 verifies beside the running service, and names the first bad record', async () => {
    const sealer = await writeSealed(service.core, 3, 3)
    const good = await audit('verify')
    expect(good.said).toMatch(/^The record fits: 9 records, up to number 9\.\nThe last seal kept outside is of .*, over record 9\.\n$/)
    expect(good.code).toBe(0)
    await service.core.db.updateTable('audit').set({ act: 'gone\u001b[2J' }).where('seq', '=', 4).execute()
    const bad = await audit('verify')
    expect(bad.code).toBe(1)
    expect(bad.said).toMatch(/^Record 4 \("gone\\u001b\[2J", .*, "aud_[\w-]+"\) was changed after it was sealed/)
    expect((await audit('verify', '--from', '5')).code).toBe(0)
    await sealer.stop()
  })

  it('AU-3 finds by a seal that was noted by hand that the end was cut off', async () => {
    const sealer = await writeSealed(service.core, 3, 3)
    const { said: line, code } = await audit('head')
    expect(code).toBe(0)
    await sealer.stop()
    rmSync(join(folder, 'audit-seals.log'))
    for (const table of ['audit', 'audit_seal'] as const) await service.core.db.deleteFrom(table).where('seq', '>', 6).execute()
    expect((await audit('verify')).said).toMatch(/No seals are kept outside/)
    const cut = await audit('verify', '--head', line.trim())
    expect(cut.code).toBe(1)
    expect(cut.said).toMatch(/^Records 7 to 9 are missing: the record ends before the last seal kept outside .*older backup/)
  })

  it('AU-3 says what is not sealed yet, and which lines it cannot read', async () => {
    expect((await audit('head')).code).toBe(2)
    const sealer = await writeSealed(service.core, 1, 2)
    await sealer.stop()
    await writeRecord(service.core, 1)
    appendFileSync(join(folder, 'audit-seals.log'), 'something else\n')
    const { said, code } = await audit('verify')
    expect(code).toBe(0)
    expect(said).toMatch(/1 more is not sealed yet[\s\S]*1 of the lines kept outside is none/)
  })

  it('AU-3 says in one line what was called wrongly', async () => {
    for (const args of [[], ['nothing'], ['verify', '--from', '0'], ['verify', '--seals', 'nowhere']]) {
      await expect(runAudit(args)).rejects.toThrow(Misuse)
    }
    const { code, said } = await audit('verify', '--head', '1 1 2027-03-01T09:00:00.000Z x x')
    expect(code).toBe(2)
    expect(said.trim().split('\n')).toHaveLength(1)
  })

  it('AU-3 has a sentence for each thing that can be wrong', () => {
    const bad = { seq: 3, until: 5, id: 'aud_x', at: 8.7e15, act: 'x', sealedAt: 1 }
    const problems = ['changed', 'moved', 'foreign', 'missing', 'cut', 'other-history', 'left-out', 'seal'] as const
    const said = problems.map((problem) => badSentence({ ...bad, problem }))
    expect(new Set(said).size).toBe(problems.length)
  })
})

describe('OP-3 sparekey doctor and the audit log', () => {
  const found = () => checkAuditLog({ core: service.core })

  it('OP-3 names a file of seals that is missing, or that others can write to', async () => {
    expect(await found()).toEqual([{ state: 'ok', says: 'nothing is sealed yet' }])
    await (await writeSealed(service.core, 1, 2)).stop()
    expect(await found()).toMatchObject([{ state: 'ok', says: expect.stringMatching(/up to record 2/) }])
    chmodSync(join(folder, 'audit-seals.log'), 0o666)
    expect(await found()).toMatchObject([{ state: 'bad' }, { state: 'ok' }])
    rmSync(join(folder, 'audit-seals.log'))
    expect(await found()).toMatchObject([{ state: 'hint', says: expect.stringMatching(/there is no .*audit-seals\.log/) }])
  })
})
