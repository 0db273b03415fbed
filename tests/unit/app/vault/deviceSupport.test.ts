import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import { missingFeatures, type BrowserGlobals } from '../../../../src/app/client/vault/deviceSupport'

const able = (): Required<BrowserGlobals> => ({
  isSecureContext: true,
  crypto: globalThis.crypto,
  indexedDB: new IDBFactory(),
  navigator: { serviceWorker: {} as ServiceWorkerContainer, locks: {} as LockManager },
  CompressionStream,
  DecompressionStream,
  BroadcastChannel,
})
const without = (name: keyof BrowserGlobals): BrowserGlobals => {
  const globals: BrowserGlobals = able()
  delete globals[name]
  return globals
}
const codes = async (globals: BrowserGlobals): Promise<string[]> =>
  (await missingFeatures(globals)).map(({ code }) => code)

describe('what a browser lacks', () => {
  test('nothing in an able one, and nothing is left behind in its storage', async () => {
    const globals = able()
    expect(await missingFeatures(globals)).toEqual([])
    await expect.poll(() => globals.indexedDB.databases()).toEqual([])
  })

  test('an insecure origin is told alone: the rest is missing because of it', async () => {
    expect(await codes({ isSecureContext: false })).toEqual(['secureContext'])
  })

  test.each<[keyof BrowserGlobals, string]>([
    ['crypto', 'webCrypto'],
    ['indexedDB', 'indexedDb'],
    ['DecompressionStream', 'compression'],
  ])('without %s nothing can be recorded: %s', async (name, code) => {
    expect(await missingFeatures(without(name))).toEqual([{ code, needed: true }])
  })

  test('without service worker, locks and channels it works with less', async () => {
    const globals = { ...without('navigator') }
    delete globals.BroadcastChannel
    expect(await missingFeatures(globals)).toEqual([
      { code: 'serviceWorker', needed: false },
      { code: 'webLocks', needed: false },
      { code: 'broadcastChannel', needed: false },
    ])
  })

  test('crypto without subtle (old WebView) is missing', async () => {
    expect(
      await codes({ ...able(), crypto: { getRandomValues: crypto.getRandomValues.bind(crypto) } }),
    ).toEqual(['webCrypto'])
  })

  test('an IndexedDB that throws at opening, as in some private windows, is missing', async () => {
    const indexedDB = {
      open() {
        throw new DOMException('denied', 'SecurityError')
      },
    } as unknown as IDBFactory
    expect(await codes({ ...able(), indexedDB })).toEqual(['indexedDb'])
  })

  test('an IndexedDB that fails to open is missing', async () => {
    const indexedDB = {
      open() {
        const request = { error: new DOMException('no', 'UnknownError') } as unknown as IDBOpenDBRequest
        queueMicrotask(() => {
          request.onerror?.(new Event('error'))
        })
        return request
      },
    } as unknown as IDBFactory
    expect(await codes({ ...able(), indexedDB })).toEqual(['indexedDb'])
  })

  test('an IndexedDB that takes bytes but no keys lacks key storage', async () => {
    const subtle = {
      generateKey: () => Promise.resolve((() => 1) as unknown as CryptoKey),
    } as unknown as SubtleCrypto
    const crypto = { subtle, getRandomValues: globalThis.crypto.getRandomValues.bind(globalThis.crypto) }
    expect(await codes({ ...able(), crypto })).toEqual(['keyStorage'])
  })
})
