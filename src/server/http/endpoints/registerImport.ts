import { parse } from '../../../domain/schema'
import {
  importHeadSchema,
  importPreviewAnswerSchema,
  maxImportFileBytes,
  maxImportHeadBytes,
  splitImport,
  type ImportHead,
  type ImportLine,
  type ImportPreviewAnswer,
} from '../../../sync/registerImport'
import { answer, refuse, type Answer } from '../../auth/answer'
import { FileProblem } from '../../import/limits'
import type { ImportRefusal, ImportTask } from '../../import/importRegister'
import { parseJson } from '../../parseJson'
import { StorageFull } from '../../store/port'
import type { Identity } from '../../sync/service'
import { defineEndpoint, type ByteStream } from '../endpoint'
import { isDiskNearlyFull } from '../isDiskNearlyFull'
import type { EdgePorts } from '../ports'

const body = { maxBytes: 4 + maxImportHeadBytes + maxImportFileBytes }

/** Files read and written at one time: each may cost 200 MB. */
const maxAtOnce = 2
const underWay = new WeakMap<EdgePorts, number>()

/** How a register is understood, and what importing it would do. Changes nothing. */
export const importPreviewEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/import/preview',
  who: 'device',
  input: body,
  output: importPreviewAnswerSchema,
  async handle({ input, identity }, ports) {
    const call = readCall(input, identity)
    if (!call.ok) return call
    if (!enter(ports)) return answer<ImportPreviewAnswer>({ result: 'busy' })
    try {
      const result = await ports.registers.preview(call.value.task)
      return answer<ImportPreviewAnswer>(
        result.ok ? { result: 'preview', preview: result.value } : { result: 'notPermitted' },
      )
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error
      return answer<ImportPreviewAnswer>({ result: 'fileRefused', code: error.code, what: error.what })
    } finally {
      leave(ports)
    }
  },
})

/** Does what was shown, telling how far it is. Whoever goes away cancels it: everything is undone. */
export const importApplyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/import/apply',
  who: 'device',
  input: body,
  output: { contentType: 'application/x-ndjson' },
  async handle({ input, identity }, ports) {
    const call = readCall(input, identity)
    if (!call.ok) return call
    const { task, head } = call.value
    const { shown } = head
    if (shown === undefined) return refuse('malformed', { path: 'shown' })
    if (await isDiskNearlyFull(ports)) return refuse('storageFull')
    return answer(applyStream({ ...task, shown }, ports))
  },
})

function readCall(input: Uint8Array, identity: Identity): Answer<{ head: ImportHead; task: ImportTask }> {
  const parts = splitImport(input)
  if (!parts) return refuse('malformed')
  const json = parseJson(parts.head)
  if (!json.ok) return json
  const parsed = parse(importHeadSchema, json.value)
  if (!parsed.ok) return refuse('malformed', { path: (parsed.issues[0]?.path ?? '').slice(0, 200) })
  const { fileName, mappings } = parsed.value
  return answer({ head: parsed.value, task: { identity, file: parts.file, fileName, mappings } })
}

function applyStream(task: ImportTask & { shown: string }, ports: EdgePorts): ByteStream {
  const control = new AbortController()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const tell = (line: ImportLine): void => {
        if (!control.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      // Started without being waited for: the answer's head goes out first.
      void run(task, control.signal, ports, tell).finally(() => {
        if (!control.signal.aborted) controller.close()
      })
    },
    cancel() {
      control.abort(new Error('the person went away'))
    },
  })
}

async function run(
  task: ImportTask & { shown: string },
  signal: AbortSignal,
  ports: EdgePorts,
  tell: (line: ImportLine) => void,
): Promise<void> {
  if (!enter(ports)) return tell({ result: 'busy' })
  try {
    const result = await ports.registers.apply({
      ...task,
      signal,
      onProgress: (done, total) => tell({ result: 'progress', done, total }),
    })
    tell(result.ok ? { result: 'applied', ...result.value } : lineOf(result.refusal))
  } catch (error) {
    if (signal.aborted) return
    if (error instanceof FileProblem)
      return tell({ result: 'fileRefused', code: error.code, what: error.what })
    if (error instanceof StorageFull) return tell({ result: 'failed', code: 'storageFull' })
    ports.log.error({ err: error }, 'an import failed and was undone')
    tell({ result: 'failed', code: 'unavailable' })
  } finally {
    leave(ports)
  }
}

function lineOf(refusal: ImportRefusal): ImportLine {
  const { code, ...rest } = refusal
  return { result: code, ...rest } as ImportLine
}

function enter(ports: EdgePorts): boolean {
  const now = underWay.get(ports) ?? 0
  if (now >= maxAtOnce) return false
  underWay.set(ports, now + 1)
  return true
}

function leave(ports: EdgePorts): void {
  underWay.set(ports, (underWay.get(ports) ?? 1) - 1)
}
