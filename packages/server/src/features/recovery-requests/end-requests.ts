import type { ClosedReason } from '@sparekey/protocol/case-words'
import type { Core, End, EndingAct } from '../../core.ts'
import { inPlainTransaction, type Tx } from '../../db/transaction.ts'
import { noteInCase } from '../case-history/index.ts'
import { findOpenCase } from './cases.store.ts'
import { closeCase, closeWithoutRequests } from './cases.ts'
import { listOpen, listRunOut, moveRequest, type RequestRow } from './recovery-requests.store.ts'

const endedBy: Partial<Record<EndingAct, ClosedReason>> = {
  'suspension-granted': 'approved',
  'password-changed': 'password-changed',
  'set-up-completed': 'confirmed',
  'denied-not-me': 'not-me',
  'notice-not-me': 'not-me',
  'logged-out-everywhere': 'confirmed',
  'account-disabled': 'disabled',
}

/** Ends the open requests of an account and closes its case, where an act asks for it; their pages learn it at once. */
export const endRequests =
  (core: Pick<Core, 'clock' | 'live' | 'random'>): End =>
  async (tx, account, act, spared) => {
    const reason = endedBy[act]
    if (!reason) return
    for (const one of await listOpen(tx, account)) await endRequest(core, tx, one, 'ended')
    // Whoever gets a new password by an access code may be at an approver's desk for the phone at this moment (RR-13).
    if (act === 'password-changed' && spared.suspension !== undefined) return await closeWithoutRequests(core, tx, { account, reason })
    const open = await findOpenCase(tx, account)
    if (open) await closeCase(core, tx, { case: open.id, reason })
  }

/** Ends one request. @returns false if it was over */
export async function endRequest(
  core: Pick<Core, 'clock' | 'live'>,
  tx: Tx,
  one: Pick<RequestRow, 'id' | 'state' | 'sign_in_id'>,
  to: 'ended' | 'stopped' | 'withdrawn',
): Promise<boolean> {
  const ended = await moveRequest(tx, { id: one.id, from: one.state, to, now: core.clock.now() })
  if (ended) core.live.publish(`sign-in:${one.sign_in_id}`)
  return ended
}

/** Requests whose time ran out get their state; it decides nothing, since their times are compared at every use. */
export async function expireRequests(core: Pick<Core, 'clock' | 'live' | 'random'>, tx: Tx, account: string): Promise<void> {
  const now = core.clock.now()
  const over = (await listOpen(tx, account)).filter((one) => one.expires_at <= now)
  for (const one of over) {
    if (await moveRequest(tx, { id: one.id, from: 'open', to: 'expired', now }))
      await noteInCase(core, tx, { case: one.case_id, account, kind: 'expired', request: one.id })
    core.live.publish(`sign-in:${one.sign_in_id}`)
  }
  if (over.length > 0) await closeWithoutRequests(core, tx, { account, reason: 'expired' })
}

const atOnce = 50

/** Closes the books on what ran out. */
export async function sweepRequests(core: Core): Promise<void> {
  const accounts = new Set((await listRunOut(core.db, core.clock.now(), atOnce)).map((one) => one.account_id))
  for (const account of accounts) await inPlainTransaction(core.db, (tx) => expireRequests(core, tx, account))
}
