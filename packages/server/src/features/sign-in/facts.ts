import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { type AccountRow, getAccount } from '../accounts/index.ts'
import { isHeldBack, isMarked } from '../passwords/index.ts'
import type { Facts } from './next-step.ts'
import type { SignInParts } from './parts.ts'
import type { SignInRow } from './sign-in.store.ts'

/** Reads what decides the next step of a sign-in. */
export async function readFacts(
  core: Core,
  parts: SignInParts,
  db: Db | Tx,
  signIn: SignInRow,
): Promise<{ account: AccountRow; facts: Facts }> {
  const account = await getAccount(db, signIn.account_id)
  return {
    account,
    facts: {
      purpose: signIn.purpose,
      startedAs: signIn.started_as,
      accountActive: account.state === 'active',
      passwordCurrent: account.password_version === signIn.password_version,
      passwordMarked: isMarked(account),
      passwordHeldBack: isHeldBack(account),
      twoFactor: account.two_factor_since !== null,
      deadlinePassed: account.due_at <= core.clock.now(),
      confirmed: signIn.state === 'confirmed',
      ...(await parts.recovery.facts(core, db, signIn)),
      codesLeft: await parts.codes.left(db, account.id),
    },
  }
}
