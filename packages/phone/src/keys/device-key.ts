import { toBase64url } from './base64url.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const

/** A new device key. Its private half can be used here and carried nowhere (TD-3). */
export const makeDeviceKey = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])

/** The public half as the wire carries it: 65 bytes, base64url. */
export const publicPoint = async (key: CryptoKey): Promise<string> => toBase64url(await crypto.subtle.exportKey('raw', key))

/** Signs by the device key: r and s, 64 bytes, base64url. */
export const signBytes = async (key: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  toBase64url(await crypto.subtle.sign(signing, key, bytes))

/** Whether `signature` over `bytes` fits `key`. The phone asks this only of itself, to see that kept keys work. */
export const verifyBytes = (key: CryptoKey, signature: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> =>
  crypto.subtle.verify(signing, key, signature, bytes)
