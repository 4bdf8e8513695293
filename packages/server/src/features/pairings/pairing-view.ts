import type { PairingView } from '@sparekey/protocol/account'
import { crockford } from '@sparekey/protocol/crockford'
import { pairingUrl } from '@sparekey/protocol/pairing-keys'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { findSigner } from '../trusted-devices/index.ts'
import { codeTries } from './open-pairing.ts'
import { codeOf, tokenOf } from './pairing-secrets.ts'
import { findOwn, type PairingRow } from './pairings.store.ts'

/** The true state of the session's own pairing, at any moment: a refresh shows the same QR and code again. */
export async function pairingView(core: Core, session: CurrentSession, id: string): Promise<Outcome<PairingView>> {
  const pairing = await findOwn(core.db, { id, session: session.id, account: session.accountId })
  return pairing ? done(await viewOf(core, pairing)) : refused('not_found')
}

async function viewOf(core: Core, pairing: PairingRow): Promise<PairingView> {
  const now = core.clock.now()
  const over = pairing.state !== 'confirmed' && pairing.expires_at <= now
  const state = over ? 'ended' : pairing.state
  const view: PairingView = { id: pairing.id, state, expiresAt: pairing.expires_at, now }
  if (state === 'open') {
    const code = codeOf(core, pairing.id)
    view.url = pairingUrl(core.config.publicUrl, tokenOf(core, pairing.id))
    // After five wrong ones the code is good for nothing; the QR is.
    if (pairing.code_tries < codeTries) view.code = crockford.grouped(code.id + code.secret)
  }
  const phone = pairing.device_id && state !== 'ended' ? await findSigner(core.db, pairing.device_id) : undefined
  if (phone) view.phone = { name: phone.name, system: phone.system, checkNumber: pairing.check_number ?? '' }
  return view
}
