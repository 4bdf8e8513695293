import type { Core } from '../../core.ts'
import type { Instant } from '../../kernel/clock.ts'
import { listUnsealed } from './seal.store.ts'
import { noteText, readNote } from './seal.ts'
import { lastSeal } from './seal-batch.ts'

/** The last seal as a line of text, to be kept elsewhere. Undefined while nothing is sealed. */
export async function headOfRecord(core: Pick<Core, 'db' | 'secrets'>): Promise<string | undefined> {
  const seal = await lastSeal(core, core.db)
  return seal && noteText(core.secrets, seal)
}

/** Whether this installation wrote the line. */
export const isHeadOfRecord = (core: Pick<Core, 'secrets'>, text: string): boolean => readNote(core.secrets, text) !== undefined

interface SealState {
  seal?: { seq: number; at: Instant }
  /** Where older records were removed. */
  keptFrom?: number
  /** When the oldest record was written that is not sealed yet. */
  oldestUnsealed?: Instant
}

/** How far the record is sealed, and from where on it is kept where older records were removed. */
export async function sealState(core: Pick<Core, 'db' | 'secrets'>): Promise<SealState> {
  const seal = await lastSeal(core, core.db)
  const [waiting] = await listUnsealed(core.db, { limit: 1 })
  const oldestUnsealed = waiting === undefined ? {} : { oldestUnsealed: Number(waiting.at) }
  if (!seal) return oldestUnsealed
  return { ...oldestUnsealed, seal: { seq: seal.seq, at: seal.at }, ...(seal.keptFrom > 1 ? { keptFrom: seal.keptFrom } : {}) }
}
