import { crockford } from '@sparekey/protocol/crockford'
import { minutes } from '../../kernel/clock.ts'
import type { Secrets } from '../../kernel/secrets.ts'

/** Crockford characters: XXXX-XXXX, 40 bits (glossary). */
export const codeLength = 8
/** Wrong answers that end a code (RR-8). */
export const codeTries = 5
/** A code ends so long after it was shown (RR-8), and so do those that the server's command prints (RR-11). ms */
export const accessCodeLife = minutes(60)

/** What was typed as a code in its stored form, or undefined if it cannot be one. */
export function normaliseAccessCode(typed: string): string | undefined {
  const code = crockford.normalise(typed)
  return code?.length === codeLength ? code : undefined
}

/** How a code is kept: under a key outside the database and bound to its row, so that 40 bits are enough. */
export const accessCodeMac = (secrets: Pick<Secrets, 'mac'>, id: string, code: string): string =>
  Buffer.from(secrets.mac('access-code', id, code)).toString('base64url')
