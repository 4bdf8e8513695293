import { hours, type Instant } from '../../kernel/clock.ts'
import { type KeyPair, signP256 } from '../../kernel/p256.ts'

const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The Authorization header that tells a push service who sends (RFC 8292): a token for its origin alone, good for 12 h.
 * @param q.subject `mailto:` or `https:` address under which the operator can be reached */
export function vapidHeader(pair: KeyPair, q: { endpoint: string; subject: string; now: Instant }): string {
  const claims = { aud: new URL(q.endpoint).origin, exp: Math.floor((q.now + hours(12)) / 1000), sub: q.subject }
  const input = `${text({ typ: 'JWT', alg: 'ES256' })}.${text(claims)}`
  return `vapid t=${input}.${signP256(pair, Buffer.from(input))}, k=${pair.publicKey}`
}
