import type { Secrets } from '../../kernel/secrets.ts'

// How a record is authenticated (AU-3). Both texts are keyed, and the keys lie outside the database: who writes in the
// database can change, move and remove records, but make none that fits.

type Signing = Pick<Secrets, 'sign'>
type Checking = Pick<Secrets, 'isSigned'>

/** What was written about an act, in the order in which it is authenticated. */
export const entryColumns = [
  'id',
  'at',
  'actor_kind',
  'actor_id',
  'account_id',
  'act',
  'reason',
  'detail',
  'ip',
  'browser_id',
  'session_id',
  'sign_in_id',
] as const

/** Numbers as the digits that the database holds: a changed one may be larger than any number here. */
export type EntryValues = Record<(typeof entryColumns)[number], string | number | null>

/** Null and the empty text are told apart. */
const part = (value: string | number | null): string => (value === null ? '-' : `=${value}`)

const entryParts = (entry: EntryValues): string[] => entryColumns.map((column) => part(entry[column]))

/** The MAC that a record carries from the moment it is written. */
export const entryMac = (secrets: Signing, entry: EntryValues): string => secrets.sign('record-entry', entryParts(entry))

export const isOurEntry = (secrets: Checking, entry: EntryValues, mac: string): boolean =>
  secrets.isSigned('record-entry', entryParts(entry), mac)

/** A record and its place in the chain. */
export interface Link extends EntryValues {
  mac: string | null
}

const linkParts = (link: Link, seq: number, previous: string): string[] => [String(seq), previous, part(link.mac), ...entryParts(link)]

/** What chains a record: over every column of it, its number, and the hash of the one before. */
export const linkHash = (secrets: Signing, link: Link, place: { seq: number; previous: string }): string =>
  secrets.sign('record-chain', linkParts(link, place.seq, place.previous))

export const isOurLink = (secrets: Checking, link: Link, place: { seq: number; previous: string; hash: string }): boolean =>
  secrets.isSigned('record-chain', linkParts(link, place.seq, place.previous), place.hash)
