import type { SuspensionView } from '@sparekey/protocol/recovery'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, hours, type Instant } from '../../kernel/clock.ts'
import { findActive, findById, findOfCase, findOfRequest, listSince, listUnended, type SuspensionRow } from './suspensions.store.ts'

/** Two-factor authentication temporarily disabled for an account, with a scope and an end. */
export type Suspension = SuspensionRow

/** The one in force now: it has started, its time is not over, nothing ended it (RR-8). */
export const activeSuspension = (db: Db | Tx, account: string, now: Instant): Promise<Suspension | undefined> =>
  findActive(db, account, now)

/** The one that is granted and not over, also before it starts (RR-6's wait). */
export const grantedSuspension = async (db: Db | Tx, account: string, now: Instant): Promise<Suspension | undefined> =>
  (await listUnended(db, account, now))[0]

export const suspensionOfRequest = findOfRequest
export const suspensionOfCase = findOfCase

/** Neither over nor ended by something. */
export const stillGranted = (one: Pick<Suspension, 'ended_at' | 'ends_at'>, now: Instant): boolean =>
  one.ended_at === null && one.ends_at > now

const lookBack = days(7)

/** For how long one was in force since then. */
const inForceSince = (one: Suspension, since: Instant, now: Instant): number =>
  Math.max(0, Math.min(one.ended_at ?? one.ends_at, one.ends_at, now) - Math.max(one.starts_at, since))

/** Hours in which two-factor authentication was off in the last 7 days: beyond 48 two approvers are needed (RR-8). */
export async function suspensionHoursIn7Days(db: Db | Tx, account: string, now: Instant): Promise<number> {
  const since = now - lookBack
  const spans = (await listSince(db, account, since)).map((one) => inForceSince(one, since, now))
  return spans.reduce((sum, span) => sum + span, 0) / hours(1)
}

/** The banner of a suspended session (RR-9). */
export async function suspensionView(
  core: Pick<Core, 'clock'>,
  db: Db,
  session: { suspensionId: string | null },
): Promise<Static<typeof SuspensionView> | undefined> {
  if (!session.suspensionId) return undefined
  const one = await findById(db, session.suspensionId)
  if (!one || !stillGranted(one, core.clock.now())) return undefined
  return { endsAt: one.ends_at, oldPhone: one.fate === 'left' }
}
