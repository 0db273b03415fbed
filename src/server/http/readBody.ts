import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { promisify } from 'node:util'
import { maxPackedBytes, maxRequestBytes } from '../../sync/up'
import { answer, refuse, type Answer } from '../auth/answer'

/** Bytes of all bodies that are being read at one time; beyond it callers are asked to come back. */
const maxBytesUnderWay = 256 * 1024 * 1024

type Unpack = (packed: Buffer) => Promise<Buffer>
const limited = { maxOutputLength: maxRequestBytes }
const gunzipAsync = promisify<Buffer, typeof limited, Buffer>(gunzip)
const inflateAsync = promisify<Buffer, typeof limited, Buffer>(inflate)
const brotliAsync = promisify<Buffer, typeof limited, Buffer>(brotliDecompress)

/** Names of `Content-Encoding` (RFC 9110). Each stops as soon as more than the limit comes out: no bomb is unpacked. */
const unpackers: Record<string, Unpack> = {
  gzip: (packed) => gunzipAsync(packed, limited),
  deflate: (packed) => inflateAsync(packed, limited),
  br: (packed) => brotliAsync(packed, limited),
  identity: (packed) => Promise.resolve(packed),
}

export interface BodyReader {
  /** The body, unpacked: `tooLarge`, `badEncoding`, `wrongContentType` or `unavailable` where it can't be had. */
  read(request: Request): Promise<Answer<Buffer>>
  /** The body as it is, up to `maxBytes`; one that says it is packed is refused. */
  readBytes(request: Request, maxBytes: number): Promise<Answer<Buffer>>
}

export function createBodyReader(): BodyReader {
  let underWay = 0

  async function readPacked(
    body: ReadableStream<Uint8Array>,
    maxBytes = maxPackedBytes,
  ): Promise<Answer<Buffer>> {
    const chunks: Uint8Array[] = []
    let size = 0
    const reader = body.getReader()
    const stop = async (code: 'tooLarge' | 'unavailable'): Promise<Answer<Buffer>> => {
      // The rest is not waited for.
      void reader.cancel().catch(() => undefined)
      return code === 'unavailable' ? refuse(code, { retryAfterS: 5 }) : refuse(code)
    }
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return answer(Buffer.concat(chunks, size))
        chunks.push(value)
        size += value.byteLength
        underWay += value.byteLength
        if (size > maxBytes) return await stop('tooLarge')
        if (underWay > maxBytesUnderWay) return await stop('unavailable')
      }
    } catch {
      // The line was cut, or the announced length was not sent.
      return refuse('badEncoding')
    } finally {
      underWay -= size
    }
  }

  return {
    async readBytes(request, maxBytes) {
      if (request.headers.has('content-encoding')) return refuse('wrongContentType')
      if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return refuse('tooLarge')
      return request.body ? readPacked(request.body, maxBytes) : answer(Buffer.alloc(0))
    },

    async read(request) {
      const encoding =
        (request.headers.get('content-encoding') ?? 'identity').trim().toLowerCase() || 'identity'
      const unpack = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined
      if (!unpack) return refuse('wrongContentType')
      if (Number(request.headers.get('content-length') ?? 0) > maxPackedBytes) return refuse('tooLarge')
      if (!request.body) return answer(Buffer.alloc(0))
      const packed = await readPacked(request.body)
      if (!packed.ok) return packed
      // Unpacked, it is at most four times as much, for a moment.
      const held = packed.value.byteLength
      underWay += held
      try {
        return answer(await unpack(packed.value))
      } catch (error) {
        return refuse(isTooLong(error) ? 'tooLarge' : 'badEncoding')
      } finally {
        underWay -= held
      }
    },
  }
}

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
