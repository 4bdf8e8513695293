import type { Core } from '../../core.ts'
import { type Instant, minutes } from '../../kernel/clock.ts'
import { isOurEntry } from './chain.ts'
import { lengthOf, readNoted } from './outside-seals.ts'
import { type ChainRow, listLastSeals, listSealed, listUnsealed } from './seal.store.ts'
import { type NotedSeal, readNote } from './seal.ts'
import { lastSeal } from './seal-batch.ts'
import { type BadRecord, type ChainStart, naming, verifyChain } from './verify-chain.ts'
import { compareNoted, compareSeals, type SealsCheck } from './verify-seals.ts'

export type { BadRecord, Problem } from './verify-chain.ts'

export interface RecordCheck {
  /** False where something was found; `bad` says what. */
  intact: boolean
  bad?: BadRecord
  /** Sealed records that were looked at. */
  checked: number
  /** It did not begin with the oldest that is kept. */
  partly: boolean
  first?: { seq: number; at: Instant }
  /** The last record that fits. */
  end: number
  /** The newest seal in the database. */
  seal?: { seq: number; at: Instant }
  /** Written, and not sealed yet. */
  unsealed: number
  /** So many of the first were found without a MAC when the first seal was made, and taken as they were. */
  adopted: number
  /** The seals kept outside; absent where none were given. */
  outside?: Pick<SealsCheck, 'compared' | 'unread' | 'last'>
}

export interface VerifyQuestion {
  /** The files with the seals that were kept outside. As shipped, `auditSealsFile`. */
  sealFiles?: readonly string[]
  /** Such seals as text, as `sparekey audit head` prints them. */
  heads?: readonly string[]
  /** From this record on; what was before is taken as it is. */
  from?: number
  /** At most so many of the newest. */
  most?: number
}

/** A record that was written so long before a seal was made belongs under it, ms. */
const longest = minutes(10)
const page = 500

/** Lets requests through between two pages: SQLite answers without a pause. */
const breathe = (): Promise<void> => new Promise((go) => setImmediate(go))

const firstBad = (all: (BadRecord | undefined)[]): BadRecord | undefined =>
  all.reduce((first, bad) => (bad && (!first || (bad.seq ?? Number.MAX_VALUE) < (first.seq ?? Number.MAX_VALUE)) ? bad : first), undefined)

async function startOf(core: Pick<Core, 'db' | 'secrets'>, q: VerifyQuestion): Promise<ChainStart> {
  const seal = await lastSeal(core, core.db)
  const kept = seal?.keptFrom ?? 1
  const adoptedTo = seal?.adoptedTo ?? 0
  const seq = Math.max(kept, q.from ?? 0, q.most && seal ? seal.seq - q.most + 1 : 0)
  if (seq === kept) return { seq, previous: seal?.keptPrevious ?? '', adoptedTo, isOldest: true }
  const [before] = await listSealed(core.db, { after: seq - 2, limit: 1 })
  return { seq, previous: (before?.seq === String(seq - 1) && before.hash) || '', adoptedTo, isOldest: false }
}

/** What waits to be sealed: only what the service wrote, and nothing older than a seal that left it out. */
async function checkUnsealed(
  core: Pick<Core, 'db' | 'secrets'>,
  sealedAt: Instant | undefined,
): Promise<{ count: number; bad?: BadRecord }> {
  let after: { at: string; id: string } | undefined
  let count = 0
  let bad: BadRecord | undefined
  for (;;) {
    const rows: ChainRow[] = await listUnsealed(core.db, { limit: page, ...(after ? { after } : {}) })
    for (const row of rows) {
      count += 1
      const written = row.mac !== null ? isOurEntry(core.secrets, row, row.mac) : sealedAt === undefined
      const late = sealedAt !== undefined && Number(row.at) < sealedAt - longest
      if (!written || late) bad ??= { problem: written ? 'left-out' : 'foreign', ...naming(row) }
    }
    const last = rows.at(-1)
    if (!last) return { count, ...(bad ? { bad } : {}) }
    after = { at: last.at, id: last.id }
    await breathe()
  }
}

/** The seals kept outside, as far as they were written when the check began. */
async function* notedSeals(
  core: Pick<Core, 'secrets'>,
  files: readonly { file: string; length: number }[],
  heads: readonly string[],
): AsyncGenerator<NotedSeal | undefined> {
  for (const head of heads) yield readNote(core.secrets, head)
  for (const { file, length } of files) yield* readNoted(core, file, length)
}

/** Checks the whole record: every sealed one in its place, each seal in the database and outside of it over what is there
 * now, and what waits to be sealed (AU-3). It may run while the service works; a few hundred records are held at a time. */
export async function verifyRecord(core: Pick<Core, 'db' | 'secrets' | 'config'>, q: VerifyQuestion = {}): Promise<RecordCheck> {
  const files: { file: string; length: number }[] = []
  for (const file of q.sealFiles ?? (core.config.auditSealsFile ? [core.config.auditSealsFile] : [])) {
    const length = await lengthOf(file)
    if (length !== undefined) files.push({ file, length })
  }
  const [newest] = await listLastSeals(core.db, { limit: 1 })
  const start = await startOf(core, q)
  const chain = await verifyChain(core, start, breathe)
  const stretch = { from: start.seq, previous: start.previous, to: chain.end.seq }
  const inside: SealsCheck = newest ? await compareSeals(core, stretch, newest.number) : { compared: 0, unread: 0 }
  const noted = files.length > 0 || q.heads?.length ? await compareNoted(core, stretch, notedSeals(core, files, q.heads ?? [])) : undefined
  const unsealed = await checkUnsealed(core, newest?.at)
  // Records with numbers and no seal at all: the seals were removed.
  const bare: BadRecord | undefined =
    chain.checked > 0 && !(newest ?? (await lastSeal(core, core.db))) ? { problem: 'seal', seq: start.seq } : undefined
  const bad = firstBad([chain.bad, inside.bad, noted?.bad]) ?? unsealed.bad ?? bare
  return {
    intact: bad === undefined,
    ...(bad ? { bad } : {}),
    checked: chain.checked,
    partly: !start.isOldest,
    ...(chain.first ? { first: chain.first } : {}),
    end: chain.end.seq,
    ...(newest ? { seal: { seq: newest.seq, at: newest.at } } : {}),
    unsealed: unsealed.count,
    adopted: start.adoptedTo,
    ...(noted ? { outside: { compared: noted.compared, unread: noted.unread, ...(noted.last ? { last: noted.last } : {}) } } : {}),
  }
}
