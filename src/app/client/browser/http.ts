/**
 * Requests as a phone on a bad line needs them: a limit on silence instead of one on the whole, since a large answer at
 * 50 kbit/s takes minutes and the same request cut and repeated for ever would never get through. Whatever is not a
 * clear answer of our server (a captive portal's page, a proxy's error, half a body) counts as none.
 */
import { parse, type Infer, type Schema } from '../../../domain/schema'
import { problemSchema } from '../../../sync/down'
import type { Clock, TransportResult } from '../ports'

export interface HttpOptions {
  /** Origin of the server; empty for the page's own. */
  baseUrl: string
  clock: Clock
  fetch?: typeof globalThis.fetch
}

export interface HttpRequest {
  method: 'GET' | 'POST'
  path: string
  token?: string | undefined
  body?: PackedBody
  /** Of the body; JSON when left out. */
  contentType?: string
  accept?: string
  /** Silence after which the line counts as dead. */
  silenceMs?: number
  /** Whoever asked does not want the answer any more. */
  signal?: AbortSignal
}

export interface PackedBody {
  bytes: Uint8Array<ArrayBuffer>
  isGzip: boolean
}

/** A 2xx answer whose body is still coming. */
export interface OpenAnswer {
  /** Next bytes; undefined at the end. Throws when the line is cut or silent for too long. */
  next(): Promise<Uint8Array | undefined>
  abort(): void
}

export interface Http {
  open(request: HttpRequest): Promise<TransportResult<OpenAnswer>>
  json<S extends Schema>(schema: S, request: HttpRequest): Promise<TransportResult<Infer<S>>>
}

/** No byte for this long: no answer. */
const silenceMs = 60_000
/** Bytes that the slowest usable line carries per millisecond (32 kbit/s): a large body gets its time to leave. */
const slowestBytesPerMs = 4
/** Smaller bodies gain nothing by compression. */
const packFromChars = 1024

const network = { ok: false, reason: 'network' } as const

export function createHttp({ baseUrl, clock, fetch = globalThis.fetch.bind(globalThis) }: HttpOptions): Http {
  async function open(request: HttpRequest): Promise<TransportResult<OpenAnswer>> {
    const { silenceMs: limitMs = silenceMs, body } = request
    const control = new AbortController()
    if (request.signal?.aborted) return network
    request.signal?.addEventListener('abort', () => control.abort(), { once: true })
    let response: Response
    const cancel = clock.after(limitMs + (body?.bytes.length ?? 0) / slowestBytesPerMs, () => control.abort())
    try {
      response = await fetch(`${baseUrl}${request.path}`, {
        method: request.method,
        headers: headersOf(request),
        ...(body && { body: body.bytes }),
        signal: control.signal,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      })
    } catch {
      return network
    } finally {
      cancel()
    }
    const answer = openAnswer(response, control, clock, limitMs)
    return response.ok ? { ok: true, value: answer } : asProblem(response.status, answer)
  }

  return {
    open,
    async json(schema, request) {
      const answer = await open(request)
      if (!answer.ok) return answer
      const parsed = parse(schema, await readJson(answer.value))
      return parsed.ok ? { ok: true, value: parsed.value } : network
    },
  }
}

/** JSON as it travels, compressed where that helps and the browser can. */
export async function packJson(value: unknown): Promise<PackedBody> {
  const text = JSON.stringify(value)
  const bytes = new TextEncoder().encode(text)
  if (text.length <= packFromChars || typeof CompressionStream === 'undefined')
    return { bytes, isGzip: false }
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))
  return { bytes: new Uint8Array(await new Response(packed).arrayBuffer()), isGzip: true }
}

function headersOf({
  token,
  body,
  contentType = 'application/json',
  accept = 'application/json',
}: HttpRequest): Record<string, string> {
  return {
    Accept: accept,
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(body && { 'Content-Type': contentType }),
    ...(body?.isGzip && { 'Content-Encoding': 'gzip' }),
  }
}

function openAnswer(response: Response, control: AbortController, clock: Clock, limitMs: number): OpenAnswer {
  const reader = response.body?.getReader()
  return {
    async next() {
      if (!reader) return undefined
      let cancel: (() => void) | undefined
      const silence = new Promise<never>((_, reject) => {
        cancel = clock.after(limitMs, () => {
          control.abort()
          reject(new Error('the line went silent'))
        })
      })
      try {
        const { done, value } = await Promise.race([reader.read(), silence])
        return done ? undefined : value
      } finally {
        cancel?.()
      }
    },
    abort: () => control.abort(),
  }
}

async function asProblem(status: number, answer: OpenAnswer): Promise<TransportResult<never>> {
  const parsed = parse(problemSchema, await readJson(answer))
  return parsed.ok ? { ok: false, reason: 'problem', problem: parsed.value.problem, status } : network
}

/** Undefined for anything that is not whole JSON text. */
async function readJson(answer: OpenAnswer): Promise<unknown> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    let text = ''
    for (let bytes = await answer.next(); bytes; bytes = await answer.next())
      text += decoder.decode(bytes, { stream: true })
    return JSON.parse(text + decoder.decode()) as unknown
  } catch {
    return undefined
  }
}
