/** A name as a phone or a person gave it, safe to show beside other text: no control characters, none that turn the reading
 * direction or hide, no runs of spaces. Undefined if nothing is left. At most 60 characters. */
export function plainName(given: string): string | undefined {
  const text = given
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return [...text].slice(0, 60).join('').trim() || undefined
}
