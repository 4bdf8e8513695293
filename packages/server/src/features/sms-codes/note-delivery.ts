import type { Core } from '../../core.ts'
import { setFailed } from './sms-codes.store.ts'

/** How a try to send a code went, for the page that waits: a failed one is shown within seconds, and a later one that worked
 * takes it back (SM-4). */
export async function noteDelivery(core: Core, code: string, delivered: boolean): Promise<void> {
  const waits = await setFailed(core.db, code, delivered ? null : core.clock.now())
  if (!waits) return
  core.live.publish(waits.purpose === 'sign-in' ? `sign-in:${waits.subject_id}` : `account:${waits.account_id}`)
}
