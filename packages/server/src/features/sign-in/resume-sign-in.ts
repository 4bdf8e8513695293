import type { Core } from '../../core.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { cookieLine } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { newToken } from '../../kernel/random.ts'
import { currentSignIn } from './current-sign-in.ts'
import type { SignInParts } from './parts.ts'
import { renewDigest } from './sign-in.store.ts'

/** RR-2: the browser was closed and opened, and the sign-in's cookie is gone with it; the request's own cookie leads back.
 * @returns Set-Cookie lines for the same sign-in, none where there is nothing to come back to */
export async function resumeSignIn(core: Core, parts: SignInParts, visitor: Visitor): Promise<string[]> {
  const current = await currentSignIn(core, core.db, visitor)
  if (current && (current.state === 'waiting' || current.state === 'requested' || current.state === 'confirmed')) return []
  const id = await parts.recovery.resume(core, core.db, visitor)
  if (!id || id === current?.id) return []
  const token = newToken(core.random)
  const digest = core.secrets.digest('sign-in', token)
  const renewed = await inPlainTransaction(core.db, (tx) => renewDigest(tx, { id, digest, now: core.clock.now() }))
  return renewed ? [cookieLine(core.config, 'sign-in', token)] : []
}
