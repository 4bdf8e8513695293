import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { allowAll, countWrong, readTyped } from './attempts.store.ts'
import type { Lane } from './reserve-typed.ts'
import { typedOffAt, typedOffTotal } from './waits.ts'

export interface TypedState {
  /** Typed methods are off in this lane. */
  off: boolean
  /** Until then no answer is taken. */
  retryAt?: Instant
}

/** How typed methods stand in a lane, for pages to say it before somebody types. */
export async function typedState(db: Db | Tx, account: string, lane: Lane, now: Instant): Promise<TypedState> {
  const row = (await readTyped(db, account)).find((one) => one.lane === lane)
  if (!row) return { off: false }
  const wrong = await countWrong(db, account, lane, Math.max(now - days(90), row.allowed_at))
  if (row.in_row >= typedOffAt || wrong >= typedOffTotal) return { off: true }
  return row.next_at > now ? { off: false, retryAt: row.next_at } : { off: false }
}

/** The lanes in which typed methods are off. */
export async function typedOff(core: Pick<Core, 'db' | 'clock'>, account: string): Promise<Lane[]> {
  const now = core.clock.now()
  const off: Lane[] = []
  for (const lane of ['known', 'other'] as const) if ((await typedState(core.db, account, lane, now)).off) off.push(lane)
  return off
}

/** The owner from a known browser, or an administrator, allows typed methods again: both counts begin anew (SI-10). */
export async function allowTyped(core: Pick<Core, 'clock'>, tx: Tx, account: string): Promise<void> {
  await allowAll(tx, account, core.clock.now())
}
