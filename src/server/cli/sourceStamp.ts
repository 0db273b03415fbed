import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** The repository's folder. */
export const rootDir = resolve(import.meta.dirname, '../../..')

/** What the production build leaves behind. */
export const built = {
  app: join(rootDir, 'dist/app'),
  server: join(rootDir, 'dist/server'),
  serverMain: join(rootDir, 'dist/server/main.js'),
} as const

const stampFile = join(rootDir, 'dist/.stamp')

/** Everything that the build reads. */
const inputs = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'tsconfig.base.json']

/**
 * SHA-256 over names and contents of all sources. Contents rather than dates: a fresh clone, a restored cache
 * and a switched branch have dates that say nothing.
 */
export async function sourceStamp(): Promise<string> {
  const files = (await Promise.all(inputs.map(filesUnder))).flat().sort()
  const contents = await Promise.all(files.map((file) => readFile(join(rootDir, file))))
  const hash = createHash('sha256')
  files.forEach((file, index) => {
    const content = contents[index] ?? ''
    hash.update(`${file}\0${content.length}\0`).update(content)
  })
  return hash.digest('hex')
}

/** True when dist/ was built, to its end, from sources with this stamp. */
export async function isBuiltFrom(stamp: string): Promise<boolean> {
  if (!existsSync(join(built.app, 'index.html')) || !existsSync(built.serverMain)) return false
  const last = await readFile(stampFile, 'utf8').catch(() => '')
  return last.trim() === stamp
}

export async function markBuilt(stamp: string): Promise<void> {
  await mkdir(join(rootDir, 'dist'), { recursive: true })
  await writeFile(stampFile, `${stamp}\n`)
}

/** Said before a build begins, so that one that breaks off is never taken for a whole one. */
export async function markUnbuilt(): Promise<void> {
  await rm(stampFile, { force: true })
}

async function filesUnder(input: string): Promise<string[]> {
  const entries = await readdir(join(rootDir, input), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return undefined
      throw error
    },
  )
  if (!entries) return [input]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(rootDir.length + 1))
}
