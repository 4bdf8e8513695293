import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { closeWithoutRequests } from './cases.ts'
import { findRequest, moveRequest } from './recovery-requests.store.ts'

/** The last approval needed, or a decline, in its transaction. An approval is followed by `grantSuspension`, which ends the other
 * requests and closes the case.
 * @param q.by the account of who decided: the waiting page names them
 * @param q.from `approved` for a decline during RR-6's wait
 * @returns false if the request is over */
export async function decideRequest(
  core: Pick<Core, 'clock' | 'live' | 'random'>,
  tx: Tx,
  q: { request: string; to: 'approved' | 'declined'; by: string; reason?: string; from?: 'open' | 'approved' },
): Promise<boolean> {
  const request = await findRequest(tx, q.request)
  if (!request) return false
  const now = core.clock.now()
  const from = q.from ?? 'open'
  if (!(await moveRequest(tx, { id: q.request, from, to: q.to, alive: from === 'open', by: q.by, reason: q.reason, now }))) return false
  if (q.to === 'declined') await closeWithoutRequests(core, tx, { account: request.account_id, reason: 'declined' })
  core.live.publish(`sign-in:${request.sign_in_id}`)
  core.live.publish('console')
  return true
}
