import type { NumberType } from 'libphonenumber-js'

/** A telephone number in the one form that is kept and compared. */
export interface ReadNumber {
  /** `+` and at most 15 digits. */
  e164: string
  /** ISO 3166 code; absent for numbers that belong to no country. */
  country?: string
}

/** Numbers that cost whoever writes to them, or that nobody's phone has. */
const neverPersonal: readonly NumberType[] = ['PREMIUM_RATE', 'SHARED_COST', 'TOLL_FREE', 'UAN', 'VOICEMAIL', 'PAGER']

/** Reads a number as it was typed, in the form that works everywhere: with `+` and the country. Which country a shorter
 * one belongs to would be a guess, and a code would go to a stranger. The tables are loaded with the first number.
 * @returns undefined if it is none, or none that a person has */
export async function readNumber(typed: string): Promise<ReadNumber | undefined> {
  const text = typed.normalize('NFKC').trim()
  if (!text.startsWith('+')) return undefined
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max')
  const number = parsePhoneNumberFromString(text, { extract: false })
  if (!number?.isValid() || number.ext || neverPersonal.includes(number.getType())) return undefined
  return { e164: number.number, ...(number.country ? { country: number.country } : {}) }
}

/** What pages show of a number. */
export const lastTwoOf = (e164: string): string => e164.slice(-2)

/** Numbers given out one after the other, as a thief of SMS fees buys them: all but the last four digits (SM-4). */
export const prefixOf = (e164: string): string => e164.slice(0, -4)
