import type { Db } from '../../db/open.ts'

// A commit that wrote a record wakes the sealer of this process on the same database; others look every few seconds.
const sleepers = new WeakMap<Db, Set<() => void>>()

export function wakeSealers(db: Db): void {
  for (const run of sleepers.get(db) ?? []) run()
}

/** @returns ends it */
export function onRecord(db: Db, run: () => void): () => void {
  const set = sleepers.get(db) ?? new Set()
  sleepers.set(db, set.add(run))
  return () => set.delete(run)
}
