import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { getAccount } from '../accounts/index.ts'
import { signInIn } from './current-sign-in.ts'
import type { SignInParts } from './parts.ts'
import { setRememberAsked } from './sign-in.store.ts'

/** "Skip the confirmation on this browser" (SI-13). Kept with the sign-in, so that a refresh shows it as it was left; whether it may
 * be is decided by what confirms the sign-in. */
export async function askRemember(core: Core, parts: SignInParts, q: { remember: boolean; visitor: Visitor }): Promise<Outcome> {
  const current = await signInIn(core, q.visitor, 'waiting')
  if (!current.ok) return current
  const { signIn } = current
  const account = await getAccount(core.db, signIn.account_id)
  if (!(await parts.remembered.offer(core, core.db, { account, signIn }))) return refused('sign_in_not_waiting')
  const now = core.clock.now()
  return await inTransaction<Outcome>(core.db, async (tx) => {
    if (!(await setRememberAsked(tx, { id: signIn.id, at: q.remember ? now : null, now }))) throw new Refusal(refused('sign_in_over'))
    return { ok: true }
  })
}
