import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { record } from '../audit/index.ts'
import { removeDeviceRow } from '../trusted-devices/index.ts'
import { endPairing, findOwn } from './pairings.store.ts'

/** "Not my phone" (TD-2), or the page gives up: the pairing ends, and the phone that scanned is nothing to this account. */
export async function rejectPairing(core: Core, session: CurrentSession, q: { id: string; ip: string }): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const pairing = await findOwn(tx, { id: q.id, session: session.id, account: session.accountId })
    if (!pairing) throw new Refusal(refused('not_found'))
    if (!(await endPairing(tx, pairing.id))) throw new Refusal(refused('pairing_over'))
    // Read again: a phone may have scanned since.
    const device = (await findOwn(tx, { id: q.id, session: session.id, account: session.accountId }))?.device_id
    if (device) await removeDeviceRow(core, tx, { id: device, accountId: session.accountId })
    await record(core, tx, {
      act: 'pairing_rejected',
      actor: { kind: 'account', id: session.accountId },
      account: session.accountId,
      detail: { pairing: pairing.id, ...(device ? { device } : {}) },
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    core.live.publish(`pairing:${pairing.id}`)
    return { ok: true }
  })
}
