/** A pattern that finds the text anywhere, with what LIKE would read as a wildcard taken literally. To be used with `escape '\'`. */
export const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
