/** A login name or address as it is compared: compatibility forms, case and outer spaces do not tell two apart (SI-10).
 * PostgreSQL takes no zero character; as a replacement character it fits nothing. */
export const loginKeyOf = (text: string): string => text.replaceAll('\0', '\ufffd').normalize('NFKC').trim().toLowerCase().normalize('NFKC')

/** A login name as it is kept, or undefined: 2 to 64 letters, digits, dots, dashes or underscores; never an `@` (EN-6). */
export function readLogin(typed: string): string | undefined {
  const login = typed.normalize('NFKC').trim()
  const length = [...login].length
  return length >= 2 && length <= 64 && /^[\p{L}\p{Nd}._-][\p{L}\p{M}\p{Nd}._-]*$/u.test(login) ? login : undefined
}

/** A person's name as it is kept, or undefined if nothing readable is in it. One line: it is shown in mails and on phones. */
export function readName(typed: string): string | undefined {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return /[\p{L}\p{N}]/u.test(name) && [...name].length <= 120 ? name : undefined
}
