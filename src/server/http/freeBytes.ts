import { statfs } from 'node:fs/promises'
import type { ServerClock } from '../ports'

/** The disk is asked at most this often. */
const keepMs = 2_000

/** Free bytes of the disk under `folder`, for a user without privileges; undefined when the system does not say. */
export function createFreeBytes(folder: string, clock: ServerClock): () => Promise<number | undefined> {
  let known: { at: number; bytes: Promise<number | undefined> } | undefined
  return () => {
    const now = clock.now()
    if (!known || now - known.at >= keepMs || now < known.at) {
      const bytes = statfs(folder).then(
        ({ bavail, bsize }) => bavail * bsize,
        () => undefined,
      )
      known = { at: now, bytes }
    }
    return known.bytes
  }
}
