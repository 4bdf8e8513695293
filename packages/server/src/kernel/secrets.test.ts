import { describe, expect, it } from 'vitest'
import { seededRandom, testKeys } from '../testing/index.ts'
import { createSecrets, digitsOf, sameSecret } from './secrets.ts'

const secrets = createSecrets(testKeys, seededRandom())
const place = { table: 'device', column: 'otp_sealed', row: 'dev_1' }

describe('sealed values', () => {
  it('X-15 open where they were sealed and nowhere else', () => {
    const sealed = secrets.seal(place, 'a secret')
    expect(secrets.open(place, sealed)).toBe('a secret')
    for (const moved of [
      { ...place, row: 'dev_2' },
      { ...place, column: 'name' },
      { ...place, table: 'account' },
    ])
      expect(() => secrets.open(moved, sealed)).toThrow()
  })
  it('X-14 cannot be opened with other keys, nor after a change', () => {
    const sealed = secrets.seal(place, 'a secret')
    const others = createSecrets({ current: 'k1', keys: { k1: Buffer.alloc(32, 9).toString('base64url') } }, seededRandom())
    expect(() => others.open(place, sealed)).toThrow()
    const [key, nonce, text, tag] = sealed.split('.')
    for (const changed of [`${key}.${nonce}.${text}`, `${key}.${nonce}.AAAA.${tag}`, `${key}.${nonce}.${text}.AAAA`, 'nothing', ''])
      expect(() => secrets.open(place, changed)).toThrow()
  })
  it('never look the same twice, and still open after a newer key was added', () => {
    expect(secrets.seal(place, 'x')).not.toBe(secrets.seal(place, 'x'))
    const newer = createSecrets(
      { current: 'k2', keys: { ...testKeys.keys, k2: Buffer.alloc(32, 5).toString('base64url') } },
      seededRandom(),
    )
    expect(newer.open(place, secrets.seal(place, 'old'))).toBe('old')
  })
})

describe('digests and codes', () => {
  it('of one purpose never pass for another', () => {
    expect(secrets.digest('session', 'token')).not.toBe(secrets.digest('sign-in', 'token'))
    expect(sameSecret(secrets.mac('match-code', 'prm_1'), secrets.mac('scan-code', 'prm_1'))).toBe(false)
  })
  it('keep the bounds of their parts', () => {
    expect(sameSecret(secrets.mac('link', 'ab', 'c'), secrets.mac('link', 'a', 'bc'))).toBe(false)
  })
  it('give as many digits as asked for, with leading zeros', () => {
    expect(digitsOf(new Uint8Array(32), 3)).toBe('000')
    expect(digitsOf(secrets.mac('match-code', 'prm_1'), 6)).toMatch(/^\d{6}$/)
  })
})

describe('signed values', () => {
  const ring = { current: 'k2', keys: { ...testKeys.keys, k2: Buffer.alloc(32, 5).toString('base64url') } }

  it('X-25 fit their parts, their purpose and their key, and no others', () => {
    const signed = secrets.sign('record-entry', ['a', 'bc'])
    expect(secrets.isSigned('record-entry', ['a', 'bc'], signed)).toBe(true)
    expect(secrets.isSigned('record-entry', ['ab', 'c'], signed)).toBe(false)
    expect(secrets.isSigned('record-chain', ['a', 'bc'], signed)).toBe(false)
    expect(secrets.isSigned('record-entry', ['a', 'bc'], signed.replace('k1.', 'k0.'))).toBe(false)
    for (const other of ['', '.', 'k1', 'k1.', 'k9.AAAA', signed.slice(0, -1), `${signed}A`, '__proto__.x'])
      expect(secrets.isSigned('record-entry', ['a', 'bc'], other)).toBe(false)
  })
  it('X-25 still fit after a newer key was added, which signs from then on', () => {
    const newer = createSecrets(ring, seededRandom())
    expect(newer.isSigned('record-entry', ['x'], secrets.sign('record-entry', ['x']))).toBe(true)
    expect(newer.sign('record-entry', ['x'])).toMatch(/^k2\./)
  })
})
