import { createECDH, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newKeyPair } from '../../kernel/p256.ts'
import { seededRandom } from '../../testing/index.ts'
import { encryptPush, messageSize } from './push-message.ts'
import { openPush } from './testing/played-push-service.ts'

const random = seededRandom('push')
const fresh = () => ({ pair: newKeyPair(random), salt: randomBytes(16) })

describe('a push message', () => {
  it('equals the example of RFC 8291 section 5 byte for byte', () => {
    const body = encryptPush(
      Buffer.from('When I grow up, I want to be a watermelon'),
      {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
      {
        pair: {
          publicKey: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
          privateKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
        },
        salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
        padTo: 0,
      },
    )
    expect(body.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    )
  })

  const phone = createECDH('prime256v1')
  const p256dh = phone.generateKeys().toString('base64url')
  const auth = randomBytes(16)
  const to = { p256dh, auth: auth.toString('base64url') }

  it('is read by the phone alone', () => {
    const body = encryptPush(Buffer.from('ä message'), to, { ...fresh(), padTo: messageSize })
    expect(openPush(body, { privateKey: phone.getPrivateKey(), auth }).toString()).toBe('ä message')
    expect(() => openPush(body, { privateKey: phone.getPrivateKey(), auth: randomBytes(16) })).toThrow()
    const other = createECDH('prime256v1')
    other.generateKeys()
    expect(() => openPush(body, { privateKey: other.getPrivateKey(), auth })).toThrow()
  })

  it('has one size, whatever it says, and fits every push service', () => {
    const sizes = [0, 1, 700, messageSize].map((size) => encryptPush(Buffer.alloc(size, 97), to, { ...fresh(), padTo: messageSize }).length)
    expect(new Set(sizes).size).toBe(1)
    expect(sizes[0]).toBeLessThanOrEqual(4096)
  })

  it('that is too long, or for a key that is none, is a bug and no message', () => {
    expect(() => encryptPush(Buffer.alloc(messageSize + 1), to, { ...fresh(), padTo: messageSize })).toThrow()
    expect(() => encryptPush(Buffer.alloc(5000), to, { ...fresh(), padTo: 0 })).toThrow()
    expect(() => encryptPush(Buffer.alloc(1), { ...to, p256dh: 'A'.repeat(87) }, { ...fresh(), padTo: messageSize })).toThrow()
  })
})
