/** The two keys a sign-in makes: they work, can't be taken out, and still work after lying in the database. */
import { makeDataKey, makeSignKey, signBytes } from '../client/vault/deviceKeys'
import { found, good, type Found } from './check'
import { get, inOwnDatabase, put, withDatabase } from './storageCheck'

export async function checkKeys(indexedDB: IDBFactory | undefined): Promise<Found> {
  // Missing where the page did not come by https.
  if (!globalThis.crypto?.subtle) return found('bad', 'keysMissing')
  if (!indexedDB) return found('bad', 'storageMissing')
  try {
    const dataKey = await makeDataKey()
    const signKey = await makeSignKey()
    if ((await canBeTaken('raw', dataKey)) || (await canBeTaken('pkcs8', signKey.privateKey)))
      return found('bad', 'keysOpen')
    const sample = crypto.getRandomValues(new Uint8Array(64))
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, dataKey, sample)
    return await inOwnDatabase(indexedDB, async (open) => {
      await withDatabase(open, (database) => put(database, { dataKey, signKey: signKey.privateKey }))
      const kept = (await withDatabase(open, get)) as { dataKey: CryptoKey; signKey: CryptoKey }
      const opened = new Uint8Array(
        await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, kept.dataKey, sealed),
      )
      const signature = new Uint8Array(await signBytes(kept.signKey, sample))
      const isSigned = await crypto.subtle.verify(
        { name: 'ECDSA', hash: 'SHA-256' },
        signKey.publicKey,
        signature,
        sample,
      )
      return isSigned && opened.every((byte, at) => byte === sample[at]) ? good() : found('bad', 'keysFailed')
    })
  } catch {
    return found('bad', 'keysFailed')
  }
}

const canBeTaken = (format: 'raw' | 'pkcs8', key: CryptoKey): Promise<boolean> =>
  crypto.subtle.exportKey(format, key).then(
    () => true,
    () => false,
  )
