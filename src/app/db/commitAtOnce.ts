/**
 * A commit that drops no scope, which is nearly every one, in two steps of the browser's own interface: the state is
 * read, and in its answer all writes are asked for and the transaction is told to end. Dexie waits for the answer to
 * each write first, and so does the browser before it ends a transaction by itself; that made a save half as long
 * again.
 */
import type { Dexie } from 'dexie'
import { isVersioned, type AnyRecord, type Plan } from './plan'
import { DeviceFull, DeviceStoreLost, type CommitResult, type TableName } from './port'
import { recentCommitsKept, type StoreState } from './schema'
import { isQuotaError } from './storageErrors'

/** Any record as it lies in its table: versioned ones with the revision of their last change. */
export type Stored = AnyRecord & { revision?: number }

export interface Attempt {
  plan: Plan
  commitId: string
  storeId: string
  /** The connection died under the first attempt. */
  again: boolean
}

/** `ended`: nothing is to be written. `next`: the state to write along, where a revision is asked for. */
type Met =
  | { ended: CommitResult; next?: undefined; revision: number }
  | { ended?: undefined; next?: StoreState; revision: number }

/** What an attempt finds when its transaction has begun. */
export function meet(found: StoreState | undefined, { plan, commitId, storeId, again }: Attempt): Met {
  const state = own(found, storeId)
  const { revision } = state
  if (plan.expectRevision === undefined) return { revision }
  const place = state.recentCommits.indexOf(commitId)
  if (place >= 0) {
    const then = revision - (state.recentCommits.length - 1 - place)
    return { ended: { ok: true, revision: then }, revision }
  }
  if (plan.expectRevision !== revision) {
    const missed = revision - plan.expectRevision
    if (again && missed > state.recentCommits.length) throw new DeviceStoreLost()
    return { ended: { ok: false, revision }, revision }
  }
  const recentCommits = [...state.recentCommits, commitId].slice(-recentCommitsKept)
  return { next: { ...state, revision: revision + 1, recentCommits }, revision: revision + 1 }
}

/** A database without its state, or with a foreign one, was thrown away under us: nothing may be written into it. */
export function own(state: StoreState | undefined, storeId: string): StoreState {
  if (state?.storeId !== storeId) throw new DeviceStoreLost()
  return state
}

export function changesOf(
  name: TableName,
  keys: ReadonlyMap<string, AnyRecord | null>,
  revision: number,
): { deletes: string[]; puts: Stored[] } {
  const deletes: string[] = []
  const puts: Stored[] = []
  for (const [key, record] of keys) {
    if (record === null) deletes.push(key)
    else puts.push(isVersioned(name) ? { ...record, revision } : record)
  }
  return { deletes, puts }
}

/** Resolves at the `complete` event of one strict transaction. */
export function commitAtOnce(db: Dexie, attempt: Attempt): Promise<CommitResult> {
  const { changes } = attempt.plan
  return new Promise((resolve, reject) => {
    const transaction = db
      .backendDB()
      .transaction([...changes.keys(), 'storeState'], 'readwrite', { durability: 'strict' })
    let result: CommitResult | undefined
    let failure: unknown
    transaction.oncomplete = () => (result ? resolve(result) : reject(new DeviceStoreLost()))
    transaction.onabort = () => {
      const reason = failure ?? transaction.error ?? new DOMException('torn down', 'AbortError')
      reject(isQuotaError(transaction.error) ? new DeviceFull({ cause: reason }) : (reason as Error))
    }
    const asked = transaction.objectStore('storeState').get('state') as IDBRequest<StoreState | undefined>
    asked.onsuccess = () => {
      try {
        result = write(transaction, asked.result, attempt)
        transaction.commit()
      } catch (error) {
        failure = error
        transaction.abort()
      }
    }
  })
}

function write(transaction: IDBTransaction, found: StoreState | undefined, attempt: Attempt): CommitResult {
  const { ended, next, revision } = meet(found, attempt)
  if (ended) return ended
  if (next) transaction.objectStore('storeState').put(next)
  for (const [name, keys] of attempt.plan.changes) {
    const store = transaction.objectStore(name)
    const { deletes, puts } = changesOf(name, keys, revision)
    for (const key of deletes) store.delete(key)
    for (const record of puts) store.put(record)
  }
  return { ok: true, revision }
}
