/**
 * The device store on IndexedDB. A commit is one strict transaction: compare the revision, apply, note the commit; it
 * counts only after the transaction's `complete` event. Nothing foreign is awaited inside (docs/incidents.md I04).
 *
 * A connection that dies leaves the writer not knowing whether its commit arrived (I01). Each checked commit leaves its
 * random id in the same transaction, so the retry looks for it first: found means done, an unchanged revision means
 * that nothing arrived. Only when more foreign commits came between than ids are kept is it left open
 * (`DeviceStoreLost`), and the caller must read again what it has.
 */
import type { Dexie, PromiseExtended, Table } from 'dexie'
import { changesOf, commitAtOnce, meet, own, type Attempt, type Stored } from './commitAtOnce'
import { connect, type Connection, type ConnectionOptions } from './connection'
import { planBatch, versionedTables } from './plan'
import {
  DeviceFull,
  DeviceStoreLost,
  scopeOfKey,
  type Batch,
  type Beginning,
  type ChangesSince,
  type CommitResult,
  type DeviceStore,
  type TableName,
  type Tables,
} from './port'
import type { DroppedScope, StoreState } from './schema'
import { isLostConnection, isQuotaError } from './storageErrors'

/**
 * Opens (or makes) the database of one person on this device.
 * @throws DeviceStoreBlocked when another tab holds an older version open for longer than 5 s.
 * @throws DeviceFull when there is no room to open it.
 */
export async function openDexieStore(name: string, options: ConnectionOptions = {}): Promise<DeviceStore> {
  let storeId: string | undefined
  const connection = connect(name, options, async (db) => {
    if (storeId === undefined) storeId = await readOrMakeStoreId(db)
    else own(await stateOf(db), storeId)
  })
  try {
    await twice(connection, stateOf)
    return createStore(connection, storeId ?? '')
  } catch (error) {
    connection.close()
    throw translate(error)
  }
}

function createStore(connection: Connection, storeId: string): DeviceStore {
  const run = async <T>(work: (db: Dexie) => PromiseLike<T>): Promise<T> => {
    try {
      return await twice(connection, work)
    } catch (error) {
      throw translate(error)
    }
  }

  return {
    async commit(batch: Batch): Promise<CommitResult> {
      const plan = planBatch(batch)
      const commitId = randomId()
      let again = false
      return run((db) => {
        const attempt = { plan, commitId, storeId, again }
        again = true
        return commit(db, attempt)
      })
    },
    revision: () => run((db) => stateOf(db).then((state) => own(state, storeId).revision)),
    beginning: () =>
      run((db) =>
        db.transaction('r', [...versionedTables, 'storeState'], async () => beginning(db, storeId)),
      ),
    ofScope: (scope) =>
      run((db) => db.transaction('r', ['segments', 'delta'], async () => ofScope(db, scope))),
    changesSince: (revision) =>
      run((db) =>
        db.transaction('r', [...versionedTables, 'droppedScopes', 'storeState'], async () =>
          changesSince(db, revision, storeId),
        ),
      ),
    get: <T extends TableName>(table: T, key: string) =>
      run<Tables[T] | undefined>((db) =>
        db
          .table<Stored>(table)
          .get(key)
          .then((stored) => stored && out(table, stored)),
      ),
    all: <T extends TableName>(table: T) =>
      run<Tables[T][]>((db) =>
        inOrder(db.table<Stored>(table), table).then((stored) => stored.map((one) => out(table, one))),
      ),
    count: (table) => run((db) => db.table(table).count()),
    close: () => connection.close(),
    async destroy() {
      // Emptied first: removing the database may have to wait for a frozen tab, the data may not.
      await run((db) => {
        const tables = db.tables.map((table) => table.name)
        return db.transaction('rw', tables, () => Promise.all(tables.map((table) => db.table(table).clear())))
      })
      await connection.remove()
    },
  }
}

async function commit(db: Dexie, attempt: Attempt): Promise<CommitResult> {
  const { changes, dropScopes } = attempt.plan
  if (dropScopes.size === 0) return commitAtOnce(db, attempt)
  const tables = new Set<string>([
    ...changes.keys(),
    'storeState',
    'segments',
    'delta',
    'directory',
    'droppedScopes',
  ])

  let transaction: IDBTransaction | undefined
  try {
    // An async function as such: only then does Dexie carry its zone over native awaits.
    return await db.transaction('rw', [...tables], async (begun) => {
      transaction = begun.idbtrans
      return apply(db, attempt)
    })
  } catch (error) {
    // Requests under way when the browser gives up all fail as aborted; only the transaction knows the reason.
    if (isQuotaError(transaction?.error)) throw new DeviceFull({ cause: error })
    throw error
  }
}

/** Inside the transaction: awaits nothing but the database. */
async function apply(db: Dexie, attempt: Attempt): Promise<CommitResult> {
  const { ended, next, revision } = meet(await stateOf(db), attempt)
  if (ended) return ended
  const { dropScopes, changes } = attempt.plan
  if (next) await db.table<StoreState>('storeState').put(next)
  await emptyScopes(db, [...dropScopes], revision)
  // Different tables: all requests at once, since each round trip to the storage process costs a phone milliseconds.
  await Promise.all(
    [...changes].map(async ([name, keys]) => {
      const table = db.table<Stored>(name)
      const { deletes, puts } = changesOf(name, keys, revision)
      if (deletes.length > 0) await table.bulkDelete(deletes)
      if (puts.length > 0) await table.bulkPut(puts)
    }),
  )
  return { ok: true, revision }
}

async function emptyScopes(db: Dexie, scopes: readonly string[], revision: number): Promise<void> {
  for (const scope of scopes) {
    for (const table of ['segments', 'delta'] as const)
      await emptyScope(db.table<Stored, string>(table), scope)
  }
  await db.table('directory').bulkDelete([...scopes])
  await db.table<DroppedScope>('droppedScopes').bulkPut(scopes.map((scope) => ({ scope, revision })))
}

/**
 * Keys lead with their scope, so a scope is mostly one range of keys, which goes in one request: 10,000 rows one by one
 * take 3 s. Whether it is one is counted, not assumed.
 */
async function emptyScope(table: Table<Stored, string>, scope: string): Promise<void> {
  const keys = (await table.where('scope').equals(scope).primaryKeys()).sort()
  const [first, last] = [keys[0], keys.at(-1)]
  if (first === undefined || last === undefined) return
  const range = table.where(':id').between(first, last, true, true)
  if ((await range.count()) === keys.length) await range.delete()
  else await table.bulkDelete(keys)
}

async function changesSince(db: Dexie, since: number, storeId: string): Promise<ChangesSince> {
  const { revision } = own(await stateOf(db), storeId)
  const changed = async <T extends TableName>(table: T): Promise<Tables[T][]> => {
    const stored = db.table<Stored>(table)
    // Reading all by primary key is faster than through the index.
    const found = await (since < 1 ? stored.toArray() : stored.where('revision').above(since).toArray())
    return found.map((one) => out(table, one))
  }
  const [segments, delta, commands, meta, droppedScopes] = await Promise.all([
    changed('segments'),
    changed('delta'),
    changed('commands'),
    changed('meta'),
    db.table<DroppedScope>('droppedScopes').where('revision').above(since).toArray(),
  ])
  return { revision, segments, delta, commands, meta, droppedScopes }
}

async function beginning(db: Dexie, storeId: string): Promise<Beginning> {
  const [state, segments, delta, commands, meta] = await Promise.all([
    stateOf(db),
    db.table('segments').toCollection().primaryKeys() as PromiseExtended<string[]>,
    db.table('delta').toCollection().primaryKeys() as PromiseExtended<string[]>,
    db.table<Stored>('commands').toArray(),
    db.table<Stored>('meta').toArray(),
  ])
  return {
    revision: own(state, storeId).revision,
    scopes: [...new Set([...segments, ...delta].map(scopeOfKey))],
    segments,
    commands: commands.map((stored) => out('commands', stored)),
    meta: meta.map((stored) => out('meta', stored)),
  }
}

/** Keys lead with their scope, so that its rows are one range of keys: much faster than through the index. */
async function ofScope(
  db: Dexie,
  scope: string,
): Promise<{ segments: Tables['segments'][]; delta: Tables['delta'][] }> {
  const rows = async <T extends 'segments' | 'delta'>(table: T): Promise<Tables[T][]> => {
    const range = db.table<Stored>(table).where(':id').startsWith(`${scope}|`)
    return (await range.toArray()).map((stored) => out(table, stored))
  }
  const [segments, delta] = await Promise.all([rows('segments'), rows('delta')])
  return { segments, delta }
}

function inOrder(stored: Table<Stored>, table: TableName): PromiseExtended<Stored[]> {
  if (table === 'commands') return stored.orderBy('seq').toArray()
  if (table === 'drafts') return stored.orderBy('updatedAt').reverse().toArray()
  return stored.toArray()
}

/** The port shows the revision on commands and meta only. */
function out<T extends TableName>(table: T, stored: Stored): Tables[T] {
  if (table === 'commands' || table === 'meta') return stored as Tables[T]
  const { revision: _, ...record } = stored
  return record as Tables[T]
}

const stateOf = (db: Dexie): PromiseExtended<StoreState | undefined> =>
  db.table<StoreState>('storeState').get('state')

const readOrMakeStoreId = async (db: Dexie): Promise<string> => {
  const found = await stateOf(db)
  if (found) return found.storeId
  const storeId = randomId()
  return db.transaction('rw', ['storeState'], async () => {
    const madeByOther = await stateOf(db)
    if (madeByOther) return madeByOther.storeId
    await db.table<StoreState>('storeState').put({ key: 'state', revision: 0, storeId, recentCommits: [] })
    return storeId
  })
}

/** Runs again, once, on a new connection when the first died under it. */
async function twice<T>(connection: Connection, work: (db: Dexie) => PromiseLike<T>): Promise<T> {
  try {
    return await connection.use(work)
  } catch (error) {
    if (!isLostConnection(error)) throw error
    return connection.use(work)
  }
}

function translate(error: unknown): unknown {
  if (isQuotaError(error)) return new DeviceFull({ cause: error })
  if (isLostConnection(error)) return new DeviceStoreLost({ cause: error })
  return error
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
