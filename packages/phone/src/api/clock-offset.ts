/** Below this many ms a difference is the network's wobble, and not worth a write. */
const wobble = 500
/** ms off from which the person is told (VC-2). */
const tooFar = 30_000

/** What to add to this phone's clock to get the server's, by one more of its answers. The server looked at its clock at some
 * moment between the question and the answer: what is known already stays as long as it agrees with that, so that one slow
 * answer cannot spoil it.
 * @param known ms, as learnt so far; 0 at first */
export function learnOffset(known: number, answer: { serverTime: number; askedAt: number; gotAt: number }): number {
  const tookMs = answer.gotAt - answer.askedAt
  // This phone's clock was set in between: the next answer says by how much.
  if (tookMs < 0) return known
  const learnt = answer.serverTime - (answer.askedAt + tookMs / 2)
  return Math.abs(learnt - known) > Math.max(wobble, tookMs / 2) ? Math.round(learnt) : known
}

export interface KnownClock {
  /** ms to add to this phone's clock to get the server's. */
  offset: number
  /** The server's time when it was heard last, ms since 1970; 0 if never. */
  heardAt: number
}

/** `off`: the phone's clock is wrong by so many ms (positive: ahead), and that is corrected. `set-back`: it was set back since the
 * server was heard last, as an empty battery does; by how much, only the server can say. */
export type ClockTrouble = { kind: 'off'; by: number } | { kind: 'set-back' }

/** What is wrong with this phone's clock. @param phoneNow ms since 1970, by this phone */
export function clockTrouble({ offset, heardAt }: KnownClock, phoneNow: number): ClockTrouble | undefined {
  if (phoneNow + offset < heardAt - tooFar) return { kind: 'set-back' }
  return Math.abs(offset) > tooFar ? { kind: 'off', by: -offset } : undefined
}
