import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { lockAccount } from '../accounts/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { endSuspension } from './end-suspension.ts'
import { findActive } from './suspensions.store.ts'

/** "Use my old phone again" (RR-9): a prompt answered on a phone that was left at home ends the suspension, with this session,
 * and makes what was paused trusted again. The page goes on to a sign-in that the phone confirms. */
export async function useOldPhone(core: Core, session: CurrentSession): Promise<Outcome<{ to: string }>> {
  return await inTransaction<Outcome<{ to: string }>>(core.db, async (tx) => {
    await lockAccount(tx, session.accountId)
    const one = await findActive(tx, session.accountId, core.clock.now())
    if (one?.id !== session.suspensionId || one.fate !== 'left') return refused('method_not_usable')
    await requireConfirmation(core, tx, session, 'use-old-phone', {})
    const actor = { kind: 'account' as const, id: session.accountId }
    await endSuspension(core, tx, { account: session.accountId, reason: 'old-phone', reviveDevices: true, actor })
    return done({ to: '/login' })
  })
}
