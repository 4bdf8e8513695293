import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Random } from './random.ts'

/** The keys of this installation. They live outside the database: whoever has only a dump can open nothing. */
export interface KeyRing {
  /** The id of the key that seals and derives from now on. */
  current: string
  /** 32 bytes each, base64url, by id. Older ones still open what they sealed. */
  keys: Record<string, string>
}

/** Where a sealed value belongs: authenticated with it, so that no value can be moved to another row. */
export interface SealedPlace {
  table: string
  column: string
  row: string
}

/** What separates one-time values and derived codes from each other: a value of one purpose never passes for another. */
export type Purpose =
  | 'browser'
  | 'remembered'
  | 'session'
  | 'sign-in'
  | 'link'
  | 'pairing-token'
  | 'pairing-code'
  | 'match-code'
  | 'scan-code'
  | 'device-token'
  | 'device-nonce'
  | 'email-code'
  | 'login-key'
  | 'first-start'
  | 'request'
  | 'caller-code'
  | 'access-code'
  | 'sms-code'
  | 'phone-number'
  | 'break-glass'
  | 'record-entry'
  | 'record-chain'
  | 'record-seal'
  | 'record-head'

export interface Secrets {
  /** SHA-256 of a 256-bit token, with its purpose in the input. Base64url. */
  digest(purpose: Purpose, token: string): string
  /** HMAC-SHA-256 under a key outside the database, derived for the purpose. 32 bytes. */
  mac(purpose: Purpose, ...parts: string[]): Uint8Array
  /** The same, to be kept for longer than a key is current: `keyId.mac`, base64url. */
  sign(purpose: Purpose, parts: readonly string[]): string
  /** Whether {@link sign} made it of these parts, under any key of the key file. Never throws. */
  isSigned(purpose: Purpose, parts: readonly string[], signed: string): boolean
  /** AES-256-GCM with the place as associated data. Returns `keyId.nonce.text.tag`, base64url. */
  seal(place: SealedPlace, plain: string): string
  /** @throws if the value was changed, moved or sealed by an unknown key. */
  open(place: SealedPlace, sealed: string): string
  /** The pepper of password hashes under this key id. */
  pepper(keyId: string): Uint8Array
  readonly currentKey: string
}

const derive = (key: Uint8Array, label: string): Buffer => Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `sparekey ${label}`, 32))

/** Length-prefixed, so that ('ab','c') and ('a','bc') never meet. */
const framed = (parts: readonly string[]): string => parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('')

/** Compares in constant time; different lengths are simply unequal. */
export function sameSecret(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const left = createHash('sha256').update(a).digest()
  const right = createHash('sha256').update(b).digest()
  return timingSafeEqual(left, right)
}

/** Builds the secrets of one installation.
 * @throws if the current key is missing or any key is not 32 bytes. */
export function createSecrets(ring: KeyRing, random: Random): Secrets {
  const keys = new Map<string, Buffer>()
  for (const [id, text] of Object.entries(ring.keys)) {
    const key = Buffer.from(text, 'base64url')
    if (key.length !== 32) throw new Error(`Key ${id} must be 32 bytes`)
    keys.set(id, key)
  }
  const keyOf = (id: string): Buffer => {
    const key = keys.get(id)
    if (!key) throw new Error(`Key ${id} is not in the key file`)
    return key
  }
  const current = keyOf(ring.current)
  const derived = new Map<string, Buffer>()
  const sub = (label: string, keyId = ring.current): Buffer => {
    const name = `${keyId} ${label}`
    const known = derived.get(name) ?? derive(keyId === ring.current ? current : keyOf(keyId), label)
    derived.set(name, known)
    return known
  }
  const macOf = (keyId: string, purpose: Purpose, parts: readonly string[]): Buffer =>
    createHmac('sha256', sub(`mac ${purpose}`, keyId))
      .update(framed(parts))
      .digest()
  const sign = (keyId: string, purpose: Purpose, parts: readonly string[]): string =>
    `${keyId}.${macOf(keyId, purpose, parts).toString('base64url')}`
  const placeBytes = (place: SealedPlace): Buffer => Buffer.from(framed([place.table, place.column, place.row]))

  return {
    currentKey: ring.current,
    digest: (purpose, token) => createHash('sha256').update(`${purpose}\0${token}`).digest('base64url'),
    mac: (purpose, ...parts) => macOf(ring.current, purpose, parts),
    sign: (purpose, parts) => sign(ring.current, purpose, parts),
    isSigned(purpose, parts, signed) {
      const keyId = signed.slice(0, Math.max(signed.indexOf('.'), 0))
      return keys.has(keyId) && sameSecret(signed, sign(keyId, purpose, parts))
    },
    pepper: (keyId) => derive(keyOf(keyId), 'password pepper'),
    seal(place, plain) {
      const nonce = Buffer.from(random.bytes(12))
      const cipher = createCipheriv('aes-256-gcm', sub('seal'), nonce).setAAD(placeBytes(place))
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return [ring.current, ...[nonce, text, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.')
    },
    open(place, sealed) {
      const [keyId = '', ...rest] = sealed.split('.')
      const [nonce, text, tag] = rest.map((part) => Buffer.from(part, 'base64url'))
      if (!nonce || !text || !tag) throw new Error('A sealed value is damaged')
      const decipher = createDecipheriv('aes-256-gcm', derive(keyOf(keyId), 'seal'), nonce, { authTagLength: 16 })
      decipher.setAAD(placeBytes(place)).setAuthTag(tag)
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
    },
  }
}

/** The first `length` decimal digits drawn from a MAC; the bias of 2^64 mod 10^6 is far below 2^-40. */
export function digitsOf(mac: Uint8Array, length: number): string {
  const number = Buffer.from(mac).readBigUInt64BE(0) % 10n ** BigInt(length)
  return number.toString().padStart(length, '0')
}
