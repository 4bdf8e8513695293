/** The six digits that a text begins with. */
export const digitsIn = (text: string | undefined): string => /^(\d{6}) is your code/.exec(text ?? '')?.[1] ?? ''

/** A code that is certainly not this one. */
export const wrongOf = (code: string): string => String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0')
