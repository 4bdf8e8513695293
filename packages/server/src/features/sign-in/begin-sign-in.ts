import type { Core } from '../../core.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { type AccountRow, findAccountByLogin, loginKeyOf } from '../accounts/index.ts'
import { type PasswordTry, passwordWasRight, reservePassword } from '../attempts/index.ts'
import { browserOf, isKnownBrowser } from '../browsers/index.ts'
import { renewHash, verifyPassword } from '../passwords/index.ts'
import { confirmable } from './current-sign-in.ts'
import { noteWrongPassword } from './login-history.ts'
import type { SignInParts } from './parts.ts'
import { noteRemembered, noteRequest, type SignInRow } from './sign-in.store.ts'
import { safeReturn, startSignIn } from './start-sign-in.ts'

/** Whose password attempts are counted, and from where. */
export async function passwordTry(
  core: Core,
  visitor: Visitor,
  login: string,
  account: { id: string } | undefined,
): Promise<PasswordTry & { browser: string | null }> {
  const browser = await browserOf(core, core.db, visitor)
  const known = await isKnownBrowser(core, core.db, browser?.id, account?.id ?? '')
  // Computed either way: a login that exists costs no less.
  const nobody = Buffer.from(core.secrets.mac('login-key', loginKeyOf(login))).toString('base64url')
  const subject = account?.id ?? nobody
  return { subject, knownBrowserId: known ? browser?.id : undefined, network: visitor.network, browser: browser?.id ?? null }
}

/** Counts, then checks a password typed with a login. A wrong login and a wrong password take the same statements and the
 * same hash, and give the same answer (SI-1). */
export async function checkPasswordOf(
  core: Core,
  q: { login: string; password: string; visitor: Visitor },
): Promise<Outcome<{ account: AccountRow }>> {
  const account = await findAccountByLogin(core.db, q.login)
  const attempt = await passwordTry(core, q.visitor, q.login, account)
  const reserved = await reservePassword(core, attempt)
  if (!reserved.ok) return reserved
  const right = await verifyPassword(core, account?.password_hash ?? null, q.password)
  if (!account || !right || account.state !== 'active') {
    await noteWrongPassword(core, core.db, {
      account: account?.id ?? null,
      browser: attempt.browser,
      known: attempt.knownBrowserId !== undefined,
      visitor: q.visitor,
    })
    return refused('login_not_accepted')
  }
  await passwordWasRight(core, attempt)
  await renewHash(core, { account: account.id, stored: account.password_hash, password: q.password })
  return done({ account })
}

/** The password step (SI-1): makes the sign-in, and asks the phones in the same transaction (SI-3), unless this browser skips the
 * confirmation (SI-13).
 * @param q.confirm a remembered browser asks for the confirmation this time */
export async function beginSignIn(
  core: Core,
  parts: Pick<SignInParts, 'methods' | 'recovery' | 'remembered'>,
  q: { login: string; password: string; returnTo?: string; confirm?: boolean; visitor: Visitor },
): Promise<Outcome<{ signIn: SignInRow; cookies: string[] }>> {
  const checked = await checkPasswordOf(core, q)
  if (!checked.ok) return checked
  const { account } = checked
  const begun = await inPlainTransaction(core.db, async (tx) => {
    const started = await startSignIn(core, tx, { account, visitor: q.visitor, startedAs: 'password', returnTo: safeReturn(q.returnTo) })
    const request = await parts.recovery.approvedHere(core, tx, { account: account.id, visitor: q.visitor })
    if (request) await noteRequest(tx, started.signIn.id, request)
    const remembered = q.confirm || request ? undefined : await parts.remembered.here(core, tx, { account, visitor: q.visitor, ...started })
    if (remembered) {
      await noteRemembered(tx, started.signIn.id, remembered)
      return started
    }
    // Prompts are only ever sent after a correct password, and only where there is something to confirm.
    if (account.two_factor_since !== null) for (const method of parts.methods) await method.begin?.(core, tx, confirmable(started.signIn))
    return started
  })
  return done(begun)
}
