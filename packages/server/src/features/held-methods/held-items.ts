import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { HeldAllowanceTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { allowAddress, heldAddresses } from '../accounts/index.ts'
import { allowNumber, heldNumbers } from '../phone-numbers/index.ts'
import { allowCodeSet, heldCodeSets } from '../recovery-codes/index.ts'
import { allowDevice, heldDevices } from '../trusted-devices/index.ts'

/** One thing that "This wasn't me" made unusable (AU-4). */
export interface HeldItem {
  id: string
  kind: HeldAllowanceTable['kind']
  /** What a person calls it: a phone's name, the end of a number, an address. Empty for recovery codes. */
  name: string
  addedAt: Instant
  heldAt: Instant
}

/** Everything of an account that is held, in the order in which it was added. */
export async function heldItems(db: Db | Tx, account: string): Promise<HeldItem[]> {
  const devices = (await heldDevices(db, account)).map((row) => ({
    id: row.id,
    kind: 'device' as const,
    name: row.name,
    addedAt: row.trusted_at ?? row.added_at,
    heldAt: row.held_at ?? row.added_at,
  }))
  const sets = (await heldCodeSets(db, account)).map((row) => ({
    id: row.id,
    kind: 'codes' as const,
    name: '',
    addedAt: row.saved_at,
    heldAt: row.held_at,
  }))
  const numbers = (await heldNumbers(db, account)).map((row) => ({
    id: row.id,
    kind: 'number' as const,
    name: `•• ${row.last_two}`,
    addedAt: row.verified_at,
    heldAt: row.held_at,
  }))
  const addresses = (await heldAddresses(db, account)).map((row) => ({
    id: row.id,
    kind: 'address' as const,
    name: row.address,
    addedAt: row.verified_at,
    heldAt: row.held_at,
  }))
  return [...devices, ...sets, ...numbers, ...addresses]
    .map((one) => ({ ...one, addedAt: one.addedAt ?? 0, heldAt: one.heldAt ?? 0 }))
    .toSorted((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1))
}

/** Takes the hold off again. @returns false if it is not held */
export async function letGo(core: Core, tx: Tx, q: { account: string; item: Pick<HeldItem, 'id' | 'kind'> }): Promise<boolean> {
  const one = { id: q.item.id, accountId: q.account }
  switch (q.item.kind) {
    case 'device':
      return await allowDevice(core, tx, one)
    case 'codes':
      return await allowCodeSet(tx, one)
    case 'number':
      return await allowNumber(core, tx, one)
    case 'address':
      return await allowAddress(tx, one)
  }
}
