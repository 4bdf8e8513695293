import type { MethodKind } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { type Method, offerOf } from '../confirmation/index.ts'
import { confirmable, signInIn } from './current-sign-in.ts'

/** Somebody chose a method that sends something (SM-1). Only after a correct password, and only where the account can use it. */
export async function startMethod(core: Core, methods: readonly Method[], q: { method: MethodKind; visitor: Visitor }): Promise<Outcome> {
  const current = await signInIn(core, q.visitor, 'waiting')
  if (!current.ok) return current
  const signIn = confirmable(current.signIn)
  const method = methods.find((one) => one.kind === q.method)
  if (!method?.start || !(await offerOf(core, core.db, method, { account: signIn.accountId, signIn, now: core.clock.now() })))
    return refused('method_not_usable')
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const refusal = await method.start?.(core, tx, signIn)
    if (refusal) throw new Refusal(refusal)
    return { ok: true }
  })
}
