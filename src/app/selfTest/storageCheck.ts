/** Writes to a database of its own with the promise that is given for a visit, closes it, reads it back, deletes it. */
import { found, good, type Found } from './check'

const prefix = 'minqing-selftest-'
/** About a visit with its issues, sealed. */
const sampleBytes = 16 * 1024

export async function checkStorage(indexedDB: IDBFactory | undefined): Promise<Found> {
  if (!indexedDB) return found('bad', 'storageMissing')
  try {
    return await inOwnDatabase(indexedDB, async (open) => {
      const sample = crypto.getRandomValues(new Uint8Array(sampleBytes))
      await withDatabase(open, (database) => put(database, sample))
      const kept = await withDatabase(open, get)
      const isSame = kept instanceof Uint8Array && kept.every((byte, at) => byte === sample[at])
      return isSame && kept.length === sampleBytes ? good() : found('bad', 'storageFailed')
    })
  } catch {
    return found('bad', 'storageFailed')
  }
}

/** Gives a database that did not exist before and does not exist after. */
export async function inOwnDatabase<T>(
  indexedDB: IDBFactory,
  work: (open: () => Promise<IDBDatabase>) => Promise<T>,
): Promise<T> {
  await sweep(indexedDB)
  const name = prefix + crypto.randomUUID()
  const open = (): Promise<IDBDatabase> => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => void request.result.createObjectStore('probe')
    return asPromise(request)
  }
  try {
    return await work(open)
  } finally {
    await asPromise(indexedDB.deleteDatabase(name)).catch(() => undefined)
  }
}

/** What a test left that was killed in the middle. Firefox learned to list databases late. */
async function sweep(indexedDB: IDBFactory): Promise<void> {
  const all = (await indexedDB.databases?.().catch(() => [])) ?? []
  for (const { name } of all) {
    if (name?.startsWith(prefix)) await asPromise(indexedDB.deleteDatabase(name)).catch(() => undefined)
  }
}

export async function withDatabase<T>(
  open: () => Promise<IDBDatabase>,
  use: (database: IDBDatabase) => Promise<T>,
): Promise<T> {
  const database = await open()
  try {
    return await use(database)
  } finally {
    database.close()
  }
}

export function put(database: IDBDatabase, value: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('probe', 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was aborted'))
    transaction.objectStore('probe').put(value, 'probe')
  })
}

export const get = (database: IDBDatabase): Promise<unknown> =>
  asPromise(database.transaction('probe').objectStore('probe').get('probe') as IDBRequest<unknown>)

function asPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the request failed'))
  })
}
