import type { StopChannel } from '@sparekey/protocol/case-words'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { hours, type Instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { insertStop, listStops } from './recovery-stops.store.ts'

/** What was asked for within this time after a stop is disputed (RR-3). ms */
const disputedFor = hours(24)

/** "Stop this" was used. The case is the one that was open then. */
export async function recordStop(
  core: Pick<Core, 'clock' | 'random'>,
  tx: Tx,
  q: { account: string; case: string | null; channel: StopChannel },
): Promise<void> {
  await insertStop(tx, { id: newId(core.random, 'stp'), account_id: q.account, case_id: q.case, channel: q.channel, at: core.clock.now() })
}

/** Each stop of an account since then, the oldest first. */
export async function stopsSince(db: Db | Tx, account: string, since: Instant): Promise<{ channel: string; at: Instant }[]> {
  return (await listStops(db, account, since)).map(({ channel, at }) => ({ channel, at }))
}

/** Whether something that was asked for at that time is disputed: there was a stop in the 24 h before (RR-3). It stays so until it
 * is decided and its suspension has ended, whatever the clock says meanwhile. */
export async function isDisputed(db: Db | Tx, account: string, askedAt: Instant): Promise<boolean> {
  return (await listStops(db, account, askedAt - disputedFor)).some(({ at }) => at <= askedAt)
}
