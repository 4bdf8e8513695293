import type { Core } from '../../core.ts'
import { inPlainTransaction, type Tx } from '../../db/transaction.ts'
import { isOurLink, linkHash } from './chain.ts'
import {
  type ChainRow,
  countUnsigned,
  insertSeal,
  listHighest,
  listLastSeals,
  listUnsealed,
  lockRecord,
  numberRecord,
  removeSealsAbove,
  takeNumbersAbove,
} from './seal.store.ts'
import { isOurSeal, type NotedSeal, type SignedSeal, signSeal } from './seal.ts'

type SealingCore = Pick<Core, 'db' | 'clock' | 'secrets' | 'log'>

/** So many records are chained in one transaction: a few milliseconds. */
const batch = 200

/** Where the chain goes on: after the last record, or after the last seal where records were cut off. A number that was
 * given once is never given again, so that what is missing stays missed. */
interface Head {
  seq: number
  hash: string
}

/** The newest seal that is ours. */
export async function lastSeal(core: Pick<Core, 'secrets'>, db: Core['db'] | Tx): Promise<SignedSeal | undefined> {
  let below: number | undefined
  for (;;) {
    const seals = await listLastSeals(db, { limit: 20, ...(below === undefined ? {} : { below }) })
    const ours = seals.find((seal) => isOurSeal(core.secrets, seal))
    if (ours || seals.length === 0) return ours
    below = seals.at(-1)?.number
  }
}

export const isChained = (core: Pick<Core, 'secrets'>, row: ChainRow): boolean =>
  row.hash !== null &&
  row.previous !== null &&
  isOurLink(core.secrets, row, { seq: Number(row.seq), previous: row.previous, hash: row.hash })

/** The highest record above the last seal that a sealer numbered. There is one only where seals were taken away. */
async function chainedAbove(core: SealingCore, tx: Tx, seq: number): Promise<{ ours?: Head; top?: Head }> {
  let below: number | undefined
  let top: Head | undefined
  for (;;) {
    const rows = await listHighest(tx, { above: seq, limit: 500, ...(below === undefined ? {} : { below }) })
    const ours = rows.find((row) => isChained(core, row))
    top ??= rows[0] && headOf(rows[0])
    if (ours) return { ours: headOf(ours), ...(top ? { top } : {}) }
    if (rows.length === 0) return top ? { top } : {}
    below = Number(rows.at(-1)?.seq)
  }
}

const headOf = (row: ChainRow): Head => ({ seq: Number(row.seq), hash: row.hash ?? '' })

/** Where the chain goes on. Numbers that somebody else gave are taken away: those records are then chained like all others,
 * and their MACs tell what they are. */
async function findHead(core: SealingCore, tx: Tx, sealed: Head | undefined): Promise<Head> {
  const { ours, top } = await chainedAbove(core, tx, sealed?.seq ?? 0)
  const head = ours ?? sealed
  // Neither a seal nor one record fits the keys: they are others than before. `verify` says so; what is there stays.
  if (!head) return top ?? { seq: 0, hash: '' }
  if (await takeNumbersAbove(tx, head.seq)) core.log.error('The record was written by somebody else: run `sparekey audit verify`')
  return head
}

const later = (a: Head | undefined, b: Head | undefined): Head | undefined => (a && b ? (a.seq > b.seq ? a : b) : (a ?? b))

/** Numbers and chains what waits, and seals it. One sealer at a time, on any number of nodes.
 * @param noted the newest seal that is known from elsewhere than the database
 * @returns undefined if nothing waits */
export function sealBatch(core: SealingCore, noted: NotedSeal | undefined): Promise<{ count: number; seal: SignedSeal } | undefined> {
  return inPlainTransaction(core.db, async (tx) => {
    await lockRecord(tx)
    const before = await lastSeal(core, tx)
    let head = await findHead(core, tx, later(noted, before))
    const rows = await listUnsealed(tx, { limit: batch })
    if (rows.length === 0) return undefined
    const isFirst = head.seq === 0
    for (const row of rows) {
      const place = { seq: head.seq + 1, previous: head.hash }
      head = { seq: place.seq, hash: linkHash(core.secrets, row, place) }
      await numberRecord(tx, row.id, { ...place, hash: head.hash })
    }
    const seal = signSeal(core.secrets, {
      number: Math.max(before?.number ?? 0, noted?.number ?? 0) + 1,
      seq: head.seq,
      hash: head.hash,
      at: core.clock.now(),
      keptFrom: before?.keptFrom ?? 1,
      keptPrevious: before?.keptPrevious ?? '',
      // Records from before there were MACs are taken as they are, once.
      adoptedTo: before?.adoptedTo ?? (isFirst ? await countUnsigned(tx) : 0),
      previous: before?.mac ?? '',
    })
    if (await removeSealsAbove(tx, before?.number ?? 0)) core.log.error('Seals of the record were written by somebody else')
    await insertSeal(tx, seal)
    return { count: rows.length, seal }
  })
}
