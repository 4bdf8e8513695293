import { hashRaw } from '@node-rs/argon2'
import type { Core } from '../../core.ts'

/** The library's number for argon2id. */
const argon2id = 2

/** The stored form of a code: argon2id with the salt of its set and the pepper of the set's key (RC-3). base64url of 32 bytes.
 * One salt for a set, so that one computation checks a code against all ten. */
export async function codeDigest(
  core: Pick<Core, 'hashing' | 'secrets' | 'config'>,
  set: { salt: string; key_id: string },
  code: string,
): Promise<string> {
  const digest = await core.hashing.run(() =>
    hashRaw(`recovery-code\0${code}`, {
      algorithm: argon2id,
      memoryCost: core.config.hashing.memory,
      timeCost: core.config.hashing.passes,
      parallelism: 1,
      outputLen: 32,
      salt: Buffer.from(set.salt, 'base64url'),
      secret: core.secrets.pepper(set.key_id),
    }),
  )
  return Buffer.from(digest).toString('base64url')
}
