import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { openDexieStore } from '../../../src/app/db/dexieStore'
import { registerDeviceStoreContract } from './deviceStoreContract'

registerDeviceStoreContract('Dexie over IndexedDB', () => {
  const indexedDB = new IDBFactory()
  return {
    open: () => openDexieStore('minqing-test', { indexedDB, IDBKeyRange }),
    cleanUp: () => Promise.resolve(),
  }
})
