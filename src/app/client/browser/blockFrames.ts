/**
 * The body of `/api/blocks`: frames of [u32 length of id][id, UTF-8][u32 length of bytes][gzip bytes], numbers
 * big-endian, until the end. Each block can be used as soon as it is there, so a cut line costs one block.
 */

/** Longest block id is 100 characters (`blockRefSchema`). */
const maxIdBytes = 400
/** Largest block by `blockRefSchema.bytes`; more is noise, not a length. */
const maxBlockBytes = 100_000_000

/** The body is none, or ends in the middle of a frame. */
export class BrokenFrames extends Error {
  constructor() {
    super('a body that is not whole block frames')
    this.name = 'BrokenFrames'
  }
}

/** `next` gives the body's bytes in any pieces, undefined at its end. @throws BrokenFrames, and what `next` throws */
export async function* readBlockFrames(
  next: () => Promise<Uint8Array | undefined>,
): AsyncGenerator<{ id: string; bytes: Uint8Array<ArrayBuffer> }, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const body = gather(next)
  for (;;) {
    const head = await body.take(4, true)
    if (!head) return
    const id = decode(decoder, await body.take(lengthIn(head, maxIdBytes)))
    const bytes = await body.take(lengthIn(await body.take(4), maxBlockBytes))
    yield { id, bytes }
  }
}

function lengthIn(bytes: Uint8Array<ArrayBuffer>, max: number): number {
  const length = new DataView(bytes.buffer).getUint32(0)
  if (length > max) throw new BrokenFrames()
  return length
}

function decode(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new BrokenFrames()
  }
}

interface Gathered {
  /** Exactly so many bytes. `orEnd`: undefined when the body ends right here. */
  take(count: number, orEnd: true): Promise<Uint8Array<ArrayBuffer> | undefined>
  take(count: number): Promise<Uint8Array<ArrayBuffer>>
}

function gather(next: () => Promise<Uint8Array | undefined>): Gathered {
  let rest: Uint8Array = new Uint8Array(0)
  return {
    async take(count: number, orEnd = false): Promise<Uint8Array<ArrayBuffer>> {
      const taken = new Uint8Array(count)
      let filled = 0
      for (;;) {
        const part = rest.subarray(0, count - filled)
        taken.set(part, filled)
        filled += part.length
        rest = rest.subarray(part.length)
        if (filled === count) return taken
        const more = await next()
        if (!more && orEnd && filled === 0) return undefined as never
        if (!more) throw new BrokenFrames()
        rest = more
      }
    },
  }
}
