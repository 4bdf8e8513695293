import type { DeviceState } from '@sparekey/protocol/phone'
import { read, write } from './database.ts'

/** An account on this phone. Every account has its own keys, so that ending one says nothing of another (TD-6). */
export interface StoredAccount {
  device: string
  account: string
  login: string
  name: string
  siteName: string
  /** What this phone calls the account, if the person renamed it. */
  label?: string
  sign: CryptoKey
  /** For verification codes (VC-3). */
  otp: CryptoKey
  /** ms since 1970, by the server's clock. */
  pairedAt: number
  /** The state that the server told last, for when it cannot be asked. */
  state: DeviceState
  /** Until then a suspension pauses this phone, ms since 1970, as the server told last (RR-10). */
  pausedUntil?: number | undefined
}

/** A pairing that is under way: kept before the server hears of it, so that no trusted device is ever without its keys. */
export interface StoredPairing {
  pairing: string
  siteName: string
  checkNumber: string
  sign: CryptoKey
  otp: CryptoKey
  startedAt: number
  /** Known once the server took the keys. */
  device?: string
}

/** Some browsers keep the record and lose the key in it (WebKit in some modes): then it is no account any more. */
const hasKeys = (record: { sign: unknown; otp: unknown }): boolean => record.sign instanceof CryptoKey && record.otp instanceof CryptoKey

/** The accounts whose keys are here, oldest first, and those whose keys are gone. */
export async function readAccounts(): Promise<{ accounts: StoredAccount[]; keyless: StoredAccount[] }> {
  const all = await read<StoredAccount[]>('accounts', (store) => store.getAll())
  const sorted = all.sort((a, b) => a.pairedAt - b.pairedAt)
  return { accounts: sorted.filter(hasKeys), keyless: sorted.filter((record) => !hasKeys(record)) }
}

export const keepPairing = (pairing: StoredPairing): Promise<void> =>
  write(['pairings'], (tx) => {
    tx.objectStore('pairings').put(pairing)
  })

const readPairings = () => read<StoredPairing[]>('pairings', (store) => store.getAll())

/** The pairing to go on with after the app was closed in between: the newest that the server has the keys of. */
export async function readPairing(): Promise<(StoredPairing & { device: string }) | undefined> {
  const pairings = (await readPairings()).filter(hasKeys).sort((a, b) => b.startedAt - a.startedAt)
  for (const { device, ...rest } of pairings) if (device) return { ...rest, device }
  return undefined
}

/** Drops what can come to nothing any more. For the launch: later a pairing may be about to reach the server. */
export async function dropStalePairings(): Promise<void> {
  const live = await readPairing()
  for (const { pairing } of await readPairings()) if (pairing !== live?.pairing) await dropPairing(pairing)
}

export const dropPairing = (pairing: string): Promise<void> =>
  write(['pairings'], (tx) => {
    tx.objectStore('pairings').delete(pairing)
  })

/** The pairing is done: in one transaction it becomes an account. */
export const completePairing = (pairing: string, account: StoredAccount): Promise<void> =>
  write(['accounts', 'pairings'], (tx) => {
    tx.objectStore('accounts').put(account)
    tx.objectStore('pairings').delete(pairing)
  })

/** Replaces the record of an account by what `change` makes of it. Does nothing if the account is gone. */
const changeRecord = (device: string, change: (record: StoredAccount) => StoredAccount): Promise<void> =>
  write(['accounts'], (tx) => {
    const store = tx.objectStore('accounts')
    const found = store.get(device) as IDBRequest<StoredAccount | undefined>
    found.onsuccess = () => {
      if (found.result) store.put(change(found.result))
    }
  })

/** What the server tells of an account, kept for when it cannot be asked. */
export type Told = Partial<Pick<StoredAccount, 'login' | 'name' | 'siteName' | 'state' | 'pausedUntil'>>
export const keepTold = (device: string, told: Told): Promise<void> => changeRecord(device, (record) => ({ ...record, ...told }))

/** @param label empty for the account's own name */
export const renameAccount = (device: string, label: string): Promise<void> =>
  changeRecord(device, ({ label: _, ...record }) => (label ? { ...record, label } : record))

/** Deletes the account with its keys. */
export const removeAccount = (device: string): Promise<void> =>
  write(['accounts'], (tx) => {
    tx.objectStore('accounts').delete(device)
  })
