// CSV by RFC 4180 that a spreadsheet takes for text and nothing else.

/** What a spreadsheet may take for the beginning of a formula; the full-width forms are read as the plain ones. */
const beginnings = '=+\\-@＝＋－＠'
/** Signs that people do not see, before which a formula is still one. */
const unseen = '\\s\\u00a0\\u200b-\\u200f\\u2060\\ufeff'

/** At the beginning of the cell, also behind signs that are not seen, and behind every sign that some spreadsheet separates cells
 * by: a file that is opened with other separators than it was written with has other cells. Behind a space only where an
 * equals sign follows, since dashes stand there in any text. */
const dangerous = new RegExp(`(?:^|[,;|:\\t'"])[${unseen}'"]*(?=[${beginnings}])|\\s(?=[=＝])`, 'gu')

/** Line ends would make rows, and what steers a terminal or the direction of writing would hide text. */
const ends = /\r\n|[\r\n\t\v\f\u0085\u2028\u2029]/g
const steering = /[\p{Cc}\p{Bidi_Control}\ufeff]/gu

/** One cell, always quoted. A value that could be a formula gets an apostrophe before it, as spreadsheets write text. */
export function csvCell(value: string | number | undefined): string {
  const plain = String(value ?? '')
    .replace(ends, ' ')
    .replace(steering, '\ufffd')
    .replace(dangerous, "$&'")
  return `"${plain.replaceAll('"', '""')}"`
}

export const csvLine = (values: readonly (string | number | undefined)[]): string => `${values.map(csvCell).join(',')}\r\n`

/** Spreadsheets read UTF-8 where this comes first. */
export const byteOrderMark = '\ufeff'
