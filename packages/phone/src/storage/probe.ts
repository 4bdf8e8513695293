import { fromBase64url } from '../keys/base64url.ts'
import { makeDeviceKey, signBytes, verifyBytes } from '../keys/device-key.ts'
import { read, write } from './database.ts'

/** Whether this browser really keeps keys: makes one, stores it, reads it in a new transaction and uses it.
 * Private windows, Lockdown Mode and full disks fail here, before anything is paired. */
export async function canKeepKeys(): Promise<boolean> {
  try {
    const made = await makeDeviceKey()
    await write(['probe'], (tx) => {
      tx.objectStore('probe').put(made.privateKey, 'key')
    })
    const kept = await read<unknown>('probe', (store) => store.get('key'))
    await write(['probe'], (tx) => {
      tx.objectStore('probe').clear()
    })
    if (!(kept instanceof CryptoKey)) return false
    const bytes = new TextEncoder().encode('sparekey probe')
    return await verifyBytes(made.publicKey, fromBase64url(await signBytes(kept, bytes)), bytes)
  } catch {
    return false
  }
}
