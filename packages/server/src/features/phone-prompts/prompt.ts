import type { Secrets } from '../../kernel/secrets.ts'
import { digitsOf, sameSecret } from '../../kernel/secrets.ts'

/** Wrong numbers before a prompt ends (SI-4). */
export const maxTries = 3

/** The digits shown on the login page. Derived from the prompt, so that a refresh shows them again and no column holds them. */
export const matchCodeOf = (secrets: Pick<Secrets, 'mac'>, prompt: string, digits: number): string =>
  digitsOf(secrets.mac('match-code', prompt), digits)

/** What the QR of "Scan instead" carries in place of the digits: 128 bits, base64url (SI-7). */
export const scanValueOf = (secrets: Pick<Secrets, 'mac'>, prompt: string): string =>
  Buffer.from(secrets.mac('scan-code', prompt).subarray(0, 16)).toString('base64url')

/** Whether the phone was shown this prompt's number, or scanned it. A tap alone never approves: empty is never right. */
export function isRightAnswer(
  secrets: Pick<Secrets, 'mac'>,
  prompt: { id: string; digits: number; scan_only: 0 | 1 },
  answer: string,
): boolean {
  const scanned = sameSecret(answer, scanValueOf(secrets, prompt.id))
  const typed = sameSecret(answer, matchCodeOf(secrets, prompt.id, prompt.digits))
  return scanned || (typed && prompt.scan_only === 0)
}
