/** Locks, compression, the service worker with what it keeps, the room that is left. */
import { found, good, type Found } from './check'

/** A second one must not get it while the first holds it, and must get it afterwards. */
export async function checkLocks(locks: LockManager | undefined): Promise<Found> {
  if (!locks) return found('weak', 'locksMissing')
  const name = `minqing-selftest-${crypto.randomUUID()}`
  const isFree = (): Promise<boolean> =>
    locks.request(name, { ifAvailable: true }, (lock) => Promise.resolve(lock !== null))
  const whileHeld = await locks.request(name, isFree)
  return !whileHeld && (await isFree()) ? good() : found('weak', 'locksFailed')
}

export interface Streams {
  CompressionStream?: typeof CompressionStream
  DecompressionStream?: typeof DecompressionStream
}

export async function checkCompression(streams: Streams = globalThis): Promise<Found> {
  const { CompressionStream: Pack, DecompressionStream: Unpack } = streams
  if (!Pack || !Unpack) return found('bad', 'compressionMissing')
  try {
    const text = '走访问题回音'.repeat(500)
    const packed = await new Response(new Blob([text]).stream().pipeThrough(new Pack('gzip'))).blob()
    const opened = await new Response(packed.stream().pipeThrough(new Unpack('gzip'))).text()
    return opened === text && packed.size < text.length ? good() : found('bad', 'compressionFailed')
  } catch {
    return found('bad', 'compressionFailed')
  }
}

/** A start without signal needs a worker that is in charge, the page, and every program file that the page names. */
export async function checkWorker(
  worker: ServiceWorkerContainer | undefined,
  caches: CacheStorage | undefined,
): Promise<Found> {
  if (!worker || !caches) return found('weak', 'workerMissing')
  const registration = await worker.getRegistration()
  if (!registration?.active || !worker.controller) return found('weak', 'workerNotReady')
  const page = await caches.match('/index.html', { ignoreSearch: true })
  if (!page) return found('weak', 'notCached')
  const files = [...(await page.text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file)
  const kept = await Promise.all(files.map((file) => caches.match(file ?? '', { ignoreSearch: true })))
  return files.length > 0 && kept.every(Boolean) ? good() : found('weak', 'notCached')
}

/** Below this the next sync may fail; text alone needs little, a zone some tens of megabytes. */
const lowBytes = 200 * 1024 * 1024
const fullBytes = 20 * 1024 * 1024

/** `free`: bytes; null where the browser does not say. */
export function judgeSpace(free: number | null): Found {
  if (free === null) return found('skipped', 'spaceUnknown')
  if (free < fullBytes) return found('bad', 'spaceFull', free)
  return free < lowBytes ? found('weak', 'spaceLow', free) : good(free)
}

export function judgePersistence(isPersisted: boolean | null): Found {
  if (isPersisted === null) return found('weak', 'persistenceUnknown')
  return isPersisted ? good() : found('weak', 'notPersisted')
}
