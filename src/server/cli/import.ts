/**
 * `npm run import -- FILE [--dry-run] [--as LOGIN] [--village NAME] [--sheet NAME] [--map B=phone]`: reads a household
 * register (.xlsx, .csv) into `DATA_DIR` or `DATABASE_URL`, as an administrator or the office. Prints how it reads the
 * columns, what would be or was done, and each row that is left out. Exit codes: 0 everything taken, 1 nothing done,
 * 2 some rows left out.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { createOutcomeSigner } from '../auth/signOutcome'
import { readConfig } from '../config'
import { createRegisterImport, type ImportTask, type RegisterImport } from '../import/importRegister'
import { FileProblem } from '../import/limits'
import { importActor, ImportUsage } from '../import/importActor'
import { correctedMappings, type Corrections } from '../import/corrections'
import type { ImportPreview } from '../../sync/registerImport'
import { previewLines } from '../import/previewLines'
import { fileSentences } from '../import/sentences'
import { openDeployment } from '../process/openDeployment'
import { isErrorWithCode, StartProblem } from '../process/startProblem'

interface Call extends Corrections {
  path: string
  isDryRun: boolean
  login: string | undefined
}

class Cancelled extends Error {
  constructor() {
    super('cancelled')
    this.name = 'Cancelled'
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (...lines: string[]): void => void process.stderr.write(`${lines.join('\n')}\n`)

try {
  process.exitCode = await importFile(readCall(process.argv.slice(2)))
} catch (error) {
  process.exitCode = 1
  if (error instanceof StartProblem) process.stderr.write(error.sentence)
  else if (error instanceof FileProblem) complain(...fileSentences[error.code])
  else if (error instanceof ImportUsage) complain(error.message)
  else if (error instanceof Cancelled)
    complain('已取消，没有写入任何内容。', 'Cancelled: nothing was written.')
  else throw error
}

function readCall(args: string[]): Call {
  const usage =
    'npm run import -- FILE.xlsx [--dry-run] [--as LOGIN] [--village 村名] [--sheet 工作表] [--map B=phone]'
  try {
    const option = { type: 'string' } as const
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        as: option,
        village: option,
        sheet: { ...option, multiple: true },
        map: { ...option, multiple: true },
      },
    })
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) throw new Error('一次导入一个文件 · one file at a time')
    return {
      path,
      isDryRun: values['dry-run'],
      login: values.as,
      village: values.village,
      sheets: values.sheet ?? [],
      columns: values.map ?? [],
    }
  } catch (error) {
    throw new ImportUsage(`${(error as Error).message}\n${usage}`)
  }
}

async function importFile(call: Call): Promise<number> {
  const file = await readGiven(call.path)
  const config = readConfig(process.env)
  const clock = { now: () => Date.now() }
  const control = new AbortController()
  process.once('SIGINT', () => control.abort(new Cancelled()))
  const { store, keyring } = await openDeployment(config, clock)
  try {
    const identity = await importActor(store, call.login)
    const service = createRegisterImport({
      store,
      signer: createOutcomeSigner(keyring.outcomeKey),
      random: { hex: (bytes) => randomBytes(bytes).toString('hex') },
      clock,
    })
    const task = { identity, file, fileName: basename(call.path), mappings: [], signal: control.signal }
    const guess = await seen(service, task)
    const mappings = correctedMappings(guess, call, await service.villages(identity))
    const preview = mappings.length > 0 ? await seen(service, { ...task, mappings }) : guess
    for (const line of previewLines(preview)) print(line)
    const hasLeftOut = preview.counts.rejectedRows > 0
    if (call.isDryRun) {
      print('只是预览，没有写入。Preview only: nothing was written.')
      return hasLeftOut ? 2 : 0
    }
    return await write(service, { ...task, mappings }, preview, hasLeftOut)
  } finally {
    await store.close()
  }
}

async function write(
  service: RegisterImport,
  task: ImportTask,
  preview: ImportPreview,
  hasLeftOut: boolean,
): Promise<number> {
  const startedAt = performance.now()
  let told = 0
  const result = await service.apply({
    ...task,
    shown: preview.hash,
    onProgress(done, total) {
      const tenth = Math.floor((done / total) * 10)
      if (tenth > told) print(`${done} / ${total}`)
      told = tenth
    },
  })
  if (!result.ok) {
    const { refusal } = result
    const place = refusal.code === 'refused' ? ` ${refusal.sheet} ${refusal.row}: ${refusal.rejection}` : ''
    complain(`没有写入任何内容（${refusal.code}${place}）。Nothing was written.`)
    return 1
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const { create, edit } = preview.counts
  print(
    `已导入：新增 ${create} 户，修改 ${edit} 户，用时 ${seconds} 秒。Imported: ${create} new, ${edit} changed, ${seconds} s.`,
  )
  return hasLeftOut ? 2 : 0
}

async function seen(service: RegisterImport, task: ImportTask): Promise<ImportPreview> {
  const result = await service.preview(task)
  if (result.ok) return result.value
  throw new ImportUsage(
    '这个账号不能导入，或者园区还没有设置实践活动。This account may not import, or the zone has no campaign.',
  )
}

async function readGiven(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    if (!isErrorWithCode(error)) throw error
    throw new ImportUsage(`打不开文件：${path}（${error.code}）。Cannot read ${path}.`)
  }
}
