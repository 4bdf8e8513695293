import { testKeys } from '../../src/testing/test-core.ts'
import type { Whole } from './whole-database.ts'

/** Something that no answer and no line of the log may hold. */
export interface Canary {
  what: string
  value: string
  /** Actors to whom pages show it, such as an address to its owner. */
  shownTo: readonly string[]
}

/** Columns that hold what opens something, or what it is compared with. */
const secretColumn = /(hash|digest|sealed|mac|salt)$/

/** What the database keeps secret, found by the names of its columns. */
export function canariesIn(whole: Whole): Canary[] {
  const found: Canary[] = []
  for (const [table, rows] of whole)
    for (const row of rows)
      for (const [column, value] of Object.entries(row))
        if (secretColumn.test(column) && typeof value === 'string' && value.length >= 16)
          found.push({ what: `${table}.${column}`, value, shownTo: [] })
  return found
}

export const keyCanaries = (): Canary[] => Object.entries(testKeys.keys).map(([id, value]) => ({ what: `key ${id}`, value, shownTo: [] }))

/** The ways in which a text may hide in another: as it is, in base64 at each of its three offsets, in hex, percent-encoded. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value)
  const base64 = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    // The first and the last characters also depend on what stands beside them.
    const inner = text.slice(offset === 0 ? 0 : 4, bytes.length % 3 === 0 && offset === 0 ? undefined : -4)
    return inner.length >= 6 ? [inner, inner.replace(/\+/g, '-').replace(/\//g, '_')] : []
  })
  const hex = bytes.toString('hex')
  return [...new Set([value, ...base64, hex, hex.toUpperCase(), encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])]
}

/** Looks for all of them at once. */
export function createSearch(canaries: readonly Canary[]): (text: string, actor: string) => string | undefined {
  const needles = canaries.flatMap((canary) => formsOf(canary.value).map((form) => ({ canary, form, digits: /^\d{6}$/.test(form) })))
  const seen = new Set<string>()
  return (text, actor) => {
    const key = `${actor}\0${text}`
    if (seen.has(key)) return undefined
    const hit = needles.find(({ canary, form, digits }) => {
      if (canary.shownTo.includes(actor) || !text.includes(form)) return false
      // Six digits stand in many a time; alone they are a code.
      return !digits || new RegExp(`(?<!\\d)${form}(?!\\d)`).test(text)
    })
    if (hit) return `${hit.canary.what} as ${hit.form}`
    seen.add(key)
    return undefined
  }
}
