import { type ActName, type ActParams, canonicalParams } from '@sparekey/protocol/acts'
import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { needsStrong, removesItself } from '../confirmation/index.ts'
import { findConfirmation, spendEvent } from './sessions.store.ts'

/** Uses up the fresh confirmation of exactly this act and these parameters, in the transaction of the act: if the act
 * does not happen, the confirmation is not used either.
 * @throws Refusal confirmation_needed, with act and params (JSON) in its detail so that the page can ask for it
 * @throws Refusal confirmation_too_weak (SI-16), with the time it ends */
export async function requireConfirmation<A extends ActName>(
  core: Pick<Core, 'clock'>,
  tx: Tx,
  session: { id: string },
  act: A,
  params: ActParams[A],
): Promise<{ method: string | null; weakUntil: number }> {
  const now = core.clock.now()
  const text = canonicalParams(params)
  const needed = new Refusal(refused('confirmation_needed', { detail: { act, params: text } }))
  const event = await findConfirmation(tx, { session: session.id, act, params: text, now })
  if (!event) throw needed
  // The grant of SI-16 for new codes is the one case where a code stands in for the end of its own set.
  const granted = event.act_params === '*'
  if (!granted && removesItself(act, text, { method: event.method ?? '', device: event.device_id })) throw needed
  if (needsStrong(act) && event.weak_until > now) throw new Refusal(refused('confirmation_too_weak', { retryAt: event.weak_until }))
  if (!(await spendEvent(tx, event.id, now))) throw needed
  return { method: event.method, weakUntil: event.weak_until }
}
