/** Importing a register over HTTP: the file goes up as it is, progress comes back line by line. */
import { parse } from '../../../domain/schema'
import {
  frameImport,
  importLineSchema,
  importPreviewAnswerSchema,
  type ImportHead,
  type ImportLine,
  type ImportPreviewAnswer,
} from '../../../sync/registerImport'
import type { TransportResult } from '../ports'
import { utf8 } from '../vault/bytes'
import type { Http, HttpRequest, OpenAnswer } from './http'
import type { Session } from './session'

export type ImportEnd = Exclude<ImportLine, { result: 'progress' }>

export interface RegisterTransport {
  preview(
    head: ImportHead,
    file: Uint8Array,
    signal: AbortSignal,
  ): Promise<TransportResult<ImportPreviewAnswer>>
  /** Ends by how it ended; `network`: nobody knows whether it was done. Aborting undoes it on the server. */
  apply(
    head: ImportHead,
    file: Uint8Array,
    options: { signal: AbortSignal; onProgress: (done: number, total: number) => void },
  ): Promise<TransportResult<ImportEnd>>
}

export function createRegisterTransport({
  http,
  session,
}: {
  http: Http
  session: Session
}): RegisterTransport {
  const requestOf = (
    path: 'preview' | 'apply',
    head: ImportHead,
    file: Uint8Array,
    signal: AbortSignal,
  ): Omit<HttpRequest, 'token'> => ({
    method: 'POST',
    path: `/api/import/${path}`,
    body: { bytes: frameImport(utf8(JSON.stringify(head)), file), isGzip: false },
    contentType: 'application/octet-stream',
    signal,
  })
  return {
    preview(head, file, signal) {
      const request = requestOf('preview', head, file, signal)
      return session.authorized((token) => http.json(importPreviewAnswerSchema, { ...request, token }))
    },
    async apply(head, file, { signal, onProgress }) {
      const request = requestOf('apply', head, file, signal)
      const answer = await session.authorized((token) =>
        http.open({ ...request, token, accept: 'application/x-ndjson' }),
      )
      if (!answer.ok) return answer
      try {
        return await readLines(answer.value, onProgress)
      } catch {
        return { ok: false, reason: 'network' }
      } finally {
        answer.value.abort()
      }
    },
  }
}

async function readLines(
  answer: OpenAnswer,
  onProgress: (done: number, total: number) => void,
): Promise<TransportResult<ImportEnd>> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  for (let bytes = await answer.next(); bytes; bytes = await answer.next()) {
    text += decoder.decode(bytes, { stream: true })
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const parsed = parse(importLineSchema, JSON.parse(text.slice(0, end)))
      text = text.slice(end + 1)
      if (!parsed.ok) return { ok: false, reason: 'network' }
      if (parsed.value.result === 'progress') onProgress(parsed.value.done, parsed.value.total)
      else return { ok: true, value: parsed.value }
    }
  }
  return { ok: false, reason: 'network' }
}
