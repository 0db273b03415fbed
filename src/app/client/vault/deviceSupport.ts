/**
 * What this browser lacks, asked before anything is recorded: an app that can't keep what is typed must say so at once
 * (docs/incidents.md I09). Each code has a sentence in the locales under `unsupported.*`.
 */

/** Without these nothing can be recorded here. */
export const neededFeatures = [
  /** HTTPS or localhost; without it the next two don't exist, so it is told alone. */
  'secureContext',
  'webCrypto',
  /** Also missing where it exists but refuses to work, as in some private windows. */
  'indexedDb',
  /** IndexedDB works, but not for keys that can't be exported. */
  'keyStorage',
  /** `DecompressionStream`: rows come compressed (Safari from 16.4). */
  'compression',
] as const
/** Without these it works with less: no start without signal, no coordination between tabs. */
export const usefulFeatures = ['serviceWorker', 'webLocks', 'broadcastChannel'] as const
export type Feature = (typeof neededFeatures)[number] | (typeof usefulFeatures)[number]

export interface MissingFeature {
  code: Feature
  needed: boolean
}

/** The globals that are looked at; tests pass their own. */
export interface BrowserGlobals {
  isSecureContext?: boolean
  crypto?: Partial<Crypto>
  indexedDB?: IDBFactory
  navigator?: Partial<Pick<Navigator, 'serviceWorker' | 'locks'>>
  CompressionStream?: unknown
  DecompressionStream?: unknown
  BroadcastChannel?: unknown
}

/** A storage that does not answer within this time will not answer when a visit is saved either. */
const storageAnswerMs = 5_000

/** Empty: everything is there. Leaves nothing behind. */
export async function missingFeatures(globals: BrowserGlobals = globalThis): Promise<MissingFeature[]> {
  const missing: Feature[] = []
  if (globals.isSecureContext !== true) return [asMissing('secureContext')]
  if (!globals.crypto?.subtle || !globals.crypto.getRandomValues) missing.push('webCrypto')
  const storage = await storageFailure(globals)
  if (storage) missing.push(storage)
  if (!globals.DecompressionStream || !globals.CompressionStream) missing.push('compression')
  if (!globals.navigator?.serviceWorker) missing.push('serviceWorker')
  if (!globals.navigator?.locks) missing.push('webLocks')
  if (!globals.BroadcastChannel) missing.push('broadcastChannel')
  return missing.map(asMissing)
}

const asMissing = (code: Feature): MissingFeature => ({
  code,
  needed: (neededFeatures as readonly string[]).includes(code),
})

/** Tries what will be needed: a database, and a key in it. */
async function storageFailure({
  indexedDB,
  crypto,
}: BrowserGlobals): Promise<'indexedDb' | 'keyStorage' | undefined> {
  if (!indexedDB) return 'indexedDb'
  // A name of its own per try: two tabs may start at once, and one deletes what the other has open.
  const name = `minqing-probe-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`
  try {
    const database = await answered(
      indexedDB.open(name, 1),
      (request) => void request.result.createObjectStore('probe'),
    )
    try {
      await stored(database, new Uint8Array(16))
      if (!crypto?.subtle) return undefined
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
        'encrypt',
        'decrypt',
      ])
      return await stored(database, key).then(
        () => undefined,
        () => 'keyStorage' as const,
      )
    } finally {
      database.close()
      indexedDB.deleteDatabase(name)
    }
  } catch {
    return 'indexedDb'
  }
}

const stored = (database: IDBDatabase, value: unknown): Promise<void> =>
  withinTime((resolve, reject) => {
    const transaction = database.transaction('probe', 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    transaction.objectStore('probe').put(value, 'probe')
  })

const answered = (
  request: IDBOpenDBRequest,
  upgrade: (request: IDBOpenDBRequest) => void,
): Promise<IDBDatabase> =>
  withinTime((resolve, reject) => {
    request.onupgradeneeded = () => upgrade(request)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function withinTime<T>(
  begin: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer from the storage')), storageAnswerMs)
    const settle =
      <V>(act: (value: V) => void) =>
      (value: V) => {
        clearTimeout(timer)
        act(value)
      }
    begin(settle(resolve), settle(reject))
  })
}
