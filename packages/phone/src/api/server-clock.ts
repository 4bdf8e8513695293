import { readNote, writeNote } from '../storage/notes.ts'
import { type ClockTrouble, clockTrouble, type KnownClock, learnOffset } from './clock-offset.ts'

/** ms after which it is written down again that the server was heard. */
const writeEvery = 60 * 60_000

let clock: KnownClock = { offset: 0, heardAt: 0 }
let written = clock

/** Restores what was learnt earlier, so that codes are right without a network too (VC-2). */
export async function restoreServerClock(): Promise<void> {
  clock = { offset: (await readNote('clockOffset')) ?? 0, heardAt: (await readNote('clockHeardAt')) ?? 0 }
  written = clock
}

/** The server's time, ms since 1970, as well as it is known. */
export const serverNow = (): number => Math.round(Date.now() + clock.offset)

/** What is wrong with this phone's own clock, if anything is. */
export const troubleWithClock = (): ClockTrouble | undefined => clockTrouble(clock, Date.now())

async function writeDown(): Promise<void> {
  if (clock.offset === written.offset && Math.abs(clock.heardAt - written.heardAt) < writeEvery) return
  written = clock
  await writeNote('clockOffset', clock.offset)
  await writeNote('clockHeardAt', clock.heardAt)
}

/** Takes the server's time from an answer. @param askedAt this phone's time when the request left, ms */
export function learnServerTime(serverTime: number, askedAt: number): void {
  clock = { offset: learnOffset(clock.offset, { serverTime, askedAt, gotAt: Date.now() }), heardAt: serverTime }
  void writeDown().catch(() => undefined)
}
