import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { type Instant, minutes } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { newKeyPair } from '../../kernel/p256.ts'
import { newId } from '../../kernel/random.ts'
import { record } from '../audit/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { openSetUp } from '../set-up/index.ts'
import { findSigner, mayAddDevice } from '../trusted-devices/index.ts'
import { endUnfinished } from './end-pairings.ts'
import { codeMac, codeOf, tokenOf } from './pairing-secrets.ts'
import { endPairing, endRunOut, findUnscanned, insertPairing, type PairingRow } from './pairings.store.ts'

/** The QR and the typed code are good for this long, ms (TD-2). */
export const pairingLife = minutes(5)
/** Installing the app takes its time: within this long, ms, a new QR for the same act needs no new confirmation. */
const confirmedFor = minutes(15)

/** What a pairing may do, and how weak what allowed it was (SI-16). */
interface Right {
  purpose: PairingRow['purpose']
  replaces: string | null
  weakUntil: Instant
  /** When the right was given. */
  since: Instant
}

/** Makes the QR and the code that one phone pairs with. In a full session it needs a fresh confirmation of adding a device
 * or of replacing that one; before two-factor authentication is on, it belongs to the set-up of this browser (TD-1).
 * The session's older pairing ends. */
export async function beginPairing(
  core: Core,
  session: CurrentSession,
  q: { replaces?: string | undefined; ip: string },
): Promise<Outcome<{ id: string }>> {
  return await inTransaction<Outcome<{ id: string }>>(core.db, async (tx) => {
    const right = session.access === 'full' ? await rightInSession(core, tx, session, q.replaces) : await rightInSetUp(core, tx, session, q)
    await endUnfinished(core, tx, { session: session.id })
    const id = await insert(core, tx, session, right)
    await record(core, tx, {
      act: 'pairing_begun',
      actor: { kind: 'account', id: session.accountId },
      account: session.accountId,
      detail: { purpose: right.purpose, ...(right.replaces ? { replaces: right.replaces } : {}) },
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    return done({ id })
  })
}

/** @throws Refusal too_many_devices, device_unknown, confirmation_needed, confirmation_too_weak */
async function rightInSession(core: Core, tx: Tx, session: CurrentSession, replaces: string | undefined): Promise<Right> {
  const room = await mayAddDevice(tx, session.accountId)
  if (replaces === undefined && !room) throw new Refusal(refused('too_many_devices'))
  if (replaces !== undefined) {
    const old = await findSigner(tx, replaces)
    if (old?.account_id !== session.accountId || !['trusted', 'held', 'blocked'].includes(old.state)) {
      throw new Refusal(refused('device_unknown'))
    }
  }
  const now = core.clock.now()
  const purpose = replaces === undefined ? 'add' : 'replace'
  const before = await findUnscanned(tx, { session: session.id, purpose, replaces: replaces ?? null, since: now - confirmedFor })
  // SI-16: what a recovery code allows, it allows in the session's first 15 minutes.
  const late = before !== undefined && before.weak_until > now && session.createdAt <= now - confirmedFor
  // Whoever ends the older pairing takes over its right; of parallel callers one.
  if (before && !late && (await endPairing(tx, before.id, ['open']))) {
    return { purpose, replaces: replaces ?? null, weakUntil: before.weak_until, since: before.created_at }
  }
  const confirmed =
    replaces === undefined
      ? await requireConfirmation(core, tx, session, 'add-device', {})
      : await requireConfirmation(core, tx, session, 'replace-device', { device: replaces })
  const weakUntil = Math.max(confirmed.weakUntil, session.weakUntil)
  return { purpose, replaces: replaces ?? null, weakUntil, since: now }
}

/** @throws Refusal access_too_low, and what {@link openSetUp} refuses */
async function rightInSetUp(core: Core, tx: Tx, session: CurrentSession, q: { replaces?: string | undefined; ip: string }): Promise<Right> {
  if (q.replaces !== undefined) throw new Refusal(refused('access_too_low'))
  await openSetUp(core, tx, session, { step: 'phone', ip: q.ip })
  return { purpose: 'set-up', replaces: null, weakUntil: session.weakUntil, since: core.clock.now() }
}

async function insert(core: Core, tx: Tx, session: CurrentSession, right: Right): Promise<string> {
  const now = core.clock.now()
  const pair = newKeyPair(core.random)
  // Four characters are shared by few enough open pairings that a free one is found at once.
  for (let tries = 0; tries < 20; tries++) {
    const id = newId(core.random, 'pai')
    const code = codeOf(core, id)
    await endRunOut(tx, code.id, now)
    const added = await insertPairing(tx, {
      id,
      account_id: session.accountId,
      session_id: session.id,
      purpose: right.purpose,
      replaces_device_id: right.replaces,
      token_digest: core.secrets.digest('pairing-token', tokenOf(core, id)),
      code_id: code.id,
      code_mac: codeMac(core, id, code.secret),
      code_tries: 0,
      server_key_sealed: core.secrets.seal(keyPlace(id), pair.privateKey),
      server_key: pair.publicKey,
      state: 'open',
      device_id: null,
      check_number: null,
      weak_until: right.weakUntil,
      created_at: right.since,
      expires_at: now + pairingLife,
    })
    if (added) return id
  }
  throw new Error('No pairing code is free')
}

/** Where a pairing's one-time private key belongs. */
export const keyPlace = (pairing: string) => ({ table: 'pairing', column: 'server_key_sealed', row: pairing })
