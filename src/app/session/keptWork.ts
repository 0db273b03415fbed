/** What people who signed out left on this phone: counted without any key, so nothing of it can be read. */
import type { KeyRecord } from '../client/vault/keyRecord'
import { deviceStoreName } from '../client/vault/keyRecord'
import type { DeviceStore } from '../db/port'
import { isSetting } from './settingForms'

export interface KeptWork {
  /** Saved here and not yet with the server. */
  unsent: number
  drafts: number
}

async function countKeptIn(store: Pick<DeviceStore, 'all'>): Promise<KeptWork> {
  const [commands, drafts] = await Promise.all([store.all('commands'), store.all('drafts')])
  return {
    unsent: commands.filter(({ state }) => state === 'waiting').length,
    drafts: drafts.filter((draft) => !isSetting(draft)).length,
  }
}

export async function countKept(keys: Pick<KeyRecord, 'tenantId' | 'personId'>): Promise<KeptWork> {
  const { openDexieStore } = await import('../db/dexieStore')
  const store = await openDexieStore(deviceStoreName(keys))
  try {
    return await countKeptIn(store)
  } finally {
    store.close()
  }
}
