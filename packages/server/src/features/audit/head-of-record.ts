import type { Core } from '../../core.ts'
import { noteText, readNote } from './seal.ts'
import { lastSeal } from './seal-batch.ts'

/** The last seal as a line of text, to be kept elsewhere. Undefined while nothing is sealed. */
export async function headOfRecord(core: Pick<Core, 'db' | 'secrets'>): Promise<string | undefined> {
  const seal = await lastSeal(core, core.db)
  return seal && noteText(core.secrets, seal)
}

/** Whether this installation wrote the line. */
export const isHeadOfRecord = (core: Pick<Core, 'secrets'>, text: string): boolean => readNote(core.secrets, text) !== undefined
