import { repeatedUnit } from './password-text.ts'

let loaded: Promise<ReadonlySet<string>> | undefined

/** The list that comes with the program, 49,000 passwords, lower case. Loaded with the first password that is set,
 * so that starting and idle memory do not carry it. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  loaded ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
  return loaded
}

/** Whole, whatever its case; and one that only repeats a common password or a few characters. */
export async function isCommon(password: string): Promise<boolean> {
  const list = await commonPasswords()
  const text = password.normalize('NFKC').toLowerCase()
  const unit = repeatedUnit(text)
  return list.has(text) || (unit !== text && (unit.length <= 4 || list.has(unit)))
}
