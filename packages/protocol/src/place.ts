// How the place of an address travels, and how it is said. Pure: pages import it.

/** An address of this machine or of a private network: it lies nowhere on a map. */
export const localPlace = 'local'

/** `PT`, or `PT Lisbon`. */
const coded = /^([A-Z]{2})(?: (.+))?$/s

/** The country of a place, by its two letters (ISO 3166-1). */
export const countryOf = (place: string | undefined): string | undefined => coded.exec(place ?? '')?.[1]

/** A country in the words of a language: "Portugal". What has no name keeps its two letters.
 * @param language a BCP 47 tag */
export function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}

/** A place in words: "Portugal", or "Lisbon, Portugal".
 * @param place as it travels: `local`, a country's two letters, or these, a space and a town
 * @param words.language a BCP 47 tag
 * @param words.local what {@link localPlace} is called */
export function placeText(place: string, words: { language: string; local: string }): string {
  if (place === localPlace) return words.local
  const [, country, town] = coded.exec(place) ?? []
  if (!country) return place
  const name = countryName(country, words.language)
  return town ? `${town}, ${name}` : name
}
