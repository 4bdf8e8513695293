import type { CaseEventKind } from '@sparekey/protocol/case-words'
import type { CaseEvent, Evidence, Flag } from '@sparekey/protocol/cases'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { findAccount } from '../accounts/index.ts'
import { insertCaseEvent, listEvents } from './case-history.store.ts'
import { newTimedId } from './timed-id.ts'

type Params = Record<string, string | number>

/** What stood in the case when somebody decided it: an auditor sees what they saw (RR-4). */
export interface Seen {
  flags?: Flag[]
  twoBecause?: string[]
  /** Of the account, and of the request that was decided. */
  evidence?: Evidence[]
  requestEvidence?: Evidence[]
}

/** Notes what happened in a case, in the transaction of what happened. The record (AU-3) has a line of it too, for as long as it is
 * kept; a case tells its own story for good.
 * @param q.case null for what belongs to none, such as a suspension that the break-glass kit gave
 * @param q.by the account of who did it */
export async function noteInCase(
  core: Pick<Core, 'clock' | 'random'>,
  tx: Tx,
  q: {
    case: string | null
    account: string
    kind: CaseEventKind
    by?: string | undefined
    request?: string | null | undefined
    params?: Params
    seen?: Seen
  },
): Promise<void> {
  if (q.case === null) return
  const now = core.clock.now()
  const actor = q.by === undefined ? undefined : await findAccount(tx, q.by)
  await insertCaseEvent(tx, {
    id: newTimedId(core.random, now),
    case_id: q.case,
    account_id: q.account,
    at: now,
    kind: q.kind,
    actor_id: q.by ?? null,
    actor_name: actor?.name ?? '',
    request_id: q.request ?? null,
    detail: JSON.stringify({ params: q.params ?? {}, ...q.seen }),
  })
}

/** The whole story of a case, the oldest first. */
export async function caseHistory(db: Db | Tx, caseId: string): Promise<CaseEvent[]> {
  return (await listEvents(db, caseId)).map((row) => {
    const { params = {}, ...seen } = JSON.parse(row.detail) as { params?: Params } & Seen
    const request = row.request_id === null ? {} : { request: row.request_id }
    return { at: row.at, kind: row.kind, by: row.actor_name, ...request, params, ...seen }
  })
}
