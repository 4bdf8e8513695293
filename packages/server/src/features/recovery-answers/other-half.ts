import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { togetherWithin } from './agreement.ts'
import { listApprovalsOf } from './recovery-answers.store.ts'

/** What an answer gives when it is approved. */
export type Gives = 'suspension' | 'password'

/** RR-13, SI-15: a suspension and a new password for one account within three days are one recovery of both, and two different
 * people give them. */
export interface OtherHalf {
  approvers: string[]
  lastAt: Instant
  /** Phone and password are both lost: nobody proved to know the password by sending a request. */
  bothLost: boolean
}

/** @param q.byRequest the answer is to a request, which was sent after a correct password */
export async function otherHalfOf(
  db: Db | Tx,
  q: { account: string; caseId: string; gives: Gives; byRequest: boolean; now: Instant },
): Promise<OtherHalf | undefined> {
  const approvals = await listApprovalsOf(db, { account: q.account, but: q.caseId, since: q.now - togetherWithin })
  const others = approvals.filter((one) => (one.kind === 'password' && one.request_id === null ? 'password' : 'suspension') !== q.gives)
  if (others.length === 0) return undefined
  const suspensionByRequest = q.gives === 'suspension' ? q.byRequest : others.every((one) => one.request_id !== null)
  return {
    approvers: others.map((one) => one.approver_id),
    lastAt: Math.max(...others.map((one) => one.decided_at ?? 0)),
    bothLost: !suspensionByRequest,
  }
}
