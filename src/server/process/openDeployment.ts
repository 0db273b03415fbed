import type { Config } from '../config'
import { BrokenKeyring, keysFolder, openKeyring } from '../keyring/openKeyring'
import type { Keyring } from '../keyring/keyring'
import type { ServerClock } from '../ports'
import { StoreOpenError } from '../store/errors'
import { openStore } from '../store/open'
import { StorageFull, type Store } from '../store/port'
import { openDataFolder, type DataFolderMarker } from './dataFolder'
import { StartProblem } from './startProblem'

export interface Deployment {
  store: Store
  keyring: Keyring
  marker: DataFolderMarker
}

/** Folder, database and keys, and that they belong together. Leaves nothing open when it fails. @throws StartProblem */
export async function openDeployment(config: Config, clock: ServerClock): Promise<Deployment> {
  const { dataDir } = config
  const marker = await openDataFolder(dataDir)
  const store = await openMigrated(config)
  try {
    const keyring = await openKeyring(dataDir, clock)
    const tenants = await store.tenants()
    const mismatch = keyring.mismatch(tenants)
    if (mismatch) {
      throw new StartProblem(mismatch.kind, { tenantId: mismatch.tenantId, keys: keysFolder(dataDir) })
    }
    await keyring.bind(tenants)
    return { store, keyring, marker }
  } catch (error) {
    await store.close()
    throw error instanceof BrokenKeyring
      ? new StartProblem('keyringBroken', { path: error.path }, { cause: error })
      : error
  }
}

async function openMigrated({ dataDir, databaseUrl }: Config): Promise<Store> {
  let store: Store | undefined
  try {
    store = await openStore({ dataDir, databaseUrl })
    await store.migrate()
    return store
  } catch (error) {
    await store?.close()
    if (error instanceof StorageFull) throw new StartProblem('diskFull', { dataDir }, { cause: error })
    if (!(error instanceof StoreOpenError)) throw error
    const where = databaseUrl === undefined ? dataDir : 'DATABASE_URL'
    throw new StartProblem(error.code, { dataDir, where, reason: error.message }, { cause: error })
  }
}
