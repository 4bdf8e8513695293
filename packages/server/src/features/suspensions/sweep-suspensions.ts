import type { Core } from '../../core.ts'
import { inPlainTransaction, type Tx } from '../../db/transaction.ts'
import { lockIfThere } from '../accounts/index.ts'
import { approvalsStand } from '../approvers/index.ts'
import { record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import { endSuspension } from './end-suspension.ts'
import { listResting, listRunOut, markEnded, type SuspensionRow } from './suspensions.store.ts'

const atOnce = 50

/** Tells the owners of suspensions whose time ran out (RR-3). It decides nothing: they let nobody in any more, and their
 * sessions ended with them. */
export async function sweepSuspensions(core: Core): Promise<void> {
  for (const one of await listRunOut(core.db, core.clock.now(), atOnce)) {
    await inPlainTransaction(core.db, async (tx) => {
      if (!(await markEnded(tx, { id: one.id, reason: 'over', now: one.ends_at }))) return
      const account = one.account_id
      await record(core, tx, {
        act: 'suspension_ended',
        actor: { kind: 'service' },
        account,
        reason: 'over',
        detail: { suspension: one.id },
      })
      await noteInCase(core, tx, { case: one.case_id, account, kind: 'ended', params: { reason: 'over' } })
      await tellOfRecovery(core, tx, { account, kind: 'suspension-ended', params: { reason: 'over' } })
      core.live.publish('console')
    })
  }
  for (const one of await listResting(core.db, core.clock.now(), atOnce))
    await inPlainTransaction(core.db, (tx) => endUnapproved(core, tx, one))
}

/** Those whose approver lost the right to answer let nobody in already; their owner learns it, and gets the phones back. */
async function endUnapproved(core: Core, tx: Tx, one: SuspensionRow): Promise<void> {
  const account = await lockIfThere(tx, one.account_id)
  if (!account || (await approvalsStand(core, tx, { account, given: one }))) return
  await endSuspension(core, tx, {
    account: account.id,
    reason: 'approver-gone',
    reviveDevices: true,
    // Used meanwhile, it rests on nobody any more.
    but: (other) => other.id !== one.id || other.claimed_at !== null,
  })
}
