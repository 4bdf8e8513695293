/** Crockford base 32: no I, L, O, U; read back leniently (RC-2). https://www.crockford.com/base32.html */
export const crockford = {
  alphabet: '0123456789ABCDEFGHJKMNPQRSTVWXYZ',

  /** Typed text in canonical form: upper case, without spaces and dashes, O as 0, I and L as 1. Undefined if anything else is in it. */
  normalise(typed: string): string | undefined {
    const text = typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Pd}_.]/gu, '')
      .replace(/O/g, '0')
      .replace(/[IL]/g, '1')
    return /^[0-9A-HJKMNP-TV-Z]+$/.test(text) ? text : undefined
  },

  /** In groups of four with dashes, as people read it aloud. */
  grouped(text: string): string {
    return text.match(/.{1,4}/g)?.join('-') ?? ''
  },
}

/** Typed digits in canonical form, or undefined: NFKC first, so that full-width digits count as digits (P-08). */
export function normaliseDigits(typed: string, length: number): string | undefined {
  const text = typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')
  return text.length === length && /^[0-9]+$/.test(text) ? text : undefined
}
