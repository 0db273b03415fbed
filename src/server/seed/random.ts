import { uuidV7 } from '../../domain/ids'

/**
 * Seeded pseudo-random source for the demo zone: same seed, same zone, on every machine.
 * The generator is sfc32 (Chris Doty-Humphrey's small fast counter), filled from one 32-bit seed.
 * Not for anything secret.
 */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform whole number, both ends included. */
  int(min: number, max: number): number
  /** True with the given probability (0 … 1). */
  chance(probability: number): boolean
  /** @throws RangeError on an empty list. */
  pick<T>(list: readonly T[]): T
  /** Picks by weight; weights need not add up to anything. @throws RangeError when none is above 0. */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T
  /** A shuffled copy. */
  shuffle<T>(list: readonly T[]): T[]
  /**
   * An independent generator named by `label`. It depends on the seed and the label alone, not on
   * how much was drawn before, so that asking for more visits does not rename every household.
   */
  fork(label: string): Random
  /** A valid UUIDv7 whose time part is `ms` (Unix epoch, milliseconds). */
  uuidAt(ms: number): string
}

export function createRandom(seed: number): Random {
  const next32 = sfc32(seed)
  const next = () => next32() / 0x1_0000_0000

  const random: Random = {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick(list) {
      const value = list[Math.floor(next() * list.length)]
      if (value === undefined) throw new RangeError('pick from an empty list')
      return value
    },
    weighted(choices) {
      const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
      let left = next() * total
      for (const [value, weight] of choices) {
        left -= weight
        if (left < 0) return value
      }
      throw new RangeError('weighted choice without a positive weight')
    },
    shuffle(list) {
      const copy = [...list]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1))
        const held = copy[i] as (typeof copy)[number]
        copy[i] = copy[j] as (typeof copy)[number]
        copy[j] = held
      }
      return copy
    },
    fork: (label) => createRandom((seed ^ hash32(label)) >>> 0),
    uuidAt: (ms) =>
      uuidV7(
        ms,
        Uint8Array.from({ length: 10 }, () => next32() >>> 24),
      ),
  }
  return random
}

function sfc32(seed: number): () => number {
  const fill = splitMix32(seed)
  let a = fill()
  let b = fill()
  let c = fill()
  let counter = 1
  return () => {
    const result = (a + b + counter) >>> 0
    counter = (counter + 1) >>> 0
    a = (b ^ (b >>> 9)) >>> 0
    b = (c + (c << 3)) >>> 0
    c = (((c << 21) | (c >>> 11)) + result) >>> 0
    return result
  }
}

/** Spreads neighbouring seeds (1, 2, 3 …) over the whole range before they fill the state. */
function splitMix32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return (mixed ^ (mixed >>> 16)) >>> 0
  }
}

/** FNV-1a over UTF-16 code units. */
function hash32(label: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < label.length; i++) {
    hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}
