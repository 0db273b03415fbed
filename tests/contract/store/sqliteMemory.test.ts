import { openSqliteStore } from '../../../src/server/store/sqlite'
import { registerStoreContract } from './storeContract'

registerStoreContract('store contract: SQLite in memory', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await store.migrate()
  return { store, other: store, readsDuringWrites: false, close: () => store.close() }
})
