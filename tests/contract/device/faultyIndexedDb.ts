/**
 * An IndexedDB whose transactions misbehave on order, as browsers' do when their storage process dies. One per test.
 */
import { IDBDatabase as FakeDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb'

/**
 * `refuse`: the handle is closing, the transaction never begins. `abort`: torn down in the middle, nothing arrives.
 * `loseAnswer`: it commits, but the writer only sees the connection die. `hang`: it commits, and nobody says so.
 * `quota`: torn down in the middle for want of room.
 */
export type TransactionFault = 'refuse' | 'abort' | 'loseAnswer' | 'hang' | 'quota'

interface SeenTransaction {
  mode: IDBTransactionMode
  /** As asked for. */
  asked: IDBTransactionDurability | undefined
  /** As the transaction itself says. */
  got: IDBTransactionDurability
  isComplete: boolean
}

export interface FaultyIndexedDb {
  indexedDB: IDBFactory
  IDBKeyRange: typeof IDBKeyRange
  /** Every transaction begun so far. */
  seen: SeenTransaction[]
  /** The next readwrite transactions meet these, in order; `undefined` lets one through. */
  plan(...faults: (TransactionFault | undefined)[]): void
  /** `abort` and `quota` strike at a put into this table instead of the first put. */
  strikeAt(table: string): void
  /** Runs when a planned fault has struck, before the writer hears of it. */
  onFault(run: () => Promise<unknown>): void
  /** Open handles, newest last. */
  databases: IDBDatabase[]
  restore(): void
}

export function makeFaultyIndexedDb(): FaultyIndexedDb {
  const planned: (TransactionFault | undefined)[] = []
  const seen: SeenTransaction[] = []
  const databases: IDBDatabase[] = []
  let at: string | undefined
  let struck: () => Promise<unknown> = () => Promise.resolve()
  const prototype = FakeDatabase.prototype
  const genuine = Object.getOwnPropertyDescriptor(prototype, 'transaction')!
    .value as IDBDatabase['transaction']

  prototype.transaction = function (this: IDBDatabase, stores, mode = 'readonly', options) {
    if (!databases.includes(this)) databases.push(this)
    const fault = mode === 'readwrite' ? planned.shift() : undefined
    if (fault === 'refuse') throw new DOMException('The database connection is closing.', 'InvalidStateError')
    const transaction = genuine.call(this, stores, mode, options)
    const entry = { mode, asked: options?.durability, got: transaction.durability, isComplete: false }
    seen.push(entry)
    transaction.addEventListener('complete', () => (entry.isComplete = true))
    if (fault) strike(transaction, fault)
    return transaction
  }

  function strike(transaction: IDBTransaction, fault: TransactionFault): void {
    if (fault === 'abort' || fault === 'quota') {
      const quota = new DOMException('The quota has been exceeded.', 'QuotaExceededError')
      const genuineStore = transaction.objectStore.bind(transaction)
      // The writer has asked it to end, and it ends otherwise.
      transaction.commit = () => undefined
      // After a write was accepted the browser changes its mind.
      transaction.objectStore = (name) => {
        const store = genuineStore(name)
        if (at !== undefined && name !== at) return store
        const put = store.put.bind(store)
        store.put = (value, key) => {
          const request = key === undefined ? put(value) : put(value, key)
          request.addEventListener('success', () => {
            if (fault === 'quota') Object.defineProperty(transaction, 'error', { value: quota })
            transaction.abort()
          })
          return request
        }
        return store
      }
      return
    }
    // The genuine end is heard here alone; what the writer set as `oncomplete` is never called.
    let heardAbort: ((event: Event) => void) | null = null
    Object.defineProperties(transaction, {
      oncomplete: { set: () => undefined },
      onabort: { set: (handler: (event: Event) => void) => (heardAbort = handler) },
    })
    transaction.addEventListener('complete', () => {
      if (fault === 'loseAnswer') void struck().then(() => heardAbort?.call(transaction, new Event('abort')))
    })
  }

  return {
    indexedDB: new IDBFactory(),
    IDBKeyRange,
    seen,
    databases,
    plan: (...faults) => void planned.push(...faults),
    strikeAt: (table) => (at = table),
    onFault: (run) => (struck = run),
    restore: () => (prototype.transaction = genuine),
  }
}
