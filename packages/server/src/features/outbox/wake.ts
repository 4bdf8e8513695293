import type { Db } from '../../db/open.ts'

// A commit that queued something wakes the workers of this process on the same database; other nodes look every 2 seconds.
const sleepers = new WeakMap<Db, Set<() => void>>()

export function wake(db: Db): void {
  for (const run of sleepers.get(db) ?? []) run()
}

/** @returns ends it */
export function onWake(db: Db, run: () => void): () => void {
  const set = sleepers.get(db) ?? new Set()
  sleepers.set(db, set.add(run))
  return () => set.delete(run)
}
