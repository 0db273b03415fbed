import { join } from 'node:path'
import type { Store } from './port'
import { openPostgresStore } from './postgres'
import { openSqliteStore } from './sqlite'

export interface OpenStoreOptions {
  /** `DATABASE_URL`; empty or missing = the embedded database. */
  databaseUrl?: string | undefined
  /** `DATA_DIR` */
  dataDir: string
}

/** The database inside `dataDir`. */
export const sqliteFileName = 'minqing.sqlite'

/** The store of this deployment, not yet migrated. @throws StoreOpenError */
export async function openStore({ databaseUrl, dataDir }: OpenStoreOptions): Promise<Store> {
  return databaseUrl
    ? openPostgresStore({ url: databaseUrl })
    : openSqliteStore({ file: join(dataDir, sqliteFileName) })
}
