import { checkNumberOf, pairingInfo, pairingTranscript } from '@sparekey/protocol/pairing-keys'
import { describe, expect, test } from 'vitest'
import { newKeyPair, readPoint } from '../../kernel/p256.ts'
import { makePairingPhone, seededRandom } from '../../testing/index.ts'
import { agreePairing } from './pairing-agreement.ts'

const pairing = 'pai_AAAAAAAAAAAAAAAAAAAAAA'
const token = 'uYZsj3rGkQn0b2E5xTqHcA'
const server = newKeyPair(seededRandom('server'))

/** The same agreement by WebCrypto, as browsers do it: keys straight from one to the next. */
async function byWebCrypto(secret: string) {
  const p256 = { name: 'ECDH', namedCurve: 'P-256' } as const
  const own = await crypto.subtle.generateKey(p256, false, ['deriveKey'])
  const raw = async (key: CryptoKey) => Buffer.from(await crypto.subtle.exportKey('raw', key)).toString('base64url')
  const agreeKey = await raw(own.publicKey)
  const signing = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  const signKey = await raw(signing.publicKey)
  const transcript = pairingTranscript({ pairing, serverKey: server.publicKey, agreeKey, signKey })
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', transcript))
  const theirs = await crypto.subtle.importKey('raw', Buffer.from(server.publicKey, 'base64url'), p256, false, [])
  const shared = await crypto.subtle.deriveKey({ name: 'ECDH', public: theirs }, own.privateKey, 'HKDF', false, ['deriveKey'])
  const salt = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
  const hmac = async (label: string, text: string) => {
    const info = pairingInfo(label, digest)
    const into = { name: 'HMAC', hash: 'SHA-256', length: 256 } as const
    const key = await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info }, shared, into, false, ['sign'])
    return Buffer.from(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))).toString('base64url')
  }
  return { agreeKey, signKey, digest, hmac }
}

describe('what both sides of a pairing compute', () => {
  test('VC-3 the server agrees with WebCrypto on proofs and key, and the key is in nothing that was sent', async () => {
    const phone = await byWebCrypto(token)
    const agreed = agreePairing({
      pairing,
      serverKey: server.publicKey,
      serverPrivate: server.privateKey,
      agreeKey: phone.agreeKey,
      agreePoint: readPoint(phone.agreeKey) as Buffer,
      signKey: phone.signKey,
      secret: token,
    })
    expect(agreed.deviceProof).toBe(await phone.hmac('sparekey confirm', 'device'))
    expect(agreed.serverProof).toBe(await phone.hmac('sparekey confirm', 'server'))
    expect(agreed.checkNumber).toBe(checkNumberOf(phone.digest))
    // The phone's key cannot be read, but it signs: the same counter gives the same MAC.
    const { createHmac } = await import('node:crypto')
    const code = createHmac('sha256', Buffer.from(agreed.otp, 'base64url')).update('counter').digest('base64url')
    expect(code).toBe(await phone.hmac('sparekey otp', 'counter'))
  })

  test('a fixed agreement stays what it is: phones in the field computed it so', () => {
    const phone = newKeyPair(seededRandom('phone'))
    const signing = newKeyPair(seededRandom('signing'))
    const agreed = agreePairing({
      pairing,
      serverKey: server.publicKey,
      serverPrivate: server.privateKey,
      agreeKey: phone.publicKey,
      agreePoint: readPoint(phone.publicKey) as Buffer,
      signKey: signing.publicKey,
      secret: token,
    })
    expect(agreed).toMatchInlineSnapshot(`
      {
        "checkNumber": "780231",
        "deviceProof": "jvhKWpyUh21qdfADU1KZsnN4wCGQ0tCeMtA_cmDrckU",
        "otp": "OfRW7cQARrKTu0hlACXfGPomOosrpPFZ_Fs0_n8z26M",
        "serverProof": "ocnGYVHkiGcgACjKt-unQUZAXsKg4TeflwxWe7if9_s",
      }
    `)
  })

  test('TD-2 another secret, signing key or pairing gives other proofs: nothing that was shown can be exchanged', () => {
    const phone = makePairingPhone()
    const opened = { pairing, serverKey: server.publicKey }
    const { proof } = phone.scan(opened, token)
    const base = {
      pairing,
      serverKey: server.publicKey,
      serverPrivate: server.privateKey,
      agreeKey: phone.agreeKey,
      agreePoint: readPoint(phone.agreeKey) as Buffer,
      signKey: phone.signKey,
      secret: token,
    }
    expect(agreePairing(base).deviceProof).toBe(proof)
    expect(agreePairing({ ...base, secret: `${token}x` }).deviceProof).not.toBe(proof)
    expect(agreePairing({ ...base, signKey: makePairingPhone().signKey }).deviceProof).not.toBe(proof)
    expect(agreePairing({ ...base, pairing: 'pai_BBBBBBBBBBBBBBBBBBBBBB' }).deviceProof).not.toBe(proof)
    expect(agreePairing(base).serverProof).not.toBe(proof)
  })
})
