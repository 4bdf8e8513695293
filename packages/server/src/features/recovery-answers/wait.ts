import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { CaseRow } from '../recovery-requests/index.ts'
import { suspensionOfCase } from '../suspensions/index.ts'
import { waitOfOne } from './agreement.ts'
import { listAnswers } from './recovery-answers.store.ts'

/** Closed as `waits`: approved, and the access code was not shown yet (RR-8). */
export const waitsForCode = (one: Pick<CaseRow, 'closed_reason'>): boolean => one.closed_reason === 'waits'

/** When RR-6's wait of an approved case is over; undefined where nothing waits or waited. Decided by comparing times at use. */
export async function waitsUntil(db: Db | Tx, one: CaseRow): Promise<Instant | undefined> {
  const suspension = await suspensionOfCase(db, one.id)
  if (suspension) return suspension.ended_at === null ? suspension.starts_at : undefined
  if (!waitsForCode(one)) return undefined
  const approvals = (await listAnswers(db, one.id)).filter((row) => row.decision === 'approved' && row.ended_at === null)
  return approvals.length === 0 ? undefined : Math.max(...approvals.map((row) => row.decided_at ?? 0)) + waitOfOne
}
