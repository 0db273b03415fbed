/** The way to the server over HTTP. */
import { deliverResponseSchema, syncResponseSchema } from '../../../sync/down'
import type { Transport, TransportResult } from '../ports'
import { readBlockFrames } from './blockFrames'
import { packJson, type Http, type OpenAnswer } from './http'
import type { Session } from './session'

export function createHttpTransport({ http, session }: { http: Http; session: Session }): Transport {
  return {
    async sync(request) {
      const body = await packJson(request)
      return session.authorized((token) =>
        http.json(syncResponseSchema, { method: 'POST', path: '/api/sync', token, body }),
      )
    },
    async deliver(request) {
      const body = await packJson(request)
      // Bundles prove themselves: no need to come with a token.
      const options = { renewFirst: false }
      return session.authorized(
        (token) => http.json(deliverResponseSchema, { method: 'POST', path: '/api/deliver', token, body }),
        options,
      )
    },
    async blocks(request, onBlock) {
      const body = await packJson(request)
      const answer = await session.authorized((token) =>
        http.open({ method: 'POST', path: '/api/blocks', token, body, accept: 'application/octet-stream' }),
      )
      return answer.ok ? takeBlocks(answer.value, new Set(request.blocks), onBlock) : answer
    },
  }
}

/** Blocks that came whole stay given, whatever happens to the line after. What `onBlock` throws is not the line's fault. */
async function takeBlocks(
  answer: OpenAnswer,
  asked: ReadonlySet<string>,
  onBlock: (id: string, lines: string) => Promise<void>,
): Promise<TransportResult<null>> {
  const frames = readBlockFrames(() => answer.next())
  try {
    for (;;) {
      const block = await nextBlock(frames, asked)
      if (block === 'end') return { ok: true, value: null }
      if (block === 'broken') return { ok: false, reason: 'network' }
      await onBlock(block.id, block.lines)
    }
  } finally {
    answer.abort()
  }
}

async function nextBlock(
  frames: ReturnType<typeof readBlockFrames>,
  asked: ReadonlySet<string>,
): Promise<{ id: string; lines: string } | 'end' | 'broken'> {
  try {
    const { done, value } = await frames.next()
    if (done) return 'end'
    return asked.has(value.id) ? { id: value.id, lines: await unpack(value.bytes) } : 'broken'
  } catch {
    return 'broken'
  }
}

async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    await new Response(plain).arrayBuffer(),
  )
}
