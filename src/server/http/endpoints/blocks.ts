import { blocksRequestSchema } from '../../../sync/up'
import { answer } from '../../auth/answer'
import { defineEndpoint } from '../endpoint'

/**
 * The lines of a block and of those after it in its pack, as they lie in the store: packed once for all who take
 * brotli. Empty when there are none to be had.
 */
export const blocksEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/blocks',
  who: 'device',
  input: blocksRequestSchema,
  output: { contentType: 'text/plain; charset=utf-8', maybePacked: true },
  async handle({ input, identity }, { sync }) {
    return answer((await sync.blocks(identity, input)) ?? { bytes: new Uint8Array(), packing: undefined })
  },
})
