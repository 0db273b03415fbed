/** The way to the server over HTTP. */
import { deliverResponseSchema, syncResponseSchema, type BlockRef } from '../../../sync/down'
import type { BlocksRequest } from '../../../sync/up'
import type { OnBlock, Transport, TransportResult } from '../ports'
import { readBlocks } from './readBlocks'
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
    async blocks(blocks, onBlock) {
      const request: BlocksRequest = { from: blocks[0]?.id ?? '' }
      const body = await packJson(request)
      const answer = await session.authorized((token) =>
        http.open({ method: 'POST', path: '/api/blocks', token, body, accept: 'text/plain' }),
      )
      return answer.ok ? takeBlocks(answer.value, blocks, onBlock) : answer
    },
  }
}

/** Blocks that came whole stay given, whatever happens to the line after. What `onBlock` throws is not the line's fault. */
async function takeBlocks(
  answer: OpenAnswer,
  blocks: readonly BlockRef[],
  onBlock: OnBlock,
): Promise<TransportResult<null>> {
  const body = readBlocks(() => answer.next())
  try {
    for (const [index, block] of blocks.entries()) {
      const bytes = await nextBlock(body, block, index === 0)
      if (bytes === 'gone') break
      if (bytes === 'broken') return { ok: false, reason: 'network' }
      await onBlock(block, bytes)
    }
    return { ok: true, value: null }
  } finally {
    answer.abort()
  }
}

async function nextBlock(
  body: ReturnType<typeof readBlocks>,
  block: BlockRef,
  isFirst: boolean,
): Promise<Uint8Array<ArrayBuffer> | 'gone' | 'broken'> {
  try {
    return (await body.next(block.bytes)) ?? (isFirst ? 'gone' : 'broken')
  } catch {
    return 'broken'
  }
}
