import type { Core } from '../../core.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { isBreached } from './breached-passwords.ts'
import { isCommon } from './common-passwords.ts'
import { isMadeOfWords, passwordLength, passwordMax, passwordText } from './password-text.ts'

/** Whether a new password may be used (EN-3): long enough, not too long, in no list, not made of the account's own words.
 * All characters count; there is no rule about kinds of them (N-03).
 * @param q.words name, login, addresses; the site's name is added
 * @throws AppError 503 if the operator's list cannot be read */
export async function checkPassword(
  core: Pick<Core, 'config'>,
  password: string,
  q: { min: number; words: string[] },
): Promise<Refused | undefined> {
  const length = passwordLength(password)
  if (length < q.min) return refused('password_too_short', { detail: { min: q.min } })
  if (length > passwordMax) return refused('password_too_long', { detail: { max: passwordMax } })
  if (isMadeOfWords(password, [...q.words, core.config.siteName])) return refused('password_own_words')
  const text = passwordText(password)
  if (await isCommon(text)) return refused('password_common')
  const file = core.config.breachedPasswordsFile
  if (file && (await isBreached(file, text))) return refused('password_common')
  return undefined
}
