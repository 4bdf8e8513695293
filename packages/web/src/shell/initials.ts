const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** One or two letters for the profile picture: of the first and the last word of the name. */
export function initialsOf(name: string): string {
  const parts = [...words.segment(name.normalize('NFC'))].filter((part) => part.isWordLike).map((part) => part.segment)
  const first = firstLetter(parts[0] ?? name.trim())
  const last = parts.length > 1 ? firstLetter(parts.at(-1) ?? '') : ''
  return (first + last).toLocaleUpperCase()
}

const firstLetter = (word: string): string => letters.segment(word)[Symbol.iterator]().next().value?.segment ?? ''
