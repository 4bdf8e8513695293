import { createECDH, createPrivateKey, createPublicKey, ECDH, sign, verify } from 'node:crypto'
import type { Random } from './random.ts'

// P-256 as phones and push services speak it: points uncompressed (65 bytes), scalars 32 bytes, signatures r and s (64 bytes),
// all as base64url without padding, in its one canonical form, so that one key has one text.

const curve = 'prime256v1'

/** Bytes of canonical base64url, or undefined where it is anything else or not `size` bytes long. */
export function readBytes(text: string, size: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === size && bytes.toString('base64url') === text ? bytes : undefined
}

/** A point that lies on the curve, or undefined. */
export function readPoint(text: string): Buffer | undefined {
  const point = readBytes(text, 65)
  if (point?.[0] !== 4) return undefined
  try {
    ECDH.convertKey(point, curve)
    return point
  } catch {
    return undefined
  }
}

export interface KeyPair {
  /** 32 bytes, base64url */
  privateKey: string
  /** A point, base64url */
  publicKey: string
}

/** A fresh key pair from the service's own source of randomness. */
export function newKeyPair(random: Random): KeyPair {
  const ecdh = createECDH(curve)
  for (let tries = 0; tries < 8; tries++) {
    const scalar = Buffer.from(random.bytes(32))
    try {
      ecdh.setPrivateKey(scalar)
    } catch {
      // Zero, or not below the curve's order: once in 2^32.
      continue
    }
    return { privateKey: scalar.toString('base64url'), publicKey: ecdh.getPublicKey().toString('base64url') }
  }
  throw new Error('The source of random bytes gives no usable key')
}

/** The shared secret of a private key and a point that was read by {@link readPoint}. 32 bytes. */
export function agree(privateKey: string, point: Uint8Array): Buffer {
  const ecdh = createECDH(curve)
  ecdh.setPrivateKey(Buffer.from(privateKey, 'base64url'))
  return ecdh.computeSecret(point)
}

const jwkOf = (point: Buffer) => ({
  kty: 'EC',
  crv: 'P-256',
  x: point.subarray(1, 33).toString('base64url'),
  y: point.subarray(33).toString('base64url'),
})

/** True if the signature (r and s, base64url) over the bytes was made by the key. Anything malformed is simply false. */
export function verifyP256(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  const point = readPoint(publicKey)
  const raw = readBytes(signature, 64)
  if (!point || !raw) return false
  const key = createPublicKey({ format: 'jwk', key: jwkOf(point) })
  return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, raw)
}

/** ECDSA with SHA-256 over the bytes; r and s, base64url. */
export function signP256(pair: KeyPair, bytes: Uint8Array): string {
  const point = readPoint(pair.publicKey)
  if (!point) throw new Error('The public key is not a point of P-256')
  // Some writers drop leading zeros of the scalar; a JWK must have all 32 bytes.
  const d = Buffer.concat([Buffer.alloc(32), Buffer.from(pair.privateKey, 'base64url')]).subarray(-32)
  const key = createPrivateKey({ format: 'jwk', key: { ...jwkOf(point), d: d.toString('base64url') } })
  return sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
}
