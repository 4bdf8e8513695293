import type { MethodKind } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { type AccountRow, getAccount } from '../accounts/index.ts'
import { isHeldBack, isMarked } from '../passwords/index.ts'
import { standingOf } from '../policy/index.ts'
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
  const now = core.clock.now()
  const { rules, deadline } = await standingOf(db, account, now)
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
      deadlinePassed: deadline !== undefined && deadline <= now,
      confirmed: signIn.state === 'confirmed',
      methodAllowed: signIn.method === null || rules.methods.includes(signIn.method as MethodKind),
      ...(await parts.recovery.facts(core, db, signIn)),
      remembered: signIn.state !== 'confirmed' && (await parts.remembered.holds(core, db, signIn)),
      // Codes that confirm nothing are not asked to be made anew.
      codesLeft: rules.methods.includes('recovery-code') ? await parts.codes.left(db, account.id) : Number.POSITIVE_INFINITY,
    },
  }
}
