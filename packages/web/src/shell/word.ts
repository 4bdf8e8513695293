/** What one page leaves for the next to say, such as "Pixel 9 is removed". It never travels in an address: a link that somebody
 * sent must not make these pages say something. */
let left: { to: string; text: string } | undefined

/** Leaves a word for the page at this path. */
export function leaveWord(to: string, text: string): void {
  left = { to, text }
}

/** Takes the word that was left for this path, once. What was left for another page is dropped. */
export function takeWord(path: string): string | undefined {
  const word = left?.to === path ? left.text : undefined
  left = undefined
  return word
}
