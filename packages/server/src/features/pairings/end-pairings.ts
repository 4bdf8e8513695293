import type { Core, End } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { removeDeviceRow } from '../trusted-devices/index.ts'
import { endPairing, listUnfinished } from './pairings.store.ts'

/** Ends the pairings that nobody finished, together with the phones that scanned them. */
export async function endUnfinished(
  core: Pick<Core, 'clock' | 'live'>,
  tx: Tx,
  of: { session: string } | { account: string; spared?: string | undefined },
): Promise<void> {
  for (const { id, account_id: accountId, device_id: device } of await listUnfinished(tx, of)) {
    if (!(await endPairing(tx, id))) continue
    if (device) await removeDeviceRow(core, tx, { id: device, accountId })
    core.live.publish(`pairing:${id}`)
  }
}

/** A pairing is as good as the session that began it: what ends other sessions ends their pairings. */
export const endPairings =
  (core: Pick<Core, 'clock' | 'live'>): End =>
  async (tx, account, act, spared) => {
    if (act === 'device-removed') return
    await endUnfinished(core, tx, { account, spared: spared.session })
  }
