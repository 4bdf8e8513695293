/** What a suggested password is made of: words of two syllables that can be said aloud and typed on any keyboard.
 * Left out is what sounds or looks like something else (c, q, w, x, y) and what English does not end a word on. */
export const shape = { onset: 'bdfghjklmnprstvz', vowel: 'aeiou', coda: 'bdfgklmnprstvz', words: 5 } as const

/** Bits of one passphrase. At least 80 are promised. */
export const passphraseBits = (): number =>
  shape.words * (2 * Math.log2(shape.onset.length) + 2 * Math.log2(shape.vowel.length) + Math.log2(shape.coda.length))

/** Fills an array with random bytes. */
export type Fill = (bytes: Uint8Array<ArrayBuffer>) => unknown

/** One letter, each equally likely: a byte beyond the last whole multiple of their number is drawn again. */
function draw(letters: string, fill: Fill): string {
  const byte = new Uint8Array(1)
  const limit = 256 - (256 % letters.length)
  do fill(byte)
  while ((byte[0] ?? 0) >= limit)
  return letters.charAt((byte[0] ?? 0) % letters.length)
}

/** A new passphrase, such as `ranuk-belos-tivar-hudem-zofap`. It is made here and goes nowhere until the form is sent. */
export function newPassphrase(fill: Fill = (bytes) => crypto.getRandomValues(bytes)): string {
  const { onset, vowel, coda, words } = shape
  const word = (): string => [onset, vowel, onset, vowel, coda].map((letters) => draw(letters, fill)).join('')
  return Array.from({ length: words }, word).join('-')
}
