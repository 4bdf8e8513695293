import { randomBytes, randomInt } from 'node:crypto'
import { crockford } from '@sparekey/protocol/crockford'

/** The only source of randomness. Tests replace it by a seeded one. */
export interface Random {
  /** `size` random bytes. */
  bytes(size: number): Uint8Array
  /** An integer from 0 to `below` - 1, without bias. */
  below(below: number): number
}

export const systemRandom: Random = { bytes: (size) => randomBytes(size), below: (below) => randomInt(below) }

/** An id of 128 random bits with a type prefix, such as `acc_…`. Ids carry no authority (DESIGN §3). */
export function newId<P extends string>(random: Random, prefix: P): `${P}_${string}` {
  return `${prefix}_${Buffer.from(random.bytes(16)).toString('base64url')}`
}

/** A secret of 256 random bits as base64url, for cookies and links. */
export const newToken = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url')

/** `length` Crockford base 32 characters, 5 bits each. */
export const newCrockford = (random: Random, length: number): string =>
  Array.from(random.bytes(length), (byte) => crockford.alphabet[byte & 31]).join('')
