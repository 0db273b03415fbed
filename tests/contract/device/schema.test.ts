import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import { openDexieStore } from '../../../src/app/db/dexieStore'
import { schemaVersions } from '../../../src/app/db/schema'
import { makeCommand, makeDirectory, makeDraft, makeHome, put } from './records'

/**
 * Every released schema as phones carry it, written down apart from the code: primary key and indexes of each table
 * that it brought. Never change an entry; a new version adds one.
 */
const released: Record<number, Record<string, [key: string, ...indexes: string[]]>> = {
  1: {
    segments: ['id', 'scope', 'revision'],
    delta: ['key', 'scope', 'revision'],
    commands: ['id', 'seq', 'state', 'revision'],
    drafts: ['id', 'updatedAt'],
    media: ['sha256', 'state'],
    meta: ['key', 'revision'],
    storeState: ['key'],
    droppedScopes: ['scope', 'revision'],
  },
  2: {
    directory: ['scope'],
  },
  3: {
    home: ['key'],
  },
}
/** All tables of a phone at that version. */
const tablesOf = (version: number): (typeof released)[number] =>
  Array.from({ length: version }, (_, index) => released[index + 1]!).reduce((all, one) => ({
    ...all,
    ...one,
  }))
/** Dexie multiplies its version numbers by ten. */
const nativeVersion = (version: number): number => version * 10

/** A database as that version left it on a phone, with 50 unsent commands and a draft. */
function makeReleased(indexedDB: IDBFactory, version: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('minqing-test', nativeVersion(version))
    request.onupgradeneeded = () => {
      for (const [table, [keyPath, ...indexes]] of Object.entries(tablesOf(version))) {
        const store = request.result.createObjectStore(table, { keyPath })
        for (const index of indexes) store.createIndex(index, index)
      }
    }
    request.onerror = () => reject(request.error!)
    request.onsuccess = () => {
      const transaction = request.result.transaction(['commands', 'drafts', 'storeState'], 'readwrite')
      for (let seq = 1; seq <= 50; seq++) {
        transaction
          .objectStore('commands')
          .put({ ...makeCommand({ id: `command-${seq}`, seq }), revision: seq })
      }
      transaction.objectStore('drafts').put(makeDraft())
      const state = { key: 'state', revision: 50, storeId: 'made by an old build', recentCommits: [] }
      transaction.objectStore('storeState').put(state)
      transaction.oncomplete = () => {
        request.result.close()
        resolve()
      }
    }
  })
}

describe('schema versions', () => {
  test('what was released stays as it was, and every version is listed here', () => {
    const defined = Object.fromEntries(
      schemaVersions.map(({ version, stores }) => [
        version,
        Object.fromEntries(Object.entries(stores).map(([table, keys]) => [table, keys.split(', ')])),
      ]),
    )
    expect(defined).toEqual(released)
  })

  test('a later version only adds: no table, key or index goes', () => {
    for (const [index, { stores }] of schemaVersions.entries()) {
      for (const [table, keys] of Object.entries(schemaVersions[index - 1]?.stores ?? {})) {
        expect((stores[table] ?? keys).split(', ')).toEqual(expect.arrayContaining(keys.split(', ')))
        expect((stores[table] ?? keys).split(', ')[0]).toBe(keys.split(', ')[0])
      }
    }
  })

  test.each(Object.keys(released).map(Number))(
    'a phone that still has version %i keeps its unsent commands and drafts, also over several starts',
    async (version) => {
      const indexedDB = new IDBFactory()
      await makeReleased(indexedDB, version)
      for (let start = 0; start < 2; start++) {
        const store = await openDexieStore('minqing-test', { indexedDB, IDBKeyRange })
        expect(await store.revision()).toBe(50)
        expect((await store.all('commands')).map(({ seq }) => seq)).toEqual(
          Array.from({ length: 50 }, (_, index) => index + 1),
        )
        expect(await store.get('commands', 'command-7')).toEqual({
          ...makeCommand({ id: 'command-7', seq: 7 }),
          revision: 7,
        })
        expect(await store.all('drafts')).toEqual([makeDraft()])
        await store.commit({ writes: [put('directory', makeDirectory()), put('home', makeHome())] })
        expect(await store.all('directory')).toEqual([makeDirectory()])
        expect(await store.get('home', 'home')).toEqual(makeHome())
        store.close()
      }
    },
  )
})
