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
  pairedAt: number
  /** The state that the server told last, for when it cannot be asked. */
  state: DeviceState
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

/** The pairing to go on with after the app was closed in between, if the server has its keys. Others are dropped. */
export async function readPairing(): Promise<(StoredPairing & { device: string }) | undefined> {
  const all = await read<StoredPairing[]>('pairings', (store) => store.getAll())
  const newest = all.filter(hasKeys).sort((a, b) => b.startedAt - a.startedAt)[0]
  for (const other of all) if (other !== newest || !other.device) await dropPairing(other.pairing)
  return newest?.device ? { ...newest, device: newest.device } : undefined
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

/** Changes what the record says beside its keys. Does nothing if the account is gone. */
export const changeAccount = (
  device: string,
  change: Partial<Pick<StoredAccount, 'label' | 'login' | 'name' | 'siteName' | 'state'>>,
): Promise<void> =>
  write(['accounts'], (tx) => {
    const store = tx.objectStore('accounts')
    const found = store.get(device) as IDBRequest<StoredAccount | undefined>
    found.onsuccess = () => {
      if (found.result) store.put({ ...found.result, ...change })
    }
  })

/** Deletes the account with its keys. */
export const removeAccount = (device: string): Promise<void> =>
  write(['accounts'], (tx) => {
    tx.objectStore('accounts').delete(device)
  })
