import { createHmac } from 'node:crypto'
import { type Instant, seconds } from '../../kernel/clock.ts'

/** How long one code lives, ms. */
const stepLife = seconds(30)
/** Steps either side that are taken too: the phone's clock, and the time it takes to type (RFC 6238 §5.2). */
const slack = 1
export const verificationDigits = 8

/** The step that a time falls in. */
export const stepOf = (at: Instant): number => Math.floor(at / stepLife)

/** The code of one step: HMAC-SHA-256, truncated as in RFC 4226 §5.3.
 * @param key 32 bytes as agreed at pairing; any length for the RFC's vectors */
export function verificationCode(key: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha256', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** verificationDigits
  return String(number).padStart(verificationDigits, '0')
}

/** The steps whose codes are taken now, the oldest first. */
export const takenSteps = (now: Instant): number[] => Array.from({ length: 2 * slack + 1 }, (_, n) => stepOf(now) - slack + n)
