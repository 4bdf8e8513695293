import type { MethodKind } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { confirmedAttempts } from '../attempts/index.ts'
import { record } from '../audit/index.ts'
import type { Confirmation } from '../confirmation/index.ts'
import { limits } from '../policy/index.ts'
import { markConfirmed } from './sign-in.store.ts'

/** Marks a sign-in as confirmed. The one door: nothing else does (DESIGN §2), and a test names its callers.
 * In the transaction that spent what confirmed it, so that neither happens alone.
 * @param q.attempt the counted answer of a typed method
 * @throws Refusal sign_in_over if the sign-in no longer waits or its ten minutes are over; what was spent is unspent then */
export async function confirmSignIn(
  core: Core,
  tx: Tx,
  q: { signIn: string; account: string; method: MethodKind; confirmation: Confirmation; attempt?: string },
): Promise<void> {
  const now = core.clock.now()
  const won = await markConfirmed(tx, {
    id: q.signIn,
    account: q.account,
    method: q.method,
    device: q.confirmation.deviceId ?? null,
    weakUntil: q.confirmation.weakUntil,
    now,
    // What is left to do after it (a new password, new codes) has its own ten minutes.
    until: now + limits.signInLife,
  })
  if (!won) throw new Refusal(refused('sign_in_over'))
  await confirmedAttempts(tx, q.account, q.attempt)
  await record(core, tx, {
    act: 'sign_in_confirmed',
    actor: q.confirmation.deviceId ? { kind: 'device', id: q.confirmation.deviceId } : { kind: 'account', id: q.account },
    account: q.account,
    detail: { method: q.method },
    from: { signIn: q.signIn },
  })
  core.live.publish(`sign-in:${q.signIn}`)
}
