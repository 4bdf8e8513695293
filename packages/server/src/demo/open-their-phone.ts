import type { Core } from '../core.ts'
import { inPlainTransaction } from '../db/transaction.ts'
import { beginPairing, confirmPairing, pairingView } from '../features/pairings/index.ts'
import type { CurrentSession } from '../http/route.ts'
import { seconds } from '../kernel/clock.ts'
import { newKeyPair } from '../kernel/p256.ts'
import { newCrockford, newId, newToken } from '../kernel/random.ts'
import { findScannedPairing, insertPairing } from './demo.store.ts'
import type { DeskAccount } from './make-people.ts'

/** The computer of a made-up person, as far as a pairing sees it. There is no such session in the database: nobody can use it. */
const computerOf = (core: Core, person: DeskAccount): CurrentSession => ({
  id: newId(core.random, 'ses'),
  accountId: person.id,
  browserId: newId(core.random, 'brw'),
  access: 'full',
  role: person.role,
  startedAs: 'password',
  createdAt: core.clock.now(),
  weakUntil: 0,
  expiresAt: Number.MAX_SAFE_INTEGER,
  suspensionId: null,
})

/** Begins a real pairing for a made-up person, whose computer then presses "This is my phone" as soon as the phone has
 * scanned. Everything between is the protocol that every phone goes through.
 * @returns the address that a phone would scan; undefined if this person may have no further phone */
export async function openTheirPhone(core: Core, person: DeskAccount): Promise<string | undefined> {
  const computer = computerOf(core, person)
  await layRight(core, computer)
  const begun = await beginPairing(core, computer, { ip: '127.0.0.1' })
  if (!begun.ok) return undefined
  confirmOnceScanned(core, computer, begun.id)
  const view = await pairingView(core, computer, begun.id)
  return 'url' in view ? view.url : undefined
}

/** The person has confirmed just now that they want to add a phone: an older pairing of this computer, whose right the new one
 * takes over. */
async function layRight(core: Core, computer: CurrentSession): Promise<void> {
  const now = core.clock.now()
  const pair = newKeyPair(core.random)
  const id = newId(core.random, 'pai')
  await inPlainTransaction(core.db, (tx) =>
    insertPairing(tx, {
      id,
      account_id: computer.accountId,
      session_id: computer.id,
      purpose: 'add',
      replaces_device_id: null,
      token_digest: core.secrets.digest('pairing-token', newToken(core.random)),
      code_id: newCrockford(core.random, 8),
      code_mac: newToken(core.random),
      code_tries: 0,
      server_key_sealed: '',
      server_key: pair.publicKey,
      state: 'open',
      device_id: null,
      check_number: null,
      weak_until: 0,
      created_at: now,
      expires_at: now + seconds(1),
    }),
  )
}

function confirmOnceScanned(core: Core, computer: CurrentSession, pairing: string): void {
  const stop = core.live.subscribe(`pairing:${pairing}`, () => {
    confirmIfScanned(core, computer, pairing).then(
      (over) => over && stop(),
      (error: unknown) => core.log.error('The desk could not confirm a pairing', { error }),
    )
  })
}

async function confirmIfScanned(core: Core, computer: CurrentSession, pairing: string): Promise<boolean> {
  if (!(await findScannedPairing(core.db, pairing))) return false
  await confirmPairing(core, computer, { id: pairing, ip: '127.0.0.1' })
  return true
}
