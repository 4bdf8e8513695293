import type { ClosedReason } from '@sparekey/protocol/case-words'
import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { newId } from '../../kernel/random.ts'
import { lockAccount } from '../accounts/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { type CaseRow, findCase, findOpenCase, insertCase, markClosed } from './cases.store.ts'
import { listOpen } from './recovery-requests.store.ts'

/** The open case of an account, or a new one: all that is open for one account is one case (RR-1).
 * @param q.openedBy the approver who opened it, null where a request did */
export async function openCase(
  core: Pick<Core, 'clock' | 'random' | 'live'>,
  tx: Tx,
  q: { account: string; kind: CaseRow['kind']; openedBy: string | null },
): Promise<{ case: string; existing: boolean }> {
  await lockAccount(tx, q.account)
  const open = await findOpenCase(tx, q.account)
  if (open) return { case: open.id, existing: true }
  const id = newId(core.random, 'cas')
  const opened = { opened_at: core.clock.now(), opened_by: q.openedBy }
  await insertCase(tx, { id, account_id: q.account, kind: q.kind, ...opened, closed_at: null, closed_reason: null })
  core.live.publish('console')
  return { case: id, existing: false }
}

const toldElsewhere: readonly string[] = ['approved', 'waits', 'declined', 'stopped', 'withdrawn', 'expired']

/** Nothing can be answered in it any more.
 * @param q.reason `waits`: approved, and its access code is made only when it is shown, after RR-6's wait (RR-8)
 * @returns false if it was closed before */
export async function closeCase(
  core: Pick<Core, 'clock' | 'live' | 'random'>,
  tx: Tx,
  q: { case: string; reason: ClosedReason | 'waits' },
): Promise<boolean> {
  core.live.publish('console')
  const closed = await markClosed(tx, { id: q.case, reason: q.reason, now: core.clock.now() })
  const one = closed ? await findCase(tx, q.case) : undefined
  // An approval, a decline and a stop say so themselves.
  if (one && !toldElsewhere.includes(q.reason))
    await noteInCase(core, tx, { case: one.id, account: one.account_id, kind: 'closed', params: { reason: q.reason } })
  return closed
}

/** A case that requests opened is over with the last of them; one that an approver opened goes on. */
export async function closeWithoutRequests(
  core: Pick<Core, 'clock' | 'live' | 'random'>,
  tx: Tx,
  q: { account: string; reason: ClosedReason },
): Promise<void> {
  const open = await findOpenCase(tx, q.account)
  if (open?.kind !== 'request' || (await listOpen(tx, q.account)).some((one) => one.case_id === open.id)) return
  await closeCase(core, tx, { case: open.id, reason: q.reason })
}
