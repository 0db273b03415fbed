import { blocksRequestSchema } from '../../../sync/up'
import { answer } from '../../auth/answer'
import { defineEndpoint, type ByteStream } from '../endpoint'

/**
 * Blocks as stored (gzip), one frame each: length of the id (4 bytes, big-endian) · id (UTF-8) · length of the block
 * (4 bytes) · block. Not packed again.
 */
export const blocksEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/blocks',
  who: 'device',
  input: blocksRequestSchema,
  output: { contentType: 'application/octet-stream' },
  async handle({ input, identity }, { sync }) {
    return answer(toFrames(await sync.blocks(identity, input)))
  },
})

function toFrames(blocks: readonly { id: string; bytes: Uint8Array }[]): ByteStream {
  const left = [...blocks]
  return new ReadableStream<Uint8Array>({
    // One block at a time, at the pace of the line.
    pull(controller) {
      const block = left.shift()
      if (!block) return controller.close()
      controller.enqueue(lengthAnd(Buffer.from(block.id, 'utf8')))
      controller.enqueue(lengthAnd(block.bytes))
    },
  })
}

function lengthAnd(bytes: Uint8Array): Uint8Array {
  const framed = Buffer.allocUnsafe(4 + bytes.byteLength)
  framed.writeUInt32BE(bytes.byteLength, 0)
  framed.set(bytes, 4)
  return framed
}
