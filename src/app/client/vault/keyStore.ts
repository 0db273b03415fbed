/**
 * Keeps the key records in a small database of their own: `CryptoKey` objects can lie in IndexedDB without ever being
 * exported, and wiping begins with the keys, whatever happens to the data after. It uses IndexedDB directly, since it
 * is needed before the first paint and Dexie is not.
 *
 * This stops nobody who copies the whole browser profile; see SECURITY.md.
 */
import { DeviceFull } from '../../db/port'
import { isQuotaError } from '../../db/storageErrors'
import { keyRecordId, type KeyRecord } from './keyRecord'

const databaseName = 'minqing-keys'
const table = 'keys'

export interface KeyStore {
  get(person: Pick<KeyRecord, 'tenantId' | 'personId'>): Promise<KeyRecord | undefined>
  /** Latest sign-in first. */
  list(): Promise<KeyRecord[]>
  /**
   * Stores a record and returns it as stored. A data key that is already there stays, whatever the new record says:
   * what was sealed with it could never be opened again, and two tabs may sign in at once.
   */
  put(record: KeyRecord): Promise<KeyRecord>
  /** First step of every wipe: without the keys the sealed data is noise. */
  remove(person: Pick<KeyRecord, 'tenantId' | 'personId'>): Promise<void>
  close(): void
}

/** @throws KeyStoreUnusable when this browser cannot keep keys (no IndexedDB, some private windows). */
export async function openKeyStore({
  indexedDB = globalThis.indexedDB,
}: { indexedDB?: IDBFactory } = {}): Promise<KeyStore> {
  let database: IDBDatabase | undefined = await open(indexedDB)
  // Another tab with a newer build may upgrade, a wipe may delete: let go, and open again when needed.
  const letGo = (): void => {
    database?.close()
    database = undefined
  }
  const attach = (opened: IDBDatabase): IDBDatabase => {
    opened.onversionchange = letGo
    opened.onclose = letGo
    return opened
  }
  attach(database)

  /** Resolves with what `ask` found after the transaction's `complete` event. */
  async function run<T>(
    mode: IDBTransactionMode,
    ask: (keys: IDBObjectStore, found: (value: T) => void) => void,
  ): Promise<T> {
    database ??= attach(await open(indexedDB))
    let transaction: IDBTransaction
    try {
      transaction = database.transaction(table, mode, { durability: 'strict' })
    } catch {
      // The handle was closing (InvalidStateError); nothing has been asked yet.
      letGo()
      database = attach(await open(indexedDB))
      transaction = database.transaction(table, mode, { durability: 'strict' })
    }
    return finished(transaction, ask)
  }

  return {
    get: (person) => run('readonly', (keys, found) => answer(keys.get(keyRecordId(person)), found)),
    async list() {
      const records = await run<KeyRecord[]>('readonly', (keys, found) => answer(keys.getAll(), found))
      return records.sort((a, b) => b.signedInAt - a.signedInAt)
    },
    put: (record) =>
      run('readwrite', (keys, found) => {
        const id = keyRecordId(record)
        answer<KeyRecord | undefined>(keys.get(id), (existing) => {
          const stored = existing ? { ...record, dataKey: existing.dataKey } : record
          keys.put(stored, id)
          found(stored)
        })
      }),
    remove: (person) =>
      run('readwrite', (keys, found) => {
        keys.delete(keyRecordId(person))
        found(undefined)
      }),
    close: letGo,
  }
}

export class KeyStoreUnusable extends Error {
  constructor(options?: { cause?: unknown }) {
    super('this browser cannot keep keys', options)
    this.name = 'KeyStoreUnusable'
  }
}

function open(indexedDB: IDBFactory | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (!indexedDB) return reject(new KeyStoreUnusable())
    const fail = (cause: unknown): void =>
      reject(isQuotaError(cause) ? new DeviceFull({ cause }) : new KeyStoreUnusable({ cause }))
    try {
      const request = indexedDB.open(databaseName, 1)
      request.onupgradeneeded = () => void request.result.createObjectStore(table)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => fail(request.error)
      request.onblocked = () => fail(new Error('another tab holds an older version'))
    } catch (cause) {
      fail(cause)
    }
  })
}

function finished<T>(
  transaction: IDBTransaction,
  ask: (keys: IDBObjectStore, found: (value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let value: T | undefined
    transaction.oncomplete = () => resolve(value as T)
    transaction.onabort = () => {
      const cause = transaction.error
      reject(isQuotaError(cause) ? new DeviceFull({ cause }) : new KeyStoreUnusable({ cause }))
    }
    try {
      ask(transaction.objectStore(table), (found) => (value = found))
    } catch (cause) {
      // A record that cannot be cloned: some private windows refuse `CryptoKey`.
      transaction.abort()
      reject(new KeyStoreUnusable({ cause }))
    }
  })
}

function answer<T>(request: IDBRequest, found: (value: T) => void): void {
  request.onsuccess = () => found(request.result as T)
}
