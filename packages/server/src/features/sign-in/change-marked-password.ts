import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { getAccount, ownWords } from '../accounts/index.ts'
import { checkPassword, hashPassword, storePassword, verifyPassword } from '../passwords/index.ts'
import { rulesFor } from '../policy/index.ts'
import { signInIn } from './current-sign-in.ts'
import { readFacts } from './facts.ts'
import { nextStep } from './next-step.ts'
import type { SignInParts } from './parts.ts'
import { notePasswordChange, type SignInRow } from './sign-in.store.ts'

/** SI-15: the marked password is changed directly after the confirmation and before the session exists; or in the sign-in that
 * used the break-glass kit. */
export async function changeMarkedPassword(
  core: Core,
  parts: SignInParts,
  q: { password: string; visitor: Visitor },
): Promise<Outcome<{ signIn: SignInRow }>> {
  const current = await signInIn(core, q.visitor, 'confirmed', 'waiting')
  if (!current.ok) return current
  const { signIn } = current
  const { account, facts } = await readFacts(core, parts, core.db, signIn)
  if (nextStep(facts).step !== 'change-password') return refused('sign_in_not_waiting')
  const { passwordMin: min } = await rulesFor(core.db, account, core.clock.now())
  const bad = await checkPassword(core, q.password, { min, words: await ownWords(core.db, account.id) })
  if (bad) return bad
  if (await verifyPassword(core, account.password_hash, q.password)) return refused('password_same')
  const hash = await hashPassword(core, q.password)
  // What the kit gave goes on with the new password (SI-12).
  const spared = { signIn: signIn.id, ...(facts.changesPassword ? { suspension: 'any' } : {}) }
  return await inTransaction<Outcome<{ signIn: SignInRow }>>(core.db, async (tx) => {
    await storePassword(core, tx, { accountId: account.id, hash, spared })
    const { password_version: version } = await getAccount(tx, account.id)
    if (!(await notePasswordChange(tx, { id: signIn.id, version, now: core.clock.now() }))) throw new Refusal(refused('sign_in_over'))
    return current
  })
}
