import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { lockAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { type Method, offersFor } from '../confirmation/index.ts'
import { tellOwner } from '../notices/index.ts'
import { dropNumber, numberOnRecord } from '../phone-numbers/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { tellOldNumber } from './take-number.ts'

/** The number leaves: by a fresh confirmation with something else, and never as the last method that the account can use. */
export async function removeNumber(core: Core, methods: readonly Method[], session: CurrentSession, q: { ip: string }): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    // Two removals at once would each see the other's method: they take turns.
    await lockAccount(tx, session.accountId)
    const account = session.accountId
    const number = await numberOnRecord(tx, account)
    if (!number || !(await dropNumber(core, tx, number))) throw new Refusal(refused('not_found'))
    // Before the confirmation is asked for: nobody confirms in vain.
    if ((await offersFor(core, tx, methods, { account, now: core.clock.now() })).length === 0) throw new Refusal(refused('last_method'))
    await requireConfirmation(core, tx, session, 'remove-number', { number: number.id })
    await record(core, tx, {
      act: 'number_removed',
      actor: { kind: 'account', id: account },
      account,
      detail: { number: number.id },
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    await tellOldNumber(core, tx, number, { gone: true })
    await tellOwner(core, tx, { accountId: account, kind: 'number-removed', params: { lastTwo: number.last_two } })
    return { ok: true }
  })
}
