import { describe } from 'vitest'
import { openPostgresStore } from '../../../src/server/store/postgres'
import { createTestDatabase, postgresForTests } from '../../support/postgres'
import { registerStoreContract } from './storeContract'

const postgres = postgresForTests()
const name = 'store contract: PostgreSQL'

if (postgres.state === 'ready') {
  registerStoreContract(name, async () => {
    const database = await createTestDatabase(postgres.adminUrl)
    const store = await openPostgresStore({ url: database.url })
    await store.migrate()
    const other = await openPostgresStore({ url: database.url })
    return {
      store,
      other,
      readsDuringWrites: true,
      async close() {
        await Promise.all([store.close(), other.close()])
        await database.drop()
      },
    }
  })
} else {
  describe.skip(`${name} NOT tested: ${postgres.reason}`, () => {
    registerStoreContract(name, () => Promise.reject(new Error('not tested')))
  })
}
