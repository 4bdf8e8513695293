/** At most so many code points; longer is refused, never cut (N-02, N-05). */
export const passwordMax = 128

/** A password as it is hashed: composed, so that the same characters from another keyboard are the same password (N-02).
 * Otherwise exactly as it was typed: no trimming, no change of case (N-10, ASVS 6.2.8). */
export const passwordText = (typed: string): string => typed.normalize('NFC')

/** Characters as people count them here: Unicode code points (N-02). */
export const passwordLength = (password: string): number => [...passwordText(password)].length

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()
const lettersOf = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '')
const partsOf = (word: string): string[] => [
  lettersOf(word),
  ...fold(word)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => [...part].length >= 3),
]

/** True if hardly anything is left of a password once the account's own words, digits and signs are taken out of it:
 * the words of whoever is attacked are what an attacker tries first (N-06). */
export function isMadeOfWords(password: string, words: string[]): boolean {
  const parts = [...new Set(words.flatMap(partsOf))].filter((part) => part.length >= 3).sort((a, b) => b.length - a.length)
  let rest = lettersOf(password)
  let found = false
  for (const part of parts) {
    if (!rest.includes(part)) continue
    found = true
    // A space keeps what stood left and right of it apart.
    rest = rest.replaceAll(part, ' ')
  }
  return found && rest.replace(/[\p{N} ]/gu, '').length < 4
}

/** The shortest text that the password is a repetition of: `abab` of `ab`. */
export function repeatedUnit(text: string): string {
  for (let size = 1; size <= text.length / 2; size++)
    if (text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text) return text.slice(0, size)
  return text
}
