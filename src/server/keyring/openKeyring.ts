import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServerClock } from '../ports'
import { readFileIfAny, writeFileAtomically } from './atomicFile'
import { createKeyring, type Keyring } from './keyring'
import { makeRing, readRing } from './ring'

/** Thrown when the key file is there but cannot be read: never replaced by a new one, since old work needs the old keys. */
export class BrokenKeyring extends Error {
  readonly path: string
  constructor(path: string) {
    super(`not a key ring: ${path}`)
    this.name = 'BrokenKeyring'
    this.path = path
  }
}

export const keysFolder = (dataDir: string): string => join(dataDir, 'keys')

/** Opens `DATA_DIR/keys/ring.json`, or makes it. */
export async function openKeyring(dataDir: string, clock: ServerClock): Promise<Keyring> {
  const folder = keysFolder(dataDir)
  const path = join(folder, 'ring.json')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const save = (ring: unknown): Promise<void> =>
    writeFileAtomically(path, `${JSON.stringify(ring, null, 2)}\n`)
  const content = await readFileIfAny(path)
  if (content !== undefined) {
    const ring = readRing(content)
    if (!ring) throw new BrokenKeyring(path)
    return createKeyring(ring, clock, save)
  }
  const ring = makeRing(clock.now())
  await save(ring)
  return createKeyring(ring, clock, save)
}
