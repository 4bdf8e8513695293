import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { getAccount } from '../accounts/index.ts'
import { checkPasswordOf } from './begin-sign-in.ts'
import { signInIn } from './current-sign-in.ts'
import { markPasswordAgain } from './sign-in.store.ts'

/** RR-2: on a shared computer whoever comes back types the password once more, counted like any other. */
export async function typePasswordAgain(core: Core, q: { password: string; visitor: Visitor }): Promise<Outcome> {
  const current = await signInIn(core, q.visitor, 'requested')
  if (!current.ok) return current
  const { signIn } = current
  const { login } = await getAccount(core.db, signIn.account_id)
  const checked = await checkPasswordOf(core, { login, password: q.password, visitor: q.visitor })
  if (!checked.ok) return checked
  return await inTransaction<Outcome>(core.db, async (tx) => {
    if (!(await markPasswordAgain(tx, { id: signIn.id, now: core.clock.now() }))) throw new Refusal(refused('sign_in_over'))
    return { ok: true }
  })
}
