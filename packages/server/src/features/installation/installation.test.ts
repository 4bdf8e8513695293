import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecrets } from '../../kernel/secrets.ts'
import { createTestCore, seededRandom, type TestCore, testKeys } from '../../testing/index.ts'
import { addressChange, checkKeys } from './index.ts'

let core: TestCore
beforeEach(async () => {
  core = await createTestCore()
})
afterEach(() => core.close())

describe('the keys of the installation', () => {
  it('fit the database that they began, also after a newer key was added', async () => {
    await checkKeys(core)
    const rotated = createSecrets(
      { current: 'k2', keys: { ...testKeys.keys, k2: Buffer.alloc(32, 9).toString('base64url') } },
      seededRandom(),
    )
    await expect(checkKeys({ ...core, secrets: rotated })).resolves.toBeUndefined()
  })

  it('are refused if they are others, before anything is written', async () => {
    await checkKeys(core)
    const others = createSecrets({ current: 'k1', keys: { k1: Buffer.alloc(32, 7).toString('base64url') } }, seededRandom())
    await expect(checkKeys({ ...core, secrets: others })).rejects.toThrow(/do not belong to this database/)
    await expect(checkKeys(core)).resolves.toBeUndefined()
  })
})

describe('OP-9 another PUBLIC_URL', () => {
  it('is noticed once, at the start after the change', async () => {
    expect(await addressChange(core)).toBeUndefined()
    expect(await addressChange(core)).toBeUndefined()
    const moved = { ...core, config: { ...core.config, origin: 'https://sso.example.org' } }
    expect(await addressChange(moved)).toEqual({ from: 'https://login.example.org', to: 'https://sso.example.org' })
    expect(await addressChange(moved)).toBeUndefined()
    const record = await core.db.selectFrom('audit').select('act').execute()
    expect(record).toEqual([{ act: 'public_url_changed' }])
  })
})
