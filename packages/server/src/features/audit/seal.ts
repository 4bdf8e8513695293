import type { Instant } from '../../kernel/clock.ts'
import type { Secrets } from '../../kernel/secrets.ts'

/** One line for each batch that was sealed, as it stands in the database. */
export interface Seal {
  number: number
  seq: number
  hash: string
  at: Instant
  keptFrom: number
  keptPrevious: string
  adoptedTo: number
  previous: string
}

export interface SignedSeal extends Seal {
  mac: string
}

const sealParts = (seal: Seal): string[] => [
  String(seal.number),
  String(seal.seq),
  seal.hash,
  String(seal.at),
  String(seal.keptFrom),
  seal.keptPrevious,
  String(seal.adoptedTo),
  seal.previous,
]

export const signSeal = (secrets: Pick<Secrets, 'sign'>, seal: Seal): SignedSeal => ({
  ...seal,
  mac: secrets.sign('record-seal', sealParts(seal)),
})

export const isOurSeal = (secrets: Pick<Secrets, 'isSigned'>, seal: SignedSeal): boolean =>
  secrets.isSigned('record-seal', sealParts(seal), seal.mac)

/** A seal as it is kept outside of the database. */
export interface NotedSeal {
  number: number
  seq: number
  hash: string
  at: Instant
}

const notedParts = (noted: NotedSeal): string[] => [String(noted.number), String(noted.seq), String(noted.at), noted.hash]

/** One line of text: seal, record, time, hash of the record, and a MAC over them. */
export const noteText = (secrets: Pick<Secrets, 'sign'>, noted: NotedSeal): string =>
  [noted.number, noted.seq, new Date(noted.at).toISOString(), noted.hash, secrets.sign('record-head', notedParts(noted))].join(' ')

const noteForm = /^(\d{1,15}) (\d{1,15}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([\w.-]+) ([\w.-]+)$/

/** The seal of a line, if this installation wrote that line. */
export function readNote(secrets: Pick<Secrets, 'isSigned'>, text: string): NotedSeal | undefined {
  const [, number, seq, time = '', hash = '', mac = ''] = noteForm.exec(text.trim().replace(/\s+/g, ' ')) ?? []
  const noted = { number: Number(number), seq: Number(seq), at: Date.parse(time), hash }
  return mac !== '' && secrets.isSigned('record-head', notedParts(noted), mac) ? noted : undefined
}
