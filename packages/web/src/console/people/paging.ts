/** The page that an address asks for: 1 for anything that is not a page number. */
export function pageOf(text: string | null): number {
  if (text === null || !/^[1-9]\d{0,5}$/.test(text)) return 1
  return Math.min(Number(text), 100_000)
}

/** The address of a page of a list.
 * @param of the list's path */
export function pageHref(of: string, page: number, search: string): string {
  const query = new URLSearchParams()
  if (search) query.set('search', search)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `${of}${text ? `?${text}` : ''}`
}
