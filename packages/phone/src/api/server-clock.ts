import { readNote, writeNote } from '../storage/notes.ts'

/** ms to add to this phone's clock to get the server's. */
let offset = 0

/** Restores what was learnt earlier, so that codes are right without a network too (VC-2). */
export async function restoreServerClock(): Promise<void> {
  offset = (await readNote('clockOffset')) ?? 0
}

/** The server's time, ms since 1970, as well as it is known. */
export const serverNow = (): number => Math.round(Date.now() + offset)

/** Takes the server's time from an answer. @param askedAt this phone's time when the request left, ms */
export function learnServerTime(serverTime: number, askedAt: number): void {
  const middle = askedAt + (Date.now() - askedAt) / 2
  const learnt = serverTime - middle
  // Small wobbles are the network's; they are not worth a write each.
  if (Math.abs(learnt - offset) < 500) return
  offset = learnt
  void writeNote('clockOffset', Math.round(offset)).catch(() => undefined)
}
