import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { signInIn } from './current-sign-in.ts'
import { readFacts } from './facts.ts'
import { nextStep } from './next-step.ts'
import type { SignInParts } from './parts.ts'
import type { SignInRow } from './sign-in.store.ts'

/** RC-4: with no code left, a full sign-in makes a new set before going on. */
export async function drawCodesInSignIn(
  core: Core,
  parts: SignInParts,
  visitor: Visitor,
): Promise<Outcome<{ set: string; codes: string[] }>> {
  const current = await waitingForCodes(core, parts, visitor)
  if (!current.ok) return current
  const { signIn } = current
  return done(await parts.codes.draw(core, { accountId: signIn.account_id, weakUntil: signIn.weak_until }))
}

/** "I have saved them". */
export async function saveCodesInSignIn(
  core: Core,
  parts: SignInParts,
  visitor: Visitor,
  set: string,
): Promise<Outcome<{ signIn: SignInRow }>> {
  const current = await waitingForCodes(core, parts, visitor)
  if (!current.ok) return current
  const { signIn } = current
  return await inTransaction<Outcome<{ signIn: SignInRow }>>(core.db, async (tx) => {
    const from = { ip: visitor.ip, browser: signIn.browser_id, signIn: signIn.id }
    return (await parts.codes.use(core, tx, { accountId: signIn.account_id, set, from })) ? current : refused('not_found')
  })
}

async function waitingForCodes(core: Core, parts: SignInParts, visitor: Visitor): Promise<Outcome<{ signIn: SignInRow }>> {
  const current = await signInIn(core, visitor, 'confirmed')
  if (!current.ok) return current
  const { facts } = await readFacts(core, parts, core.db, current.signIn)
  return nextStep(facts).step === 'new-codes' ? current : refused('sign_in_not_waiting')
}
