/**
 * How packs are compressed: quickly when they are cut, since somebody is waiting for them, and as small as can be
 * afterwards, once for all phones that come later (a fifth fewer bytes for a hundred times the work).
 */
import { brotliCompress, constants, createBrotliCompress } from 'node:zlib'
import { promisify } from 'node:util'

const brotliAsync = promisify(brotliCompress)

/** Large enough for what repeats over a whole village. */
const window = 24

const params = (quality: number, bytes: number) => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: window,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes,
  },
})

export const packLoosely = (text: Buffer): Promise<Buffer> => brotliAsync(text, params(5, text.byteLength))

/** One step takes a second or so of one thread, after which it can be given up. */
const stepBytes = 256_000

/** Undefined when it was given up. */
export async function packTightly(text: Buffer, signal: AbortSignal): Promise<Buffer | undefined> {
  const packer = createBrotliCompress(params(11, text.byteLength))
  const packed: Buffer[] = []
  packer.on('data', (part: Buffer) => packed.push(part))
  try {
    for (let at = 0; at < text.byteLength; at += stepBytes) {
      if (signal.aborted) return undefined
      await new Promise<void>((resolve, reject) =>
        packer.write(text.subarray(at, at + stepBytes), (error) => (error ? reject(error) : resolve())),
      )
    }
    await new Promise<void>((resolve, reject) => {
      packer.once('end', resolve).once('error', reject)
      packer.end()
    })
    return Buffer.concat(packed)
  } finally {
    packer.destroy()
  }
}
