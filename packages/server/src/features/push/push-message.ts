import { createCipheriv, hkdfSync } from 'node:crypto'
import { agree, type KeyPair, readPoint } from '../../kernel/p256.ts'

// RFC 8291 (the keys of a message) over RFC 8188 (aes128gcm), one record, written against the RFCs' texts and held to the
// example of RFC 8291 section 5 byte for byte (push-message.test.ts).

/** All messages have this length before encryption, so that their size tells nothing. Far below the 4096 bytes that every
 * push service takes (RFC 8030 §7.2). */
export const messageSize = 2048
const recordSize = 4096

export interface MessageKeys {
  /** The phone's public point, base64url. */
  p256dh: string
  /** 16 bytes that the phone's browser shares with us alone, base64url. */
  auth: string
}

const hkdf = (key: Uint8Array, salt: Uint8Array, info: Uint8Array | string, size: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, size))

/** Encrypts one message for one phone.
 * @param q.pair a fresh key pair for this message alone
 * @param q.salt 16 fresh random bytes
 * @param q.padTo bytes of text and padding together; 0 for none
 * @throws if the phone's key is no point, or the text is longer than `padTo` */
export function encryptPush(text: Uint8Array, to: MessageKeys, q: { pair: KeyPair; salt: Uint8Array; padTo: number }): Buffer {
  const phone = readPoint(to.p256dh)
  if (!phone) throw new Error('A push key is not a point of P-256')
  const padding = Math.max(q.padTo - text.length, 0)
  if ((q.padTo > 0 && text.length > q.padTo) || text.length + padding + 17 > recordSize) throw new Error('A push message is too long')
  const own = Buffer.from(q.pair.publicKey, 'base64url')

  // RFC 8291 §3.4: the agreed secret is bound to both keys and to the phone's own secret.
  const secret = agree(q.pair.privateKey, phone)
  const ikm = hkdf(secret, Buffer.from(to.auth, 'base64url'), Buffer.concat([Buffer.from('WebPush: info\0'), phone, own]), 32)
  // RFC 8188 §2.2, §2.3
  const key = hkdf(ikm, q.salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = hkdf(ikm, q.salt, 'Content-Encoding: nonce\0', 12)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  // The delimiter 2 marks the last record; zeros pad it (RFC 8188 §2).
  const sealed = Buffer.concat([
    cipher.update(Buffer.concat([text, Buffer.of(2), Buffer.alloc(padding)])),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  const head = Buffer.alloc(21)
  head.set(q.salt)
  head.writeUInt32BE(recordSize, 16)
  head[20] = own.length
  return Buffer.concat([head, own, sealed])
}
