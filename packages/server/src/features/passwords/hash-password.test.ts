import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHashQueue } from '../../kernel/hash-queue.ts'
import { createSecrets } from '../../kernel/secrets.ts'
import { createTestCore, seededRandom, type TestCore, testKeys } from '../../testing/index.ts'
import { hashPassword, verifyPassword } from './hash-password.ts'

let core: TestCore
beforeEach(async () => {
  core = await createTestCore()
})
afterEach(() => core.close())

describe('a stored password', () => {
  it('is argon2id with its cost and the id of its pepper, and salted', async () => {
    const [one, two] = [await hashPassword(core, 'quiet otter'), await hashPassword(core, 'quiet otter')]
    expect(one).toMatch(/^k1\$argon2id\$v=19\$m=8,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(one).not.toBe(two)
    expect(await verifyPassword(core, one, 'quiet otter')).toBe(true)
  })
  it('N-05 is the whole of it, exactly as typed', async () => {
    const long = 'x'.repeat(72)
    const stored = await hashPassword(core, `${long}a`)
    for (const other of [`${long}b`, long, ` ${long}a`, `${long}a `, `${long}A`, ''])
      expect(await verifyPassword(core, stored, other)).toBe(false)
  })
  it('N-02 is the same from a keyboard that composes and one that does not', async () => {
    const stored = await hashPassword(core, 'café au lait'.normalize('NFD'))
    expect(await verifyPassword(core, stored, 'café au lait'.normalize('NFC'))).toBe(true)
  })
  it('N-08 cannot be checked without the key that lives outside the database', async () => {
    const stored = await hashPassword(core, 'quiet otter')
    const keys = { current: 'k1', keys: { k1: Buffer.alloc(32, 9).toString('base64url') } }
    expect(await verifyPassword({ ...core, secrets: createSecrets(keys, seededRandom()) }, stored, 'quiet otter')).toBe(false)
  })
  it('still fits after the keys were changed', async () => {
    const older = { ...core, secrets: createSecrets({ ...testKeys, current: 'k0' }, seededRandom()) }
    const stored = await hashPassword(older, 'quiet otter')
    expect(stored.startsWith('k0$')).toBe(true)
    expect(await verifyPassword(core, stored, 'quiet otter')).toBe(true)
  })
})

describe('SI-1 an account without a password', () => {
  it('is never right, and costs one hash of the same cost', async () => {
    const queue = createHashQueue(1, 10)
    let hashes = 0
    const hashing: typeof queue = {
      run(work) {
        hashes++
        return queue.run(work)
      },
    }
    expect(await verifyPassword({ ...core, hashing }, null, 'anything')).toBe(false)
    expect(hashes).toBe(1)
  })
  it('is not taken for broken: what stands in for its hash is well formed', async () => {
    await expect(verifyPassword(core, null, '')).resolves.toBe(false)
  })
})

it('more than may wait are told to come back', async () => {
  const hashing = createHashQueue(1, 1)
  let free = (): void => {}
  const busy = hashing.run(() => new Promise<void>((resolve) => (free = resolve)))
  const waiting = hashPassword({ ...core, hashing }, 'quiet otter')
  await expect(verifyPassword({ ...core, hashing }, null, 'x')).rejects.toMatchObject({ status: 503, code: 'busy' })
  free()
  await busy
  expect(await waiting).toContain('argon2id')
})
