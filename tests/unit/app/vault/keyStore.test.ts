import { IDBDatabase as FakeDatabase, IDBFactory } from 'fake-indexeddb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { KeyStoreUnusable, openKeyStore } from '../../../../src/app/client/vault/keyStore'
import { createWebCryptoVault } from '../../../../src/app/client/vault/webCryptoVault'
import { DeviceFull } from '../../../../src/app/db/port'
import { makeKeyRecord } from '../../../support/deviceKeys'

afterEach(() => vi.restoreAllMocks())

describe('the key store', () => {
  test('keeps keys over a restart: what was sealed before opens after, and they still can not be exported', async () => {
    const indexedDB = new IDBFactory()
    const { record } = await makeKeyRecord()
    const first = await openKeyStore({ indexedDB })
    await first.put(record)
    const sealed = await (await createWebCryptoVault(record)).seal('民情', 'x')
    first.close()

    const second = await openKeyStore({ indexedDB })
    const found = await second.get(record)
    expect(found).toMatchObject({
      deviceId: record.deviceId,
      personName: '陈丽华',
      tenantKey: record.tenantKey,
    })
    expect(found?.dataKey.extractable).toBe(false)
    expect(found?.signKey.privateKey.extractable).toBe(false)
    expect(await (await createWebCryptoVault(found!)).open(sealed, 'x')).toBe('民情')
  })

  test('keeps each person of each zone apart, latest sign-in first', async () => {
    const store = await openKeyStore({ indexedDB: new IDBFactory() })
    for (const [index, personId] of ['p-1', 'p-2', 'p-3'].entries()) {
      await store.put((await makeKeyRecord(undefined, { personId, signedInAt: [5, 9, 7][index]! })).record)
    }
    expect((await store.list()).map(({ personId }) => personId)).toEqual(['p-2', 'p-3', 'p-1'])
    await store.remove({ tenantId: '421303499', personId: 'p-3' })
    expect((await store.list()).map(({ personId }) => personId)).toEqual(['p-2', 'p-1'])
    expect(await store.get({ tenantId: '421303499', personId: 'p-3' })).toBeUndefined()
    expect(await store.get({ tenantId: '421303500', personId: 'p-2' })).toBeUndefined()
  })

  test('never replaces a data key, so that nothing sealed is stranded', async () => {
    const store = await openKeyStore({ indexedDB: new IDBFactory() })
    const first = (await makeKeyRecord()).record
    const second = (await makeKeyRecord(undefined, { deviceId: 'device-2' })).record
    await store.put(first)
    const sealed = await (await createWebCryptoVault(first)).seal('before', 'x')
    const stored = await store.put(second)
    expect(stored.deviceId).toBe('device-2')
    expect(await (await createWebCryptoVault(stored)).open(sealed, 'x')).toBe('before')
    expect(await (await createWebCryptoVault((await store.get(first))!)).open(sealed, 'x')).toBe('before')
  })

  test('two tabs that sign in at once end with one data key', async () => {
    const indexedDB = new IDBFactory()
    const tabs = [await openKeyStore({ indexedDB }), await openKeyStore({ indexedDB })]
    const records = [(await makeKeyRecord()).record, (await makeKeyRecord()).record]
    const stored = await Promise.all(tabs.map((tab, index) => tab.put(records[index]!)))
    const sealed = await (await createWebCryptoVault(stored[0]!)).seal('same', 'x')
    expect(await (await createWebCryptoVault(stored[1]!)).open(sealed, 'x')).toBe('same')
  })

  test('writes with strict durability only', async () => {
    const seen: string[] = []
    const genuine = Object.getOwnPropertyDescriptor(FakeDatabase.prototype, 'transaction')!
      .value as IDBDatabase['transaction']
    vi.spyOn(FakeDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      stores,
      mode,
      options,
    ) {
      const transaction = genuine.call(this, stores, mode, options)
      if (mode === 'readwrite') seen.push(transaction.durability)
      return transaction
    })
    const store = await openKeyStore({ indexedDB: new IDBFactory() })
    const { record } = await makeKeyRecord()
    await store.put(record)
    await store.remove(record)
    expect(seen).toEqual(['strict', 'strict'])
  })

  test('opens again after its handle was closed', async () => {
    const store = await openKeyStore({ indexedDB: new IDBFactory() })
    const { record } = await makeKeyRecord()
    store.close()
    await store.put(record)
    expect((await store.list()).length).toBe(1)
  })

  test('a browser that has no IndexedDB or refuses it: KeyStoreUnusable', async () => {
    await expect(openKeyStore({ indexedDB: undefined as unknown as IDBFactory })).rejects.toThrow(
      KeyStoreUnusable,
    )
    const refusing = {
      open() {
        throw new DOMException('denied', 'SecurityError')
      },
    }
    await expect(openKeyStore({ indexedDB: refusing as unknown as IDBFactory })).rejects.toThrow(
      KeyStoreUnusable,
    )
  })

  test('a record that the browser will not store: KeyStoreUnusable, and nothing is kept', async () => {
    const store = await openKeyStore({ indexedDB: new IDBFactory() })
    const { record } = await makeKeyRecord()
    const unstorable = {
      ...record,
      signKey: { ...record.signKey, privateKey: (() => 1) as unknown as CryptoKey },
    }
    await expect(store.put(unstorable)).rejects.toThrow(KeyStoreUnusable)
    expect(await store.list()).toEqual([])
  })

  test('no room: DeviceFull', async () => {
    const store = await openKeyStore({ indexedDB: new IDBFactory() })
    const { record } = await makeKeyRecord()
    const genuine = Object.getOwnPropertyDescriptor(FakeDatabase.prototype, 'transaction')!
      .value as IDBDatabase['transaction']
    vi.spyOn(FakeDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
      const transaction = genuine.apply(this, args)
      queueMicrotask(() => {
        transaction.abort()
        Object.defineProperty(transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') })
      })
      return transaction
    })
    await expect(store.put(record)).rejects.toThrow(DeviceFull)
  })
})
