import type { EmailView } from '@sparekey/protocol/account'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { takeTurnRow } from './accounts.store.ts'
import { addressKeyOf } from './address.ts'
import {
  type AddressRow,
  findOwner,
  insertAddress,
  listAddresses,
  markHeld,
  markNotHeld,
  markReplaced,
  markRestored,
  markVerified,
} from './addresses.store.ts'

/** Proved, not removed, not held: where messages go, and what serves as a login. */
export const isUsable = (row: AddressRow): boolean => row.verified_at !== null && row.replaced_at === null && row.held_at === null

export async function usableAddresses(db: Db | Tx, account: string): Promise<string[]> {
  return (await listAddresses(db, account)).filter(isUsable).map((row) => row.address)
}

/** Where a reset link may go: the addresses as they were 7 days ago, so that a changed one does not serve its thief (EN-6, SI-15).
 * Of an account that had none then, the first one that was proved. */
function resetAddressesOf(rows: AddressRow[], now: Instant): AddressRow[] {
  const then = now - days(7)
  const proved = rows.filter((row) => row.verified_at !== null && row.held_at === null)
  const older = proved.filter((row) => (row.verified_at ?? now) <= then && (row.replaced_at === null || row.replaced_at > then))
  if (older.length > 0) return older
  const first = proved.toSorted((a, b) => (a.verified_at ?? 0) - (b.verified_at ?? 0))[0]
  return first ? [first] : []
}

export async function resetAddresses(db: Db | Tx, account: string, now: Instant): Promise<AddressRow[]> {
  return resetAddressesOf(await listAddresses(db, account), now)
}

/** Adds an address that is not proved yet.
 * @param address as {@link readAddress} returned it */
export async function addAddress(core: Pick<Core, 'clock' | 'random'>, tx: Tx, q: { account: string; address: string }): Promise<string> {
  const id = newId(core.random, 'eml')
  await insertAddress(tx, {
    id,
    account_id: q.account,
    address: q.address,
    address_key: addressKeyOf(q.address),
    added_at: core.clock.now(),
    verified_at: null,
    replaced_at: null,
    held_at: null,
  })
  return id
}

/** The address is proved: its owner opened a link that was sent there.
 * @returns `taken` if another account proved it before, `over` if it is proved or removed */
export async function proveAddress(core: Pick<Core, 'clock'>, tx: Tx, row: AddressRow): Promise<'proved' | 'taken' | 'over'> {
  // Two accounts may wait for the same address: the second sees what the first committed.
  await takeTurnRow(tx, 'addresses')
  if (await findOwner(tx, row.address_key)) return 'taken'
  return (await markVerified(tx, row.id, core.clock.now())) ? 'proved' : 'over'
}

/** An address that was removed is in use again.
 * @returns `taken` if another account proved it meanwhile; nothing to do if its own account did */
export async function restoreAddress(tx: Tx, row: AddressRow): Promise<'restored' | 'taken'> {
  await takeTurnRow(tx, 'addresses')
  const owner = await findOwner(tx, row.address_key)
  if (owner && owner.account_id !== row.account_id) return 'taken'
  if (!owner) await markRestored(tx, row.id)
  return 'restored'
}

/** True if another account has the address proved and in use. */
export const isAddressTaken = async (db: Db | Tx, address: string): Promise<boolean> =>
  (await findOwner(db, addressKeyOf(address))) !== undefined

/** "This wasn't me" (AU-4): addresses proved since then are unusable until two approvers allow them, and those that still
 * wait for their proof are gone. The first address of an account stays, since SI-15 sends the reset link of a young account there. */
export async function holdAddressesAddedSince(core: Pick<Core, 'clock'>, tx: Tx, account: string, since: Instant): Promise<void> {
  const now = core.clock.now()
  const inUse = (await listAddresses(tx, account)).filter((row) => row.replaced_at === null)
  const first = (await listAddresses(tx, account))
    .filter((row) => row.verified_at !== null)
    .toSorted((a, b) => (a.verified_at ?? 0) - (b.verified_at ?? 0))[0]
  for (const row of inUse) {
    if (row.verified_at === null) await markReplaced(tx, row.id, now)
    else if (row.verified_at >= since && row.id !== first?.id) await markHeld(tx, row.id, now)
  }
}

export const heldAddresses = async (db: Db | Tx, account: string): Promise<AddressRow[]> =>
  (await listAddresses(db, account)).filter((row) => row.held_at !== null && row.replaced_at === null && row.verified_at !== null)

/** Two approvers allow it again. @returns false if it is not held */
export const allowAddress = (tx: Tx, q: { id: string; accountId: string }): Promise<boolean> =>
  markNotHeld(tx, { id: q.id, account: q.accountId })

/** Addresses that left since then: whoever removed one is not to be the only one who is told. A held one is none. */
export const addressesRemovedSince = async (db: Db | Tx, account: string, since: Instant): Promise<string[]> =>
  (await listAddresses(db, account))
    .filter((row) => row.verified_at !== null && row.held_at === null && row.replaced_at !== null && row.replaced_at > since)
    .map((row) => row.address)

/** As the security page and the console show them. */
export async function emailsView(db: Db | Tx, account: string): Promise<EmailView[]> {
  const rows = (await listAddresses(db, account)).filter((row) => row.replaced_at === null)
  return rows.map((row) => ({ id: row.id, address: row.address, verified: row.verified_at !== null, held: row.held_at !== null }))
}
