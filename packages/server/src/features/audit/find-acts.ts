import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { listActs } from './audit.store.ts'

/** One line of the record as evidence: who did what, and when. */
interface RecordedAct {
  act: string
  at: Instant
  actorKind: 'account' | 'device' | 'link' | 'service' | 'cli'
  actorId: string | undefined
  detail: Record<string, string | number | boolean>
}

/** What was done to an account since then, the oldest first. */
export async function findActs(db: Db | Tx, q: { account: string; acts: readonly string[]; since: Instant }): Promise<RecordedAct[]> {
  return (await listActs(db, q)).map((row) => ({
    act: row.act,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id ?? undefined,
    detail: JSON.parse(row.detail) as RecordedAct['detail'],
  }))
}
