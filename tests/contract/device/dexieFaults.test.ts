import { forceCloseDatabase, IDBObjectStore as FakeObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDexieStore } from '../../../src/app/db/dexieStore'
import { DeviceFull, DeviceStoreLost, type DeviceStore } from '../../../src/app/db/port'
import { recentCommitsKept } from '../../../src/app/db/schema'
import { DeviceStoreBlocked } from '../../../src/app/db/storageErrors'
import { makeFaultyIndexedDb, type FaultyIndexedDb, type TransactionFault } from './faultyIndexedDb'
import { drop, makeCommand, makeDelta, makeDraft, makeMeta, makeSegment, put } from './records'

let faulty: FaultyIndexedDb
const name = 'minqing-test'
const opened: DeviceStore[] = []
const open = async (limits: { blockedMs?: number; unansweredMs?: number } = {}): Promise<DeviceStore> => {
  const store = await openDexieStore(name, {
    indexedDB: faulty.indexedDB,
    IDBKeyRange: faulty.IDBKeyRange,
    ...limits,
  })
  opened.push(store)
  return store
}
beforeEach(() => {
  faulty = makeFaultyIndexedDb()
})
afterEach(() => {
  for (const store of opened.splice(0)) store.close()
  faulty.restore()
  vi.restoreAllMocks()
})

const command = put('commands', makeCommand())
const otherCommand = put('commands', makeCommand({ id: 'command-2', seq: 2 }))
const idsIn = async (store: DeviceStore): Promise<string[]> =>
  (await store.all('commands')).map(({ id }) => id)

/** A handle of another program, or of a frozen tab: it does not listen to anyone. */
function openRaw(version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = faulty.indexedDB.open(name, version)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error!)
  })
}

describe('durability', () => {
  test('every readwrite transaction is strict, from opening to destroying', async () => {
    const store = await open()
    await store.commit({
      expectRevision: 0,
      writes: [command, put('delta', makeDelta()), put('segments', makeSegment())],
    })
    await store.commit({ expectRevision: 1, writes: [drop('area:1'), put('meta', makeMeta())] })
    await store.commit({ writes: [put('drafts', makeDraft())] })
    await store.destroy()
    const writing = faulty.seen.filter(({ mode }) => mode === 'readwrite')
    expect(writing.length).toBeGreaterThanOrEqual(5)
    expect(writing.filter(({ asked, got }) => asked !== 'strict' || got !== 'strict')).toEqual([])
  })

  test('a commit is one transaction, and says so only after its complete event', async () => {
    const store = await open()
    const before = faulty.seen.length
    const committing = store.commit({
      expectRevision: 0,
      writes: [command, put('delta', makeDelta()), put('drafts', makeDraft())],
    })
    await committing.then(() =>
      expect(faulty.seen.at(-1)).toMatchObject({ mode: 'readwrite', isComplete: true }),
    )
    expect(faulty.seen.length - before).toBe(1)
  })

  test('a commit whose complete event never comes is not confirmed, though its data is there', async () => {
    const store = await open()
    faulty.plan('hang')
    let confirmed = false
    void store.commit({ expectRevision: 0, writes: [command] }).then(() => (confirmed = true))
    const other = await open()
    await vi.waitUntil(async () => (await other.revision()) === 1)
    await other.commit({ expectRevision: 1, writes: [otherCommand] })
    expect(confirmed).toBe(false)
  })
})

describe('an error in the middle of a commit', () => {
  const writes = [
    command,
    otherCommand,
    put('delta', makeDelta()),
    put('meta', makeMeta()),
    put('drafts', makeDraft()),
  ]
  // Puts: state, two commands, delta, meta, draft.
  test.each([1, 2, 3, 4, 5, 6])('at put %i nothing of it is written', async (at) => {
    const store = await open()
    await store.commit({ expectRevision: 0, writes: [put('meta', makeMeta({ value: 'before' }))] })
    const before = await store.changesSince(0)
    const genuine = Object.getOwnPropertyDescriptor(FakeObjectStore.prototype, 'put')!
      .value as IDBObjectStore['put']
    let count = 0
    const failing = vi.spyOn(FakeObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (++count === at) throw new DOMException('no such thing', 'DataError')
      return genuine.apply(this, args)
    })
    await expect(store.commit({ expectRevision: 1, writes })).rejects.toThrow(/no such thing/)
    expect(count).toBeGreaterThanOrEqual(at)
    failing.mockRestore()
    expect(await store.changesSince(0)).toEqual(before)
    expect(await store.count('drafts')).toBe(0)
    expect(await store.commit({ expectRevision: 1, writes })).toEqual({ ok: true, revision: 2 })
  })
})

describe('a connection that dies', () => {
  test.each<TransactionFault>(['refuse', 'abort', 'loseAnswer'])(
    'once (%s): the commit is through exactly once, and nobody notices',
    async (fault) => {
      const store = await open()
      faulty.plan(fault)
      expect(await store.commit({ expectRevision: 0, writes: [command] })).toEqual({ ok: true, revision: 1 })
      expect(await store.revision()).toBe(1)
      expect(await idsIn(store)).toEqual(['command-1'])
      expect(await store.commit({ expectRevision: 1, writes: [otherCommand] })).toEqual({
        ok: true,
        revision: 2,
      })
    },
  )

  test('after the commit, and another tab writes before the writer is back: it still knows its own', async () => {
    const store = await open()
    const other = await open()
    faulty.plan('loseAnswer')
    faulty.onFault(() => other.commit({ expectRevision: 1, writes: [otherCommand] }))
    expect(await store.commit({ expectRevision: 0, writes: [command] })).toEqual({ ok: true, revision: 1 })
    expect(await store.revision()).toBe(2)
    expect(await idsIn(store)).toEqual(['command-1', 'command-2'])
  })

  test('before the commit, and another tab writes meanwhile: the writer is stale and writes nothing', async () => {
    const store = await open()
    const other = await open()
    faulty.plan('refuse', undefined)
    const late = store.commit({ expectRevision: 0, writes: [command] })
    const early = other.commit({ expectRevision: 0, writes: [otherCommand] })
    const results = [await late, await early]
    expect(results.filter(({ ok }) => ok).length).toBe(1)
    expect(results.map(({ revision }) => revision)).toEqual([1, 1])
    expect((await store.all('commands')).length).toBe(1)
  })

  test('after so many commits of others that its own is forgotten: the writer is told that nothing is certain', async () => {
    const store = await open()
    const other = await open()
    faulty.plan('loseAnswer')
    faulty.onFault(async () => {
      for (let revision = 1; revision <= recentCommitsKept; revision++) {
        await other.commit({ expectRevision: revision, writes: [put('meta', makeMeta({ value: revision }))] })
      }
    })
    await expect(store.commit({ expectRevision: 0, writes: [command] })).rejects.toThrow(DeviceStoreLost)
    expect(await idsIn(store)).toEqual(['command-1'])
  })

  test('with one commit less its own is still found', async () => {
    const store = await open()
    const other = await open()
    faulty.plan('loseAnswer')
    faulty.onFault(async () => {
      for (let revision = 1; revision < recentCommitsKept; revision++) {
        await other.commit({ expectRevision: revision, writes: [put('meta', makeMeta({ value: revision }))] })
      }
    })
    expect(await store.commit({ expectRevision: 0, writes: [command] })).toEqual({ ok: true, revision: 1 })
  })

  test('twice: the writer is told that nothing is certain, and the store works again after', async () => {
    const store = await open()
    faulty.plan('abort', 'abort')
    await expect(store.commit({ expectRevision: 0, writes: [command] })).rejects.toThrow(DeviceStoreLost)
    expect(await store.revision()).toBe(0)
    expect(await store.commit({ expectRevision: 0, writes: [command] })).toEqual({ ok: true, revision: 1 })
  })

  test('under a draft: it is written again', async () => {
    const store = await open()
    faulty.plan('abort')
    expect(await store.commit({ writes: [put('drafts', makeDraft())] })).toEqual({ ok: true, revision: 0 })
    expect(await store.count('drafts')).toBe(1)
  })

  test('under several commits of one tab at once: each ends in its own right', async () => {
    const store = await open()
    faulty.plan('abort', 'abort')
    const results = await Promise.all(
      [1, 2, 3].map((number) =>
        store.commit({ writes: [put('drafts', makeDraft({ id: `draft-${number}` }))] }),
      ),
    )
    expect(results).toEqual([1, 2, 3].map(() => ({ ok: true, revision: 0 })))
    expect(await store.count('drafts')).toBe(3)
  })

  test('closed by force (storage process killed): reading and writing go on by themselves', async () => {
    const store = await open()
    await store.commit({ expectRevision: 0, writes: [command] })
    forceCloseDatabase(faulty.databases.at(-1) as never)
    expect(await idsIn(store)).toEqual(['command-1'])
    forceCloseDatabase(faulty.databases.at(-1) as never)
    expect(await store.commit({ expectRevision: 1, writes: [otherCommand] })).toEqual({
      ok: true,
      revision: 2,
    })
  })

  test('a browser that never answers: the writer is told instead of waiting for ever', async () => {
    const store = await open({ unansweredMs: 400 })
    faulty.plan('hang', 'hang')
    await expect(store.commit({ writes: [put('drafts', makeDraft())] })).rejects.toThrow(DeviceStoreLost)
  })

  test('a browser that does not answer once: the commit that went through is recognised', async () => {
    const store = await open({ unansweredMs: 400 })
    faulty.plan('hang')
    expect(await store.commit({ expectRevision: 0, writes: [command] })).toEqual({ ok: true, revision: 1 })
    expect(await store.revision()).toBe(1)
  })
})

describe('a database thrown away under an open tab', () => {
  test('is not taken for the old one: neither reads nor drafts nor commits', async () => {
    const store = await open()
    await store.commit({ expectRevision: 0, writes: [command] })
    // The browser drops everything without asking anyone, and a fresh start makes a new database.
    for (const database of faulty.databases) forceCloseDatabase(database as never)
    await new Promise<void>((resolve) => (faulty.indexedDB.deleteDatabase(name).onsuccess = () => resolve()))
    const fresh = await open()
    await expect(store.all('commands')).rejects.toThrow(DeviceStoreLost)
    await expect(store.commit({ writes: [put('drafts', makeDraft())] })).rejects.toThrow(DeviceStoreLost)
    await expect(store.commit({ expectRevision: 0, writes: [command] })).rejects.toThrow(DeviceStoreLost)
    expect([await fresh.revision(), await fresh.count('drafts'), await fresh.count('commands')]).toEqual([
      0, 0, 0,
    ])
  })
})

describe('no room', () => {
  // The batch puts the state, a command and a draft, in this order.
  test.each(['storeState', 'commands', 'drafts'])(
    'the browser gives up at %s: DeviceFull, nothing is written, and the next commit goes through',
    async (table) => {
      const store = await open()
      faulty.plan('quota')
      faulty.strikeAt(table)
      const writes = [command, put('drafts', makeDraft())]
      await expect(store.commit({ expectRevision: 0, writes })).rejects.toThrow(DeviceFull)
      expect([await store.revision(), await store.count('commands'), await store.count('drafts')]).toEqual([
        0, 0, 0,
      ])
      expect(await store.commit({ expectRevision: 0, writes: [command] })).toEqual({ ok: true, revision: 1 })
    },
  )

  test('at a single put: DeviceFull', async () => {
    const store = await open()
    vi.spyOn(FakeObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await expect(store.commit({ expectRevision: 0, writes: [command] })).rejects.toThrow(DeviceFull)
  })
})

describe('other tabs with other builds', () => {
  test('the store lets go when a newer build upgrades, and an open form can still save its draft', async () => {
    const store = await open()
    await store.commit({ expectRevision: 0, writes: [command] })
    const newer = await openRaw(500)
    expect(newer.version).toBe(500)
    newer.close()
    expect(await store.commit({ writes: [put('drafts', makeDraft())] })).toEqual({
      ok: true,
      revision: 0 + 1,
    })
    expect(await idsIn(store)).toEqual(['command-1'])
  })

  test('an older tab that does not let go: a typed error instead of waiting for ever', async () => {
    const older = await openRaw(1)
    await expect(open({ blockedMs: 20 })).rejects.toThrow(DeviceStoreBlocked)
    older.close()
    const store = await open()
    expect(await store.revision()).toBe(0)
  })

  test('a tab that was open when another destroyed everything does not make the database anew', async () => {
    const store = await open()
    const other = await open()
    await store.destroy()
    await expect(other.commit({ writes: [put('drafts', makeDraft())] })).rejects.toThrow(DeviceStoreLost)
    await expect(other.revision()).rejects.toThrow(DeviceStoreLost)
    expect(await faulty.indexedDB.databases()).toEqual([])
  })

  test('destroy empties everything even while a frozen tab holds the database', async () => {
    const store = await open({ blockedMs: 20 })
    await store.commit({ expectRevision: 0, writes: [command, put('meta', makeMeta())] })
    await store.commit({ writes: [put('drafts', makeDraft())] })
    const frozen = await openRaw()
    await store.destroy()
    for (const table of Array.from(frozen.objectStoreNames)) {
      const request = frozen.transaction(table, 'readonly').objectStore(table).count()
      expect(await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)))).toBe(0)
    }
    frozen.close()
  })
})
