import type { RecordFilter } from '@sparekey/protocol/audit'
import { type RecordKind, recordKinds } from '@sparekey/protocol/record-acts'

/** The filter as it stands in the address: days as people choose them. */
export interface Shown {
  person: string
  kind: RecordKind | ''
  /** `2027-03-01`, in the reader's zone. */
  from: string
  to: string
  text: string
}

const isKind = (value: string): value is RecordKind => (recordKinds as readonly string[]).includes(value)
const day = (value: string | null): string => (value && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(startOf(value)) ? value : '')

/** The beginning of a day in the reader's zone, ms since 1970.
 * @param later whole days */
export function startOf(text: string, later = 0): number {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number)
  return new Date(year, month - 1, date + later).getTime()
}

export function shownIn(query: URLSearchParams): Shown {
  const kind = query.get('kind') ?? ''
  return {
    person: /^acc_[\w-]{1,36}$/.test(query.get('person') ?? '') ? (query.get('person') ?? '') : '',
    kind: isKind(kind) ? kind : '',
    from: day(query.get('from')),
    to: day(query.get('to')),
    text: (query.get('text') ?? '').slice(0, 100),
  }
}

export const isFiltered = (shown: Shown): boolean => Object.values(shown).some((value) => value.trim() !== '')

/** What the service is asked. The last day counts whole. */
export function filterOf(shown: Shown): RecordFilter {
  const text = shown.text.trim()
  return {
    ...(shown.person ? { person: shown.person } : {}),
    ...(shown.kind ? { kind: shown.kind } : {}),
    ...(shown.from ? { from: Math.max(0, startOf(shown.from)) } : {}),
    ...(shown.to ? { to: Math.max(0, startOf(shown.to, 1)) } : {}),
    ...(text ? { text } : {}),
  }
}
