import type { Core } from '../../core.ts'
import type { Instant } from '../../kernel/clock.ts'
import { hashesOf, listSeals } from './seal.store.ts'
import { isOurSeal, type NotedSeal, type SignedSeal } from './seal.ts'
import type { BadRecord } from './verify-chain.ts'

/** The stretch of the record that was walked along: seals are compared with it. */
export interface Stretch {
  from: number
  /** The hash of the record before `from`. */
  previous: string
  to: number
}

/** What a row of seals told. */
export interface SealsCheck {
  /** How many were compared. */
  compared: number
  /** Lines that are none of ours. */
  unread: number
  last?: { seq: number; at: Instant }
  bad?: BadRecord
}

const page = 500

/** Compares seals with the records that they were made over, and stops at the first that does not fit. */
class SealComparison {
  readonly result: SealsCheck = { compared: 0, unread: 0 }
  readonly #core: Pick<Core, 'db'>
  readonly #stretch: Stretch
  readonly #outside: boolean
  #waiting: NotedSeal[] = []
  #fits = 0

  constructor(core: Pick<Core, 'db'>, stretch: Stretch, outside: boolean) {
    this.#core = core
    this.#stretch = stretch
    this.#outside = outside
  }

  async add(seal: NotedSeal): Promise<void> {
    if (!this.result.last || seal.seq >= this.result.last.seq) this.result.last = { seq: seal.seq, at: seal.at }
    // What was there before the part that is kept, or looked at, cannot be compared any more.
    if (seal.seq < this.#stretch.from - 1 || seal.seq === 0) return
    this.#waiting.push(seal)
    if (this.#waiting.length >= page) await this.flush()
  }

  async flush(): Promise<void> {
    const seals = this.#waiting
    this.#waiting = []
    const hashes = await hashesOf(this.#core.db, [...new Set(seals.map((seal) => seal.seq))])
    hashes.set(this.#stretch.from - 1, this.#stretch.previous)
    for (const seal of seals) this.#compare(seal, hashes.get(seal.seq))
  }

  #compare(seal: NotedSeal, hash: string | null | undefined): void {
    this.result.compared += 1
    if (hash === seal.hash) {
      this.#fits = Math.max(this.#fits, seal.seq)
      return
    }
    const told = { sealedAt: seal.at, outside: this.#outside }
    const cut = seal.seq > this.#stretch.to
    const seq = cut ? this.#stretch.to + 1 : Math.max(this.#fits, this.#stretch.from - 1) + 1
    const known = this.result.bad
    // Of several ends the farthest says how much is gone.
    if (known && (known.seq ?? 0) <= seq && !(cut && known.problem === 'cut' && seal.seq > (known.until ?? 0))) return
    this.result.bad = { problem: cut ? 'cut' : 'other-history', seq, until: seal.seq, ...told }
  }
}

/** The seals in the database up to a number: each of them ours, none missing between two, each over the record that is there. */
export async function compareSeals(core: Pick<Core, 'db' | 'secrets'>, stretch: Stretch, to: number): Promise<SealsCheck> {
  const comparison = new SealComparison(core, stretch, false)
  let before: SignedSeal | undefined
  for (;;) {
    const seals = await listSeals(core.db, { after: before?.number ?? 0, to, limit: page })
    for (const seal of seals) {
      const follows = !before || (seal.number === before.number + 1 && seal.previous === before.mac)
      if (!follows || !isOurSeal(core.secrets, seal)) {
        await comparison.flush()
        comparison.result.bad ??= { problem: 'seal', seq: seal.seq, sealedAt: seal.at }
        return comparison.result
      }
      await comparison.add(seal)
      before = seal
    }
    await comparison.flush()
    if (seals.length === 0 || comparison.result.bad) return comparison.result
  }
}

/** Seals that were kept outside of the database. */
export async function compareNoted(
  core: Pick<Core, 'db'>,
  stretch: Stretch,
  seals: AsyncIterable<NotedSeal | undefined>,
): Promise<SealsCheck> {
  const comparison = new SealComparison(core, stretch, true)
  for await (const seal of seals) {
    if (seal) await comparison.add(seal)
    else comparison.result.unread += 1
  }
  await comparison.flush()
  return comparison.result
}
