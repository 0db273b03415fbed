/**
 * A small hash for what must come out the same everywhere and be spread evenly: codes on a slip, draws from a seed. It
 * keeps no secret by itself; what must not be guessed has to go in.
 */

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

/** Every bit of the result follows from every bit of `value` (the last step of MurmurHash3). */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** 0 … 2^53 - 1. Two lanes of 32 bits over the text's UTF-16 units. */
export function hash53(text: string): number {
  let a = 0x243f6a88
  let b = 0x13198a2e
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    a = Math.imul(rotate(a, 13) ^ unit, 0x9e3779b1)
    b = Math.imul(rotate(b, 17) ^ unit, 0x27d4eb2f)
  }
  const low = mix(a ^ mix(b))
  const high = mix(b ^ low)
  return (high & 0x1f_ffff) * 2 ** 32 + (low >>> 0)
}

/** Numbers in [0, 1) that follow from the seed alone. */
export function seededRandom(seed: string): () => number {
  let drawn = 0
  return () => hash53(`${seed}.${drawn++}`) / 2 ** 53
}
