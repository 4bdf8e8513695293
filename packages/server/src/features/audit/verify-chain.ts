import type { Core } from '../../core.ts'
import type { Instant } from '../../kernel/clock.ts'
import { isOurEntry } from './chain.ts'
import { type ChainRow, listSealed } from './seal.store.ts'
import { isChained, lastSeal } from './seal-batch.ts'

/** What is wrong with a record, or with a stretch of them:
 * - `changed` after it was sealed, or put in the place of another
 * - `moved`: what it says was written by the service, but it does not stand where it was sealed
 * - `foreign`: the service did not write it; it was put in, or changed before it was sealed
 * - `missing`, with others after it · `cut` off at the end
 * - `other-history`: it does not follow the one before it, or is not the one that a seal was made over
 * - `left-out`: it should have been sealed long ago
 * - `seal`: a seal was changed or removed, none of the records under it */
export type Problem = 'changed' | 'moved' | 'foreign' | 'missing' | 'cut' | 'other-history' | 'left-out' | 'seal'

export interface BadRecord {
  problem: Problem
  /** Its number, or the first of a stretch; absent where it has none yet. */
  seq?: number
  /** The last of a stretch. */
  until?: number
  id?: string
  at?: Instant
  act?: string
  /** When it was sealed, where a seal tells that something is wrong. */
  sealedAt?: Instant
  /** That seal is kept outside of the database. */
  outside?: boolean
}

export interface ChainCheck {
  checked: number
  /** The first record that was looked at. */
  first?: { seq: number; at: Instant }
  /** The last one up to which everything fits. */
  end: { seq: number; hash: string }
  bad?: BadRecord
}

const page = 500

export const naming = (row: ChainRow): Pick<BadRecord, 'id' | 'at' | 'act'> => ({ id: row.id, at: Number(row.at), act: row.act })

const isEntry = (core: Pick<Core, 'secrets'>, row: ChainRow, seq: number, adoptedTo: number): boolean =>
  row.mac === null ? seq <= adoptedTo : isOurEntry(core.secrets, row, row.mac)

/** Where a walk along the chain begins. */
export interface ChainStart {
  seq: number
  /** The hash of the record before it. */
  previous: string
  adoptedTo: number
  /** Nothing may carry a smaller number. */
  isOldest: boolean
}

interface Walk {
  expected: number
  previous: string
  first?: { seq: number; at: Instant }
  checked: number
}

function problemOf(core: Pick<Core, 'secrets'>, row: ChainRow, walk: Walk, adoptedTo: number): Problem | undefined {
  const written = isEntry(core, row, walk.expected, adoptedTo)
  if (!isChained(core, row)) return written ? 'moved' : 'changed'
  if (row.previous !== walk.previous) return 'other-history'
  return written ? undefined : 'foreign'
}

/** Retention may have removed the oldest while we read: then the record begins later now. */
async function shortened(core: Pick<Core, 'db' | 'secrets'>, walk: Walk): Promise<boolean> {
  const seal = await lastSeal(core, core.db)
  if (!seal || seal.keptFrom <= walk.expected) return false
  walk.expected = seal.keptFrom
  walk.previous = seal.keptPrevious
  return true
}

/** Walks along the sealed records and stops at the first that does not fit. A few hundred are held at a time.
 * @param pause is awaited after each page */
export async function verifyChain(core: Pick<Core, 'db' | 'secrets'>, start: ChainStart, pause: () => Promise<void>): Promise<ChainCheck> {
  const walk: Walk = { expected: start.seq, previous: start.previous, checked: 0 }
  const found = (bad?: BadRecord): ChainCheck => ({
    checked: walk.checked,
    ...(walk.first ? { first: walk.first } : {}),
    end: { seq: walk.expected - 1, hash: walk.previous },
    ...(bad ? { bad } : {}),
  })
  let after = start.isOldest ? Number.MIN_SAFE_INTEGER : start.seq - 1
  for (;;) {
    const rows = await listSealed(core.db, { after, limit: page })
    for (const row of rows) {
      const seq = Number(row.seq)
      if (seq > walk.expected && (await shortened(core, walk))) break
      if (seq > walk.expected) return found({ problem: 'missing', seq: walk.expected, until: seq - 1 })
      const problem = seq < walk.expected ? 'foreign' : problemOf(core, row, walk, start.adoptedTo)
      if (problem) return found({ problem, seq, ...naming(row) })
      walk.first ??= { seq, at: Number(row.at) }
      walk.previous = row.hash ?? ''
      walk.expected += 1
      walk.checked += 1
    }
    if (rows.length === 0) return found()
    after = walk.expected - 1
    await pause()
  }
}
