import type { Core, End } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { lockIfThere } from '../accounts/index.ts'
import { answerersOf } from '../approvers/index.ts'
import { letItGo } from './allow-held.ts'
import { standing } from './held-context.ts'
import { heldItems } from './held-items.ts'
import { type AllowanceRow, clearWait, decide, endOpen, findOpen, listDue } from './held-methods.store.ts'

const dueAtOnce = 20

/** RR-6's wait of one approval comes to its end. Nothing depends on when this runs, since until then the thing stays held; whether it is
 * let go is decided by everybody's right at that moment, in the transaction that does it. */
export async function sweepHeld(core: Core): Promise<void> {
  for (const one of await listDue(core.db, core.clock.now(), dueAtOnce)) await endWait(core, one)
}

async function endWait(core: Core, one: AllowanceRow): Promise<void> {
  await inTransaction<Outcome>(core.db, async (tx) => {
    const account = await lockIfThere(tx, one.account_id)
    const allowance = await findOpen(tx, one.item_id)
    const item = account && (await heldItems(tx, account.id)).find((held) => held.id === one.item_id)
    if (!account || allowance?.id !== one.id) return { ok: true }
    const now = core.clock.now()
    if (account.state !== 'active' || !item) {
      await decide(tx, { id: one.id, to: 'ended', by: null, reason: 'gone', now })
      return { ok: true }
    }
    const answerers = await answerersOf(core, tx, account)
    // A wait that came to nothing is over: whoever is alone once more begins another, and all are told again.
    if ((await standing(tx, { allowance, answerers, now })) !== 'allowed') await clearWait(tx, allowance.id)
    else await letItGo(core, { tx, now, account, item, answerers }, { allowance })
    core.live.publish('console')
    return { ok: true }
  })
}

/** What somebody began to allow ends where the owner says again that it was not them, or the account is gone. */
export const endAllowances =
  (core: Pick<Core, 'clock' | 'live'>): End =>
  async (tx, account, act) => {
    await endOpen(tx, { account, reason: act, now: core.clock.now() })
    core.live.publish('console')
  }
