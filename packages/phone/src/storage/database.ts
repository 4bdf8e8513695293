const name = 'sparekey-phone'
const version = 1

/** `accounts` and `pairings` hold keys, `notes` what else is worth remembering, `probe` the key that is tried out. */
export type StoreName = 'accounts' | 'pairings' | 'notes' | 'probe'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('accounts', { keyPath: 'device' })
      request.result.createObjectStore('pairings', { keyPath: 'pairing' })
      request.result.createObjectStore('notes')
      request.result.createObjectStore('probe')
    }
    request.onsuccess = () => {
      // A newer app in another window may change the stores; this one must not hold it up.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('an older version of the app holds the database open'))
  })
}

/** Answers once the transaction is complete: on the disk, not only in a buffer (`durability: 'strict'`). */
async function transact(stores: StoreName[], mode: IDBTransactionMode, work: (transaction: IDBTransaction) => void): Promise<void> {
  const database = await open()
  try {
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(stores, mode, { durability: 'strict' })
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was aborted'))
      transaction.onerror = () => reject(transaction.error)
      work(transaction)
    })
  } finally {
    database.close()
  }
}

/** Runs `work` on the stores, in one transaction: all of it or nothing. */
export const write = (stores: StoreName[], work: (transaction: IDBTransaction) => void): Promise<void> =>
  transact(stores, 'readwrite', work)

/** Reads one value, or a list of them, of one store. What is read is unchecked: say what it may be. */
export async function read<T>(store: StoreName, query: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  let request: IDBRequest<T> | undefined
  await transact([store], 'readonly', (transaction) => {
    request = query(transaction.objectStore(store))
  })
  return (request as IDBRequest<T>).result
}
