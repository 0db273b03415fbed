/**
 * Additive checksum of what is held of a scope: a 64-bit hash of each row's line, added up modulo 2^64. Adding makes
 * it cheap to keep up to date (subtract the old line, add the new one) and free of order. It guards against rot and
 * mistakes, not against an enemy: rows are sealed and transport is encrypted.
 * Kept as two 32-bit halves, since BigInt is 20 times slower on phones for this.
 */
export interface Sum {
  high: number
  low: number
  count: number
}

export const emptySum: Sum = { high: 0, low: 0, count: 0 }

const avalanche = (value: number): number => {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Hash of one row line (`line.ts`): two differently seeded multiply-xor lanes over UTF-16 units. */
export function hashLine(line: string): { high: number; low: number } {
  let a = 0xdeadbeef ^ line.length
  let b = 0x41c6ce57 ^ line.length
  for (let index = 0; index < line.length; index++) {
    const unit = line.charCodeAt(index)
    a = Math.imul(a ^ unit, 0x9e3779b1)
    b = Math.imul(b ^ unit, 0x5f356495)
    a = (a << 13) | (a >>> 19)
    b = (b << 17) | (b >>> 15)
  }
  const high = avalanche(a ^ Math.imul(b, 0x27d4eb2f))
  return { high, low: avalanche(b ^ Math.imul(high, 0x165667b1)) }
}

export function addLine(sum: Sum, line: string): Sum {
  const { high, low } = hashLine(line)
  const lowSum = sum.low + low
  return {
    high: (sum.high + high + (lowSum > 0xffff_ffff ? 1 : 0)) >>> 0,
    low: lowSum >>> 0,
    count: sum.count + 1,
  }
}

export function subtractLine(sum: Sum, line: string): Sum {
  const { high, low } = hashLine(line)
  const lowSum = sum.low - low
  return {
    high: (sum.high - high - (lowSum < 0 ? 1 : 0)) >>> 0,
    low: lowSum >>> 0,
    count: sum.count - 1,
  }
}

/** `count:16 hex digits`, as it travels and is stored. */
export const formatSum = ({ high, low, count }: Sum): string =>
  `${count}:${high.toString(16).padStart(8, '0')}${low.toString(16).padStart(8, '0')}`

export function parseSum(text: string): Sum | undefined {
  const match = /^(\d{1,12}):([0-9a-f]{8})([0-9a-f]{8})$/.exec(text)
  if (!match) return undefined
  return { count: Number(match[1]), high: parseInt(match[2] ?? '', 16), low: parseInt(match[3] ?? '', 16) }
}
