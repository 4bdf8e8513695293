import { type ActName, actNames, canonicalParams } from '@sparekey/protocol/acts'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Visitor } from '../../http/visitor.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { getAccount } from '../accounts/index.ts'
import type { Method } from '../confirmation/index.ts'
import { checkPasswordOf } from './begin-sign-in.ts'
import { confirmable } from './current-sign-in.ts'
import type { SignInRow } from './sign-in.store.ts'
import { startSignIn } from './start-sign-in.ts'

/** A fresh confirmation is a sign-in that starts from a session (DESIGN §2): the password again, counted like any other
 * then a confirmation of one named act. */
export async function beginConfirmation(
  core: Core,
  methods: readonly Method[],
  session: CurrentSession,
  q: { act: string; params: Record<string, string>; password: string; visitor: Visitor },
): Promise<Outcome<{ signIn: SignInRow; cookies: string[] }>> {
  if (!actNames.includes(q.act as ActName)) return refused('bad_request')
  // A suspended session confirms one thing only: that its old phone is back (RR-9).
  if (session.access !== 'full' && !(session.suspensionId && q.act === 'use-old-phone')) return refused('access_too_low')
  const own = await getAccount(core.db, session.accountId)
  const checked = await checkPasswordOf(core, { login: own.login, password: q.password, visitor: q.visitor })
  if (!checked.ok) return checked
  const { account } = checked
  if (account.two_factor_since === null) return refused('method_not_usable')
  return await inTransaction(core.db, async (tx) => {
    const fresh = { session: session.id, act: q.act, params: canonicalParams(q.params) }
    const started = await startSignIn(core, tx, { account, visitor: q.visitor, startedAs: 'password', fresh })
    for (const method of methods) await method.begin?.(core, tx, confirmable(started.signIn))
    return done(started)
  })
}
