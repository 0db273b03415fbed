/** Tries in this browser what the app relies on, one after the other. Nothing is sent but one question for the server's health. */
import { checkIds, found, good, type CheckId, type CheckResult, type Found } from './check'
import { checkKeys } from './keyCheck'
import { askServer, judgeClock, judgeServer, type ServerAnswer } from './serverCheck'
import { checkCompression, checkLocks, checkWorker, judgePersistence, judgeSpace } from './smallChecks'
import { checkStorage } from './storageCheck'

/** What does not answer in this time will not answer when a visit is saved either. */
const patienceMs = 15_000

export async function runSelfTest(
  onResult: (result: CheckResult) => void,
  checks: Record<CheckId, () => Promise<Found>> = browserChecks(),
  patience = patienceMs,
): Promise<void> {
  for (const id of checkIds) {
    const result = await withinTime(checks[id](), patience).catch(() => found('bad', 'tookTooLong'))
    onResult({ id, ...result })
  }
}

function browserChecks(): Record<CheckId, () => Promise<Found>> {
  // Some of these are missing in browsers that the types don't know of.
  const { indexedDB, caches, navigator }: Partial<typeof globalThis> = globalThis
  const storage = navigator?.storage as Partial<StorageManager> | undefined
  let answer: ServerAnswer | undefined
  return {
    async server() {
      answer = await askServer(globalThis.fetch, () => Date.now())
      return judgeServer(answer, navigator?.onLine ?? true)
    },
    clock: () => Promise.resolve(judgeClock(answer)),
    worker: () => checkWorker(navigator?.serviceWorker, caches),
    storage: () => checkStorage(indexedDB),
    keys: () => checkKeys(indexedDB),
    locks: () => checkLocks(navigator?.locks),
    compression: () => checkCompression(),
    persistence: async () => judgePersistence((await storage?.persisted?.()) ?? null),
    async space() {
      const { usage, quota } = (await storage?.estimate?.()) ?? {}
      return judgeSpace(usage === undefined || quota === undefined ? null : Math.max(0, quota - usage))
    },
    // Told for whoever expects to be asked for it.
    camera: () => Promise.resolve(good()),
  }
}

function withinTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('took too long')), limitMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
