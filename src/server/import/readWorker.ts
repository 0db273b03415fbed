/** The thread that reads one file and ends. What a hostile file costs, it costs here. */
import { parentPort, workerData } from 'node:worker_threads'
import { FileProblem } from './limits'
import { readFile, type ReadFile } from './readFile'

export interface WorkerTask {
  file: Uint8Array
  fileName: string
}
export type WorkerAnswer =
  | { ok: true; read: ReadFile }
  | { ok: false; code: FileProblem['code']; what: string }
  | { ok: false; bug: string }

const { file, fileName } = workerData as WorkerTask
const tell = (answer: WorkerAnswer): void => parentPort?.postMessage(answer)
try {
  tell({ ok: true, read: await readFile(file, fileName) })
} catch (error) {
  if (error instanceof FileProblem) tell({ ok: false, code: error.code, what: error.what })
  // The stack names places in our code; the message of a bug may hold a piece of the file.
  else
    tell({
      ok: false,
      bug: error instanceof Error ? (error.stack ?? '').replace(error.message, '') : 'no error',
    })
}
