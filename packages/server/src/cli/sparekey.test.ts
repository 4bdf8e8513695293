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

describe('sparekey recover LOGIN', () => {
  const rows = async (table: 'suspension' | 'access_code' | 'link') => await service.core.db.selectFrom(table).selectAll().execute()

  it('RR-11 prints an access code for an hour beside the running service, with a record, and keeps no code', async () => {
    const ana = await makeAccountRow(service.core, { login: 'ana', two_factor_since: 1 })
    const { code, said } = await sparekey(['recover', 'ANA'])
    expect(code).toBe(0)
    const [shown = ''] = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/.exec(said) ?? []
    expect(shown).not.toBe('')
    const [suspension] = await rows('suspension')
    expect(suspension).toMatchObject({ account_id: ana.id, scope: 'next-browser', source: 'cli', hours: 24, browser_id: null })
    const [kept] = await rows('access_code')
    expect(kept).toMatchObject({ account_id: ana.id, purpose: 'suspension', made_by: null, spent_at: null })
    expect((kept?.expires_at ?? 0) - (kept?.works_from ?? 0)).toBe(60 * 60_000)
    expect(JSON.stringify(kept)).not.toContain(shown.replace('-', ''))
    expect(await rows('link')).toEqual([])
    const acts = await service.core.db.selectFrom('audit').select(['act', 'actor_kind', 'account_id']).execute()
    expect(acts).toContainEqual({ act: 'recovered_by_command', actor_kind: 'cli', account_id: ana.id })
  })

  it('RR-11 with --reset-password prints a link for a new password as well, which leaves the suspension', async () => {
    await makeAccountRow(service.core, { login: 'ana', two_factor_since: 1 })
    const { code, said } = await sparekey(['recover', 'ana', '--reset-password'])
    expect(code).toBe(0)
    expect(said).toMatch(/http:\/\/localhost:8080\/link\/reset#[\w-]{43}\n/)
    const [suspension] = await rows('suspension')
    expect(await rows('link')).toMatchObject([{ purpose: 'reset', created_by: null, data: JSON.stringify({ suspension: suspension?.id }) }])
  })

  it('RR-11 names who is not there, and who needs none, in one line', async () => {
    await makeAccountRow(service.core, { login: 'new', two_factor_since: null })
    await makeAccountRow(service.core, { login: 'gone', two_factor_since: 1, state: 'disabled' })
    for (const login of ['nobody', 'gone']) {
      const { code, said } = await sparekey(['recover', login])
      expect(code).toBe(2)
      expect(said.trim()).toBe(`There is no active account with the login ${login}.`)
    }
    expect((await sparekey(['recover', 'new'])).said.trim()).toMatch(/^new has no two-factor authentication/)
    expect(await rows('suspension')).toEqual([])
  })

  it('RR-11 works only with the keys of the service', async () => {
    await makeAccountRow(service.core, { login: 'ana', two_factor_since: 1 })
    const strange = { DATA_DIR: join(folder, 'strange'), DATABASE_URL: `sqlite:${join(dataDir, 'sparekey.db')}` }
    readKeyRing(strange.DATA_DIR, systemRandom)
    const { code, said } = await sparekey(['recover', 'ana'], strange)
    expect(code).not.toBe(0)
    expect(said).toMatch(/key/i)
    expect(await rows('suspension')).toEqual([])
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
    expect(said).toMatch(/setup --link LOGIN[\s\S]*recover LOGIN \[--reset-password\][\s\S]*doctor/)
  })

  it.each([[['recover']], [['recover', 'a', 'b']], [['nothing']], [['setup']], [['setup', '--lnk', 'a']]])(
    'answers %j with one line, and no stack',
    async (args) => {
      const { code, said } = await sparekey(args)
      expect(code).toBe(2)
      expect(said.trim().split('\n')).toHaveLength(1)
      expect(said).not.toMatch(/ {4}at /)
    },
  )
})
