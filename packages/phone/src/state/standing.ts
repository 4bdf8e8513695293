import type { StoredAccount } from '../storage/accounts.ts'

/** How this phone stands with its account, as far as it was told. `paused`: until its suspension ends; `lost`: reported so with
 * a suspension, and paused for good (RR-10). */
export type Standing = 'trusted' | 'ready' | 'paused' | 'lost' | 'held' | 'blocked' | 'removed'

/** A suspension lasts two days, and begins a day after its approval at most: what is paused for longer does not come back by itself. ms */
const longest = 30 * 24 * 60 * 60_000

/** Decided by comparing times at use: a pause ends without anybody saying so. @param now ms since 1970, by the server's clock */
export function standingOf({ state, pausedUntil = 0 }: Pick<StoredAccount, 'state' | 'pausedUntil'>, now: number): Standing {
  // A phone that was just paired counts from the end of the set-up on; an account is never kept as `scanned`.
  if (state === 'scanned') return 'ready'
  if (state !== 'trusted' || pausedUntil <= now) return state
  return pausedUntil - now > longest ? 'lost' : 'paused'
}
