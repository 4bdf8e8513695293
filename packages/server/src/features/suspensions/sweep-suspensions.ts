import type { Core } from '../../core.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { record } from '../audit/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import { listRunOut, markEnded } from './suspensions.store.ts'

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
      await tellOfRecovery(core, tx, { account, kind: 'suspension-ended', params: { reason: 'over' } })
      core.live.publish('console')
    })
  }
}
