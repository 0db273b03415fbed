import { Worker } from 'node:worker_threads'
import { FileProblem, importLimits, readingTimeMs } from './limits'
import type { ReadFile } from './readFile'
import type { WorkerAnswer, WorkerTask } from './readWorker'

/** The worker lies beside this module: as source under a TypeScript loader, as JavaScript once built. */
const isSource = import.meta.url.endsWith('.ts')
const workerUrl = new URL(isSource ? './readWorker.ts' : './readWorker.js', import.meta.url)
/** A thread does not inherit the loader of its process, so as source it takes it up itself. */
const throughLoader = `import('tsx/esm/api').then(({ register }) => { register(); return import('${workerUrl.href}') })`

/**
 * Reads a file in a thread of its own, which is ended when it takes too long, too much memory, or is no longer wanted.
 * The bytes are copied: the caller keeps its own. @throws FileProblem
 */
export async function readInWorker(
  file: Uint8Array,
  fileName: string,
  { signal, timeMs = readingTimeMs(file.byteLength) }: { signal?: AbortSignal; timeMs?: number } = {},
): Promise<ReadFile> {
  if (file.byteLength > importLimits.fileBytes) throw new FileProblem('tooLarge', 'fileBytes')
  signal?.throwIfAborted()
  const task: WorkerTask = { file, fileName }
  const worker = new Worker(isSource ? throughLoader : workerUrl, {
    eval: isSource,
    execArgv: [],
    workerData: task,
    resourceLimits: {
      maxOldGenerationSizeMb: importLimits.heapMiB,
      maxYoungGenerationSizeMb: 16,
      stackSizeMb: 2,
    },
  })
  let timer: NodeJS.Timeout | undefined
  let stop: (() => void) | undefined
  try {
    return await new Promise<ReadFile>((resolve, reject) => {
      timer = setTimeout(() => reject(new FileProblem('tooSlow')), timeMs)
      stop = () => reject(signal?.reason as Error)
      signal?.addEventListener('abort', stop, { once: true })
      worker.once('message', (answer: WorkerAnswer) => {
        if (answer.ok) resolve(answer.read)
        else if ('code' in answer) reject(new FileProblem(answer.code, answer.what))
        else reject(new Error(`reading a file met a bug: ${answer.bug}`))
      })
      worker.once('error', (error: Error & { code?: string }) => {
        const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        reject(isMemory ? new FileProblem('tooLarge', 'memory', { cause: error }) : error)
      })
      worker.once('exit', () => reject(new FileProblem('broken', 'worker')))
    })
  } finally {
    clearTimeout(timer)
    if (stop) signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
