import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Assembled, assemble } from '../assemble.ts'
import type { Config } from '../config/config.ts'
import { readConfig, readKeyRing } from '../config/index.ts'
import { checkKeys } from '../features/installation/index.ts'
import { systemRandom } from '../kernel/random.ts'
import { makeAccountRow, makeTrustedPhone } from '../testing/index.ts'

// The commands as operators run them: a process of its own beside the service, on the same database file.

let folder: string
let dataDir: string
let service: Assembled

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-cli-'))
  dataDir = join(folder, 'data')
  const config = { ...(readConfig({ DATA_DIR: dataDir }) as Config), logLevel: 'silent' }
  service = await assemble(config, readKeyRing(dataDir, systemRandom))
  await checkKeys(service.core)
})
afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const sparekey = (args: string[], env: Record<string, string> = { DATA_DIR: dataDir }): Promise<{ code: number; said: string }> =>
  new Promise((go) => {
    const program = join(import.meta.dirname, 'sparekey.ts')
    execFile(process.execPath, [program, ...args], { cwd: folder, env: { PATH: process.env.PATH, ...env } }, (error, out, err) =>
      go({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err }),
    )
  })

describe('sparekey setup --link LOGIN', () => {
  it('OP-9 prints a one-time link for an administrator, beside the running service, and writes it down', async () => {
    const ada = await makeAccountRow(service.core, { login: 'ada', role: 'admin' })
    const { code, said } = await sparekey(['setup', '--link', 'ada'])
    expect(code).toBe(0)
    expect(said).toMatch(/http:\/\/localhost:8080\/link\/set-up#[\w-]{43}\n/)
    const links = await service.core.db.selectFrom('link').select(['purpose', 'account_id', 'spent_at']).execute()
    expect(links).toEqual([{ purpose: 'set-up', account_id: ada.id, spent_at: null }])
    const acts = await service.core.db.selectFrom('audit').select(['act', 'actor_kind']).execute()
    expect(acts).toContainEqual({ act: 'set_up_link_made', actor_kind: 'cli' })
  })

  it('OP-9 makes none for anybody else, and says so in one line', async () => {
    await makeAccountRow(service.core, { login: 'chidi' })
    for (const login of ['chidi', 'nobody']) {
      const { code, said } = await sparekey(['setup', '--link', login])
      expect(code).toBe(2)
      expect(said.trim()).toBe(`There is no active administrator with the login ${login}.`)
    }
    expect(await service.core.db.selectFrom('link').selectAll().execute()).toEqual([])
  })
})

describe('sparekey doctor', () => {
  it('OP-3 OP-9 finds what is wrong, names the devices of another address, and ends with 1', async () => {
    const ada = await makeAccountRow(service.core, { login: 'ada' })
    await makeTrustedPhone(service.core, ada.id, { name: 'Pixel', origin: 'https://old.example.org' })
    const { code, said } = await sparekey(['doctor'])
    expect(code).toBe(1)
    expect(said).toMatch(/BAD {3}Address: nothing usable answers/)
    expect(said).toMatch(/BAD {3}Devices: Pixel of ada was paired at https:\/\/old\.example\.org/)
    expect(said).toMatch(/ok {4}Keys: they fit the database/)
    expect(said).toMatch(/note {2}Mail: no server is set/)
  })

  it('OP-3 reports every problem of the configuration at once, and looks no further', async () => {
    const { code, said } = await sparekey(['doctor'], { DATA_DIR: dataDir, PORT: 'x', PUBLIC_URL: 'nowhere' })
    expect(code).toBe(1)
    expect(said).toMatch(/PORT must be[\s\S]*PUBLIC_URL must be/)
  })
})

describe('sparekey', () => {
  it('begins no installation in a folder that has none', async () => {
    const { code, said } = await sparekey(['doctor'], { DATA_DIR: join(folder, 'elsewhere') })
    expect(code).toBe(2)
    expect(said).toMatch(/There is no installation in/)
    expect(readdirSync(folder)).toEqual(['data'])
  })

  it.each([[[]], [['help']], [['--help']]])('shows its commands for %j', async (args) => {
    const { code, said } = await sparekey(args)
    expect(code).toBe(0)
    expect(said).toMatch(/setup --link LOGIN[\s\S]*doctor/)
  })

  it.each([[['recover']], [['setup']], [['setup', '--lnk', 'a']]])('answers %j with one line, and no stack', async (args) => {
    const { code, said } = await sparekey(args)
    expect(code).toBe(2)
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(said).not.toMatch(/ {4}at /)
  })
})
