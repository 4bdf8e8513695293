import type { Core } from '../../core.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { cookieLine } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { currentSignIn } from './current-sign-in.ts'
import { endSignIn, noteUnconfirmed } from './end-sign-ins.ts'

/** "Not you?": forgets the sign-in in this browser. @returns Set-Cookie line */
export async function leaveSignIn(core: Core, visitor: Visitor): Promise<string> {
  const signIn = await currentSignIn(core, core.db, visitor)
  if (signIn)
    await inPlainTransaction(core.db, async (tx) => {
      const waiting = signIn.state === 'waiting' && signIn.expires_at > core.clock.now()
      if ((await endSignIn(core, tx, { id: signIn.id, reason: 'left' })) && waiting) await noteUnconfirmed(core, tx, signIn)
    })
  return cookieLine(core.config, 'sign-in', '', 0)
}
