import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makePhoneKeys, pointOf, seededRandom } from '../testing/index.ts'
import { agree, newKeyPair, readBytes, readPoint, signP256, verifyP256 } from './p256.ts'

const point = (): string => pointOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)

describe('P-256', () => {
  test('both sides of an agreement compute the same secret', () => {
    const random = seededRandom('agree')
    const [a, b] = [newKeyPair(random), newKeyPair(random)]
    const toB = agree(a.privateKey, readPoint(b.publicKey) as Buffer)
    expect(toB).toEqual(agree(b.privateKey, readPoint(a.publicKey) as Buffer))
    expect(toB).toHaveLength(32)
  })

  test('a point that is not on the curve is no point', () => {
    const bytes = Buffer.from(point(), 'base64url')
    bytes[64] = (bytes[64] ?? 0) ^ 1
    expect(readPoint(bytes.toString('base64url'))).toBeUndefined()
    expect(readPoint(Buffer.concat([Buffer.of(4), Buffer.alloc(64)]).toString('base64url'))).toBeUndefined()
    expect(readPoint(Buffer.concat([Buffer.of(4), Buffer.alloc(64, 255)]).toString('base64url'))).toBeUndefined()
  })

  test('compressed, hybrid and short forms are refused: one key has one text', () => {
    const bytes = Buffer.from(point(), 'base64url')
    const hybrid = Buffer.from(bytes)
    hybrid[0] = 6 + ((bytes[64] ?? 0) & 1)
    expect(readPoint(hybrid.toString('base64url'))).toBeUndefined()
    expect(readPoint(bytes.subarray(0, 33).toString('base64url'))).toBeUndefined()
    const spare = bytes.toString('base64url')
    const last = spare.at(-1) as string
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const other = spare.slice(0, -1) + alphabet[alphabet.indexOf(last) ^ 1]
    expect(Buffer.from(other, 'base64url')).toEqual(bytes)
    expect(readPoint(other)).toBeUndefined()
  })

  test('a signature holds for its bytes and its key alone', () => {
    const keys = makePhoneKeys()
    const bytes = Buffer.from('what was decided')
    const signature = keys.sign(bytes)
    expect(verifyP256(keys.signKey, bytes, signature)).toBe(true)
    expect(verifyP256(keys.signKey, Buffer.from('what was decideD'), signature)).toBe(false)
    expect(verifyP256(makePhoneKeys().signKey, bytes, signature)).toBe(false)
  })

  test.each(['', 'A', 'A'.repeat(86), Buffer.alloc(64).toString('base64url'), Buffer.alloc(70, 1).toString('base64url')])(
    'a malformed signature is false, not an error: %j',
    (signature) => expect(verifyP256(makePhoneKeys().signKey, Buffer.from('x'), signature)).toBe(false),
  )

  test('what it signs verifies, also with a scalar that lost its leading zeros', () => {
    const random = seededRandom('sign')
    let pair = newKeyPair(random)
    while (Buffer.from(pair.privateKey, 'base64url')[0] !== 0) pair = newKeyPair(random)
    const short = { ...pair, privateKey: Buffer.from(pair.privateKey, 'base64url').subarray(1).toString('base64url') }
    const bytes = Buffer.from('token')
    expect(verifyP256(pair.publicKey, bytes, signP256(short, bytes))).toBe(true)
  })

  test('a source of randomness that is broken makes no key', () => {
    expect(() => newKeyPair({ bytes: (size) => new Uint8Array(size), below: () => 0 })).toThrow()
  })

  test('bytes are read in their canonical form only', () => {
    expect(readBytes('AAAA', 3)).toHaveLength(3)
    for (const text of ['AAA', 'AA==', 'AA+A', 'AAB', 'A A A A']) expect(readBytes(text, 3)).toBeUndefined()
  })
})
