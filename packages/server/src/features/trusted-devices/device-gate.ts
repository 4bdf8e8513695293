import type { Core } from '../../core.ts'
import type { CurrentDevice, Gates } from '../../http/route.ts'
import { readDeviceToken } from './device-token.ts'
import { findForGate } from './trusted-devices.store.ts'

/** Finds the device of a request by its token. The row is read at every use, so that a removed device, a disabled account
 * and a pairing that ended are seen at once. What a device that is not trusted may do, each route decides by its state. */
export const deviceGate =
  (core: Pick<Core, 'db' | 'clock' | 'secrets'>): Gates['device'] =>
  async (bearer): Promise<CurrentDevice | undefined> => {
    const now = core.clock.now()
    const claim = readDeviceToken(core, bearer, now)
    if (!claim) return undefined
    const row = await findForGate(core.db, claim.device, now)
    if (!row || row.state === 'removed' || row.account_state !== 'active') return undefined
    // Nobody pressed "This is my phone" in time.
    if (row.state === 'scanned' && row.pairing_id === null) return undefined
    return {
      id: row.id,
      accountId: row.account_id,
      state: row.state,
      person: claim.person,
      paused: row.paused_until !== null && row.paused_until > now,
    }
  }
