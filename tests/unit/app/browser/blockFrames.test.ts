import { expect, test } from 'vitest'
import { BrokenFrames, readBlockFrames } from '../../../../src/app/client/browser/blockFrames'

/** Two frames: id `a` with bytes 1 2 3, id `村` (3 bytes of UTF-8) with none. */
const body = Uint8Array.of(0, 0, 0, 1, 97, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 3, 0xe6, 0x9d, 0x91, 0, 0, 0, 0)

async function read(bytes: Uint8Array, pieceSize: number): Promise<{ id: string; bytes: Uint8Array }[]> {
  let at = 0
  const next = (): Promise<Uint8Array | undefined> => {
    const piece = bytes.subarray(at, (at += pieceSize))
    return Promise.resolve(piece.length > 0 ? piece : undefined)
  }
  const frames = []
  for await (const frame of readBlockFrames(next)) frames.push(frame)
  return frames
}

test.each([1, 2, 3, 5, 100])('frames that come in pieces of %i bytes are read whole', async (pieceSize) => {
  expect(await read(body, pieceSize)).toEqual([
    { id: 'a', bytes: Uint8Array.of(1, 2, 3) },
    { id: '村', bytes: new Uint8Array(0) },
  ])
})

test('a body that ends anywhere but between two frames is broken', async () => {
  for (let length = 0; length <= body.length; length++) {
    const reading = read(body.subarray(0, length), 4)
    if ([0, 12, body.length].includes(length))
      expect((await reading).length).toBe([0, 12, body.length].indexOf(length))
    else await expect(reading).rejects.toThrow(BrokenFrames)
  }
})

test('an id that is no UTF-8 is broken', async () => {
  await expect(read(Uint8Array.of(0, 0, 0, 1, 0xff, 0, 0, 0, 0), 100)).rejects.toThrow(BrokenFrames)
})
