import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  boolean,
  calendarDate,
  integer,
  literal,
  looseObject,
  optional,
  parse,
  type Infer,
} from '../../domain/schema'
import { readFileIfAny, writeFileAtomically } from '../keyring/atomicFile'
import { isErrorWithCode, StartProblem } from './startProblem'

/** `minqing.json`: says that a folder is ours, and what was put there. */
const markerSchema = looseObject({
  program: literal('minqing'),
  format: integer({ min: 1, max: 1 }),
  /** The demo zone is here, as it looked on that day: its accounts share a published password. */
  demo: optional(looseObject({ today: calendarDate, done: boolean })),
})
export type DataFolderMarker = Infer<typeof markerSchema>

const markerName = 'minqing.json'

/** What may lie in a fresh folder: the root of a mounted disk, and what a first start that was killed left behind. */
const harmless = (name: string): boolean =>
  name === 'lost+found' || name === '.gitkeep' || name.startsWith(`${markerName}.`) || name === writeCheckName

const writeCheckName = '.write-check'

/** Makes or recognises the data folder. Nothing is written into a folder that is not ours. @throws StartProblem */
export async function openDataFolder(dataDir: string): Promise<DataFolderMarker> {
  try {
    await makeFolder(dataDir)
    if (!(await stat(dataDir)).isDirectory()) throw new StartProblem('dataDirIsFile', { dataDir })
    const marker = await readMarker(dataDir)
    await checkWritable(dataDir)
    if (marker) return marker
    const fresh: DataFolderMarker = { program: 'minqing', format: 1 }
    await writeMarker(dataDir, fresh)
    return fresh
  } catch (error) {
    throw toStartProblem(error, dataDir)
  }
}

export const writeMarker = (dataDir: string, marker: DataFolderMarker): Promise<void> =>
  writeFileAtomically(join(dataDir, markerName), `${JSON.stringify(marker)}\n`, 0o644)

/** Undefined for an empty folder. */
async function readMarker(dataDir: string): Promise<DataFolderMarker | undefined> {
  const content = await readFileIfAny(join(dataDir, markerName))
  const foreign = new StartProblem('dataDirForeign', { dataDir })
  if (content === undefined) {
    if ((await readdir(dataDir)).every(harmless)) return undefined
    throw foreign
  }
  const parsed = parse(markerSchema, parseOrNothing(content))
  if (!parsed.ok) throw foreign
  return parsed.value
}

function parseOrNothing(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

/** Parents too. Node's own `recursive` tries for ever under /proc, where folders seem possible and are not. */
async function makeFolder(path: string, canMakeParent = true): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (!isErrorWithCode(error)) throw error
    if (error.code === 'EEXIST') return
    if (error.code !== 'ENOENT' || !canMakeParent || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await makeFolder(path, false)
  }
}

/** By writing: permissions alone say nothing on a read-only or full disk. */
async function checkWritable(dataDir: string): Promise<void> {
  const path = join(dataDir, writeCheckName)
  await writeFile(path, 'x')
  await rm(path)
}

function toStartProblem(error: unknown, dataDir: string): unknown {
  if (error instanceof StartProblem || !isErrorWithCode(error)) return error
  const options = { cause: error }
  switch (error.code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return new StartProblem('dataDirIsFile', { dataDir }, options)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
      return new StartProblem('dataDirUnwritable', { dataDir }, options)
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartProblem('diskFull', { dataDir }, options)
    default:
      return error
  }
}
