import { expect, test } from 'vitest'
import { BrokenBlocks, readBlocks } from '../../../../src/app/client/browser/readBlocks'

/** Three blocks of 3, 1 and 2 bytes with newlines between them; the last holds a newline itself. */
const body = Uint8Array.of(1, 2, 3, 10, 4, 10, 10, 5)
const lengths = [3, 1, 2]

async function read(bytes: Uint8Array, pieceSize: number): Promise<(number[] | undefined)[]> {
  let at = 0
  const reader = readBlocks(() => {
    const piece = bytes.subarray(at, (at += pieceSize))
    return Promise.resolve(piece.length > 0 ? piece : undefined)
  })
  const blocks: (number[] | undefined)[] = []
  for (const length of lengths) {
    const block = await reader.next(length)
    blocks.push(block && [...block])
    if (!block) break
  }
  return blocks
}

test.each([1, 2, 3, 5, 100])('blocks that come in pieces of %i bytes are read whole', async (pieceSize) => {
  expect(await read(body, pieceSize)).toEqual([[1, 2, 3], [4], [10, 5]])
})

test('a body that ends anywhere but between two blocks is broken', async () => {
  for (let length = 0; length < body.length; length++) {
    const reading = read(body.subarray(0, length), 4)
    if (length === 0) expect(await reading).toEqual([undefined])
    else if (length === 3) expect(await reading).toEqual([[1, 2, 3], undefined])
    else if (length === 5) expect(await reading).toEqual([[1, 2, 3], [4], undefined])
    else await expect(reading).rejects.toThrow(BrokenBlocks)
  }
})

test('something else than a newline between two blocks is broken', async () => {
  await expect(read(Uint8Array.of(1, 2, 3, 4, 5, 10, 10, 5), 100)).rejects.toThrow(BrokenBlocks)
})
