import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { record } from '../audit/index.ts'
import { tellOwner } from '../notices/index.ts'
import { phoneReady } from '../set-up/index.ts'
import { findSigner, trustDevice } from '../trusted-devices/index.ts'
import { findOwn, markPaired, type PairingRow } from './pairings.store.ts'

/** "This is my phone" (TD-2): both screens show the same number. In a set-up the phone becomes ready and counts with the
 * set-up's last step; else it is trusted now, and the one that it replaces leaves in the same transaction. */
export async function confirmPairing(core: Core, session: CurrentSession, q: { id: string; ip: string }): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const pairing = await findOwn(tx, { id: q.id, session: session.id, account: session.accountId })
    if (!pairing) throw new Refusal(refused('not_found'))
    // A session that became less since it began the pairing decides nothing.
    const fits = pairing.purpose === 'set-up' ? session.access !== 'full' : session.access === 'full'
    if (!fits) throw new Refusal(refused('access_too_low'))
    if (!(await markPaired(tx, pairing.id, core.clock.now())) || !pairing.device_id) throw new Refusal(refused('pairing_over'))
    core.live.publish(`pairing:${pairing.id}`)
    if (pairing.purpose === 'set-up')
      await phoneReady(core, tx, session, { device: pairing.device_id, weakUntil: pairing.weak_until, ip: q.ip })
    else await makeTrusted(core, tx, session, pairing, pairing.device_id, q.ip)
    return { ok: true }
  })
}

async function makeTrusted(core: Core, tx: Tx, session: CurrentSession, pairing: PairingRow, device: string, ip: string): Promise<void> {
  const replaces = pairing.replaces_device_id
  const old = replaces ? await findSigner(tx, replaces) : undefined
  const { account_id: accountId, weak_until: weakUntil } = pairing
  if (!(await trustDevice(core, tx, { id: device, accountId, from: 'scanned', weakUntil, replaces })))
    throw new Refusal(refused('pairing_over'))
  if (replaces) await core.ends(tx, accountId, 'device-removed', { session: session.id, device })
  const phone = await findSigner(tx, device)
  const from = { ip, session: session.id, browser: session.browserId }
  await record(core, tx, {
    act: replaces ? 'device_replaced' : 'device_added',
    actor: { kind: 'account', id: accountId },
    account: accountId,
    detail: { device, ...(replaces ? { replaced: replaces } : {}) },
    from,
  })
  const params = { device: phone?.name ?? '', ...(old ? { replaced: old.name } : {}) }
  await tellOwner(core, tx, { accountId, kind: replaces ? 'device-replaced' : 'device-added', params })
}
