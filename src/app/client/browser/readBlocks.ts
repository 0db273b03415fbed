/**
 * The body of `/api/blocks`: the lines of blocks whose lengths are known, one newline between them. Each block can be
 * used as soon as it is there, so a cut line costs one block.
 */

/** The body ends in the middle of a block, or something else stands between two. */
export class BrokenBlocks extends Error {
  constructor() {
    super('a body that is not the blocks announced')
    this.name = 'BrokenBlocks'
  }
}

const newline = 10

/** `next` gives the body's bytes in any pieces, undefined at its end. */
export function readBlocks(next: () => Promise<Uint8Array | undefined>): {
  /** The next block of so many bytes, undefined at the end. @throws BrokenBlocks, and what `next` throws */
  next(bytes: number): Promise<Uint8Array<ArrayBuffer> | undefined>
} {
  let rest: Uint8Array = new Uint8Array(0)
  let isFirst = true

  /** Undefined when the body ends before the first of them. */
  async function take(count: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const taken = new Uint8Array(count)
    let filled = 0
    for (;;) {
      const part = rest.subarray(0, count - filled)
      taken.set(part, filled)
      filled += part.length
      rest = rest.subarray(part.length)
      if (filled === count) return taken
      const more = await next()
      if (!more && filled === 0) return undefined
      if (!more) throw new BrokenBlocks()
      rest = more
    }
  }

  return {
    async next(bytes) {
      if (!isFirst) {
        const between = await take(1)
        if (!between) return undefined
        if (between[0] !== newline) throw new BrokenBlocks()
      }
      const block = await take(bytes)
      if (!block && !isFirst) throw new BrokenBlocks()
      isFirst = false
      return block
    },
  }
}
