/** One mail, as it waits in the outbox. Text alone: nothing in it can load, run or hide anything. */
export interface Mail {
  to: string
  subject: string
  text: string
}

/** A header's text on one line: no line break, no control character, of a length that shows. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
