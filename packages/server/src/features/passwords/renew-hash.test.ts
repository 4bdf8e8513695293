import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHashQueue } from '../../kernel/hash-queue.ts'
import { createSecrets } from '../../kernel/secrets.ts'
import { createTestCore, makeAccountRow, seededRandom, type TestCore, testKeys } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, testPassword } from '../../testing/whole.ts'
import { keepCosts } from '../recovery-codes/index.ts'
import { missingWork } from './hash-password.ts'
import { hashPassword, renewHash, verifyPassword } from './index.ts'

const password = 'quiet otter under the bridge'
let core: TestCore
beforeEach(async () => {
  core = await createTestCore()
})
afterEach(() => core.close())

const at = (memory: number, passes: number): TestCore => ({
  ...core,
  config: { ...core.config, hashing: { ...core.config.hashing, memory, passes } },
})
const storedOf = async (account: string): Promise<string> =>
  (await core.db.selectFrom('account').select('password_hash').where('id', '=', account).executeTakeFirstOrThrow()).password_hash ?? ''

describe('N-08 the cost of a stored password', () => {
  it('is raised to that of today when the password was right', async () => {
    const stored = await hashPassword(core, password)
    const { id } = await makeAccountRow(core, { password_hash: stored })
    await renewHash(at(16, 2), { account: id, stored, password })
    const renewed = await storedOf(id)
    expect(renewed).toMatch(/^k1\$argon2id\$v=19\$m=16,t=2,p=1\$/)
    expect(await verifyPassword(at(16, 2), renewed, password)).toBe(true)
  })
  it.each([
    ['lower', 8, 1],
    ['lower in one way and higher in the other', 32, 1],
    ['the same', 16, 2],
  ])('is left alone by a setting that is %s', async (_what, memory, passes) => {
    const stored = await hashPassword(at(16, 2), password)
    const { id } = await makeAccountRow(core, { password_hash: stored })
    await renewHash(at(memory, passes), { account: id, stored, password })
    expect(await storedOf(id)).toBe(stored)
  })
  it('goes with the key of today, so that an older one can be given up', async () => {
    const older = { ...core, secrets: createSecrets({ ...testKeys, current: 'k0' }, seededRandom()) }
    const stored = await hashPassword(older, password)
    const { id } = await makeAccountRow(core, { password_hash: stored })
    await renewHash(core, { account: id, stored, password })
    expect(await storedOf(id)).toMatch(/^k1\$/)
  })
  it('never brings back a password that was changed in between', async () => {
    const stored = await hashPassword(core, password)
    const { id } = await makeAccountRow(core, { password_hash: await hashPassword(core, 'another one') })
    const now = await storedOf(id)
    await renewHash(at(16, 2), { account: id, stored, password })
    expect(await storedOf(id)).toBe(now)
  })
  it('waits for another login while too many passwords are checked', async () => {
    const stored = await hashPassword(core, password)
    const { id } = await makeAccountRow(core, { password_hash: stored })
    const hashing = createHashQueue(1, 0)
    let done = (): void => {}
    const busy = hashing.run(() => new Promise<void>((resolve) => (done = resolve)))
    await renewHash({ ...at(16, 2), hashing }, { account: id, stored, password })
    done()
    await busy
    expect(await storedOf(id)).toBe(stored)
  })
})

describe('N-08 at the login', () => {
  it('a right password is kept at the new cost, and nothing that began with it ends; a wrong one changes nothing', async () => {
    const app = await buildTestApp()
    const ana = await makePerson(app.core)
    const open = await signInAs(app, ana)
    const read = () =>
      app.core.db.selectFrom('account').select(['password_hash', 'password_version']).where('id', '=', ana.id).executeTakeFirstOrThrow()
    const before = await read()
    // The operator raises HASHING_MEMORY and starts anew.
    app.core.config.hashing = { ...app.core.config.hashing, memory: 16 }
    const stranger = app.browser({ ip: '198.51.100.9' })
    expect((await stranger.post('/api/sign-in', { login: ana.login, password: 'wrong' })).status).toBe(401)
    expect(await read()).toEqual(before)
    expect((await stranger.post('/api/sign-in', { login: ana.login, password: testPassword })).status).toBe(200)
    const after = await read()
    expect(after.password_hash).toMatch(/\$m=16,t=1,p=1\$/)
    expect(after.password_version).toBe(before.password_version)
    expect((await open.get('/api/session')).status).toBe(200)
    await app.close()
  })
  it('RC-3 recovery codes that were made at the old cost go on working', async () => {
    const app = await buildTestApp()
    const ana = await makePerson(app.core)
    const [first, second] = ana.codes
    // A set from before its row said what it cost.
    await app.core.db.updateTable('recovery_code_set').set({ cost: null }).execute()
    await keepCosts(app.core)
    app.core.config.hashing = { ...app.core.config.hashing, memory: 16, passes: 2 }
    await keepCosts(app.core)
    for (const code of [first, second]) {
      const browser = app.browser({ ip: '198.51.100.9' })
      await browser.post('/api/sign-in', { login: ana.login, password: testPassword })
      expect((await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: code })).status).toBe(200)
    }
    await app.close()
  })
})

describe('SI-1 a login whose hash is older', () => {
  const hash = (memory: number, passes: number) => `k1$argon2id$v=19$m=${memory},t=${passes},p=1$c2FsdA$aGFzaA`
  it.each([
    [19_456, 2, 47_104, 2],
    [19_456, 2, 47_104, 1],
    [19_456, 2, 65_536, 3],
  ])('from %i KiB and %i passes to %i and %i its check is as much work as that of a login which does not exist', (m, t, memory, passes) => {
    const missing = missingWork(hash(m, t), { memory, passes })
    const work = m * t + (missing ? missing.memory * missing.passes : 0)
    expect(memory * passes - work).toBeGreaterThanOrEqual(0)
    expect(memory * passes - work).toBeLessThan(passes * 9)
  })
  it('saves nothing where it costs as much, or more', () => {
    expect(missingWork(hash(19_456, 2), { memory: 19_456, passes: 2 })).toBeUndefined()
    expect(missingWork(hash(65_536, 3), { memory: 19_456, passes: 2 })).toBeUndefined()
  })
  it('is checked rightly all the same', async () => {
    const stored = await hashPassword(core, password)
    expect(await verifyPassword(at(64, 2), stored, password)).toBe(true)
    expect(await verifyPassword(at(64, 2), stored, 'wrong')).toBe(false)
  })
})
