import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { cookieName } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import type { ConfirmableSignIn } from '../confirmation/index.ts'
import { findSignIn, type SignInRow } from './sign-in.store.ts'

/** The sign-in whose cookie this browser holds, in whatever state. Its id gives nobody anything. */
export async function currentSignIn(core: Core, db: Db | Tx, visitor: Visitor): Promise<SignInRow | undefined> {
  const token = visitor.cookies[cookieName(core.config, 'sign-in')]
  return token ? await findSignIn(db, core.secrets.digest('sign-in', token)) : undefined
}

/** The same, refused unless it is in one of these states and its time is not over (SI-11). */
export async function signInIn(core: Core, visitor: Visitor, ...states: SignInRow['state'][]): Promise<Outcome<{ signIn: SignInRow }>> {
  const signIn = await currentSignIn(core, core.db, visitor)
  if (!signIn || signIn.state === 'ended' || signIn.state === 'finished' || signIn.expires_at <= core.clock.now())
    return refused('sign_in_over')
  if (!states.includes(signIn.state)) return refused('sign_in_not_waiting')
  return { ok: true, signIn }
}

/** What methods may see of it. */
export const confirmable = (signIn: SignInRow): ConfirmableSignIn => ({
  id: signIn.id,
  accountId: signIn.account_id,
  purpose: signIn.purpose,
  act: signIn.act,
  params: signIn.act_params,
  lane: signIn.known_browser ? 'known' : 'other',
})
