import { AppError } from '../kernel/errors.ts'

/** Which event streams are open on this node, and how many may be. */
export interface OpenStreams {
  /** @throws AppError 503 busy, if no more are opened now: pages ask every few seconds instead (DESIGN §2) */
  requireRoom(): void
  /** Counts one more; the oldest of its owner makes room for it.
   * @param owner a session, a sign-in or a phone
   * @param close ends it for the one who listens
   * @returns counts it no more */
  add(owner: string, close: () => void): () => void
}

/** More windows than one person has open on one thing, and too few for a script to fill the node with one cookie. */
const perOwner = 8
/** 10,000 waiting pages (DESIGN §8), and room for phones and consoles beside them. */
const perNode = 12_000
const seconds = 30

export function createOpenStreams(most: { perOwner: number; perNode: number } = { perOwner, perNode }): OpenStreams {
  /** Of each owner, the oldest first. */
  const open = new Map<string, Set<() => void>>()
  let count = 0
  const forget = (owner: string, close: () => void): boolean => {
    const own = open.get(owner)
    if (!own?.delete(close)) return false
    count -= 1
    if (own.size === 0) open.delete(owner)
    return true
  }
  return {
    requireRoom() {
      if (count >= most.perNode) throw new AppError(503, 'busy', { retryAfterSeconds: seconds })
    },
    add(owner, close) {
      const own = open.get(owner) ?? new Set()
      open.set(owner, own.add(close))
      count += 1
      const [oldest] = own
      if (own.size > most.perOwner && oldest && forget(owner, oldest)) oldest()
      return () => void forget(owner, close)
    },
  }
}
