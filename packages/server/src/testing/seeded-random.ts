import { createHash } from 'node:crypto'
import type { Random } from '../kernel/random.ts'

/** The same bytes for the same seed, so that a failing test fails again. SHA-256 of the seed and a counter. */
export function seededRandom(seed: string | number = 'sparekey'): Random {
  let counter = 0
  let pool = Buffer.alloc(0)
  const take = (size: number): Buffer => {
    while (pool.length < size) {
      pool = Buffer.concat([pool, createHash('sha256').update(`${seed}\0${counter}`).digest()])
      counter += 1
    }
    const taken = Buffer.from(pool.subarray(0, size))
    pool = pool.subarray(size)
    return taken
  }
  return {
    bytes: take,
    below(limit) {
      // 2^64 is so much larger than any limit here that the bias does not show.
      return Number(take(8).readBigUInt64BE(0) % BigInt(limit))
    },
  }
}
