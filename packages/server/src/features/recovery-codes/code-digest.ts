import { hashRaw } from '@node-rs/argon2'
import type { Core } from '../../core.ts'

/** The library's number for argon2id. */
const argon2id = 2

/** The cost of a new set, as its row says it. It stays with the set: with one salt and no way to read a code, nothing can be computed anew
 * when the setting is raised, and the codes must go on working (N-08). */
export const costNow = (core: Pick<Core, 'config'>): string => `m=${core.config.hashing.memory},t=${core.config.hashing.passes}`

/** @throws if it is no cost */
function readCost(cost: string): { memory: number; passes: number } {
  const [, memory, passes] = /^m=(\d+),t=(\d+)$/.exec(cost) ?? []
  if (!memory || !passes) throw new Error('A set of recovery codes has no cost')
  return { memory: Number(memory), passes: Number(passes) }
}

/** The stored form of a code: argon2id with the salt of its set and the pepper of the set's key (RC-3). base64url of 32 bytes.
 * One salt for a set, so that one computation checks a code against all ten. */
export async function codeDigest(
  core: Pick<Core, 'hashing' | 'secrets' | 'config'>,
  set: { salt: string; key_id: string; cost: string | null },
  code: string,
): Promise<string> {
  const { memory, passes } = set.cost === null ? core.config.hashing : readCost(set.cost)
  const digest = await core.hashing.run(() =>
    hashRaw(`recovery-code\0${code}`, {
      algorithm: argon2id,
      memoryCost: memory,
      timeCost: passes,
      parallelism: 1,
      outputLen: 32,
      salt: Buffer.from(set.salt, 'base64url'),
      secret: core.secrets.pepper(set.key_id),
    }),
  )
  return Buffer.from(digest).toString('base64url')
}
