import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { makeCodeSet } from '../recovery-codes/index.ts'
import { openSetUp } from './open-set-up.ts'
import { setCodeSet } from './set-up.store.ts'

/** Draws the ten codes of the last step (RC-1). They are shown once and count with "I have saved them"; asked again, the
 * ones that were shown before count for nothing. */
export async function makeSetUpCodes(core: Core, session: CurrentSession, ip: string): Promise<Outcome<{ set: string; codes: string[] }>> {
  const ready = await inTransaction(core.db, (tx) => openSetUp(core, tx, session, { step: 'codes', ip }))
  if ('ok' in ready) return ready
  const made = await makeCodeSet(core, { accountId: session.accountId, weakUntil: session.weakUntil })
  return await inTransaction<Outcome<{ set: string; codes: string[] }>>(core.db, async (tx) => {
    const { row, device } = await openSetUp(core, tx, session, { step: 'codes', ip })
    if (!device || !(await setCodeSet(tx, { id: row.id, device: device.id, set: made.set }))) {
      throw new Refusal(refused('set_up_not_ready'))
    }
    return done({ set: made.set, codes: made.codes })
  })
}
