import type { Core } from '../../core.ts'
import { inPlainTransaction, type Tx } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { record } from './record.ts'
import { type ChainRow, insertSeal, listSealed, lockRecord, removeRecords, removeSealsBelow } from './seal.store.ts'
import { type SignedSeal, signSeal } from './seal.ts'
import { isChained, lastSeal } from './seal-batch.ts'

type SweepingCore = Pick<Core, 'db' | 'clock' | 'secrets' | 'random' | 'config' | 'log'>

/** Records that one sweep removes, at most: the next one comes in 15 seconds. */
const most = 1000
/** It begins when the oldest is so much older than what is kept, so that each day has one sweep and not each minute. */
const slack = days(1)

const oldest = async (db: Core['db']): Promise<number | undefined> => {
  const [row] = await listSealed(db, { after: 0, limit: 1 })
  return row && Number(row.at)
}

/** Whether the stretch that goes is what was sealed. If not, the record of the removal says it: the proof goes with it. */
function fits(core: Pick<Core, 'secrets'>, rows: ChainRow[], seal: SignedSeal): boolean {
  let previous = seal.keptPrevious
  return rows.every((row, n) => {
    const follows = Number(row.seq) === seal.keptFrom + n && row.previous === previous && isChained(core, row)
    previous = row.hash ?? ''
    return follows
  })
}

async function removeOldest(core: SweepingCore, tx: Tx, before: number): Promise<void> {
  await lockRecord(tx)
  const seal = await lastSeal(core, tx)
  if (!seal) return
  const rows = await listSealed(tx, { after: 0, limit: most + 1 })
  // The record of the last seal stays: the next one is chained to it.
  const kept = rows.findIndex((row) => Number(row.at) >= before || Number(row.seq) >= seal.seq)
  const going = rows.slice(0, kept < 0 ? most : kept)
  const first = rows[going.length]
  const last = going.at(-1)
  if (!first || !last) return
  const intact = fits(core, going, seal)
  if (!intact) core.log.error('Old records were removed that did not fit together')
  const count = await removeRecords(tx, Number(last.seq))
  await insertSeal(
    tx,
    signSeal(core.secrets, {
      ...seal,
      number: seal.number + 1,
      at: core.clock.now(),
      keptFrom: Number(first.seq),
      keptPrevious: first.previous ?? '',
      previous: seal.mac,
    }),
  )
  await removeSealsBelow(tx, Number(last.seq))
  const detail = { from: seal.keptFrom, to: Number(last.seq), count, intact }
  await record(core, tx, { act: 'record_shortened', actor: { kind: 'service' }, detail })
}

/** Removes the oldest records when they are older than `auditKeepDays`. A seal says from where on the record is kept, so that
 * the rest can still be checked; the removal is itself recorded. */
export async function sweepRecord(core: SweepingCore): Promise<void> {
  const before = core.clock.now() - days(core.config.auditKeepDays)
  const first = await oldest(core.db)
  if (first === undefined || first >= before - slack) return
  await inPlainTransaction(core.db, (tx) => removeOldest(core, tx, before))
}
