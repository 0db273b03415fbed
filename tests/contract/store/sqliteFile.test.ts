import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../../src/server/store/sqlite'
import { registerStoreContract } from './storeContract'

registerStoreContract('store contract: SQLite in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'minqing-store-'))
  const store = await openSqliteStore({ file: join(folder, 'data', 'minqing.sqlite') })
  await store.migrate()
  return {
    store,
    other: store,
    readsDuringWrites: true,
    async close() {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})
