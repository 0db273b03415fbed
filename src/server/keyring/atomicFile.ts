import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Readable by the server's own user alone. */
const secretMode = 0o600

/**
 * Writes a file so that after any crash it is either the old one or the new one, whole: a neighbour is written,
 * synced, renamed over it, and the folder is synced too.
 */
export async function writeFileAtomically(path: string, content: string, mode = secretMode): Promise<void> {
  const neighbour = `${path}.${process.pid}.new`
  try {
    const file = await open(neighbour, 'w', mode)
    try {
      await file.writeFile(content, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(neighbour, path)
  } catch (error) {
    await rm(neighbour, { force: true })
    throw error
  }
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Undefined when there is no such file. */
export async function readFileIfAny(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
