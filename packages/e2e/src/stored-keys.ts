/** A key that a page keeps in this browser. */
export interface StoredKey {
  algorithm: string
  extractable: boolean
  /** Whether a script could take it out. */
  exported: boolean
  /** Of an HMAC key: the 8 digits of RFC 6238 at that moment. */
  code: string | undefined
}

/** Runs in a page: every key in its IndexedDB, and what can be done with it.
 * @param at seconds since 1970, for codes */
export async function readKeys(at: number): Promise<StoredKey[]> {
  const whenDone = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((go, fail) => {
      request.onsuccess = () => go(request.result)
      request.onerror = () => fail(request.error)
    })
  const codeOf = async (key: CryptoKey): Promise<string> => {
    const counter = new DataView(new ArrayBuffer(8))
    counter.setBigUint64(0, BigInt(Math.floor(at / 30)))
    const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer))
    const number = mac.getUint32(mac.getUint8(mac.byteLength - 1) & 15) & 0x7fffffff
    return String(number % 100_000_000).padStart(8, '0')
  }
  const storedKey = async (key: CryptoKey): Promise<StoredKey> => ({
    algorithm: key.algorithm.name,
    extractable: key.extractable,
    exported: await crypto.subtle.exportKey('jwk', key).then(
      () => true,
      () => false,
    ),
    code: key.algorithm.name === 'HMAC' ? await codeOf(key) : undefined,
  })
  const keysIn = (value: unknown): CryptoKey[] => {
    if (value instanceof CryptoKey) return [value]
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(keysIn) : []
  }
  const found: StoredKey[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await whenDone(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const rows = await whenDone(database.transaction(store).objectStore(store).getAll())
      for (const key of keysIn(rows)) found.push(await storedKey(key))
    }
    database.close()
  }
  return found
}
