import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../../src/server/seed/random'

const draws = (seed: number) => {
  const random = createRandom(seed)
  return Array.from({ length: 50 }, () => random.int(0, 1_000_000))
}

describe('seeded random', () => {
  test('the same seed draws the same numbers, another seed others', () => {
    expect(draws(7)).toEqual(draws(7))
    expect(draws(7)).not.toEqual(draws(8))
  })

  test('a fork depends on its label and not on what was drawn before', () => {
    const used = createRandom(7)
    draws(7).forEach(() => used.next())
    expect(used.fork('visits').next()).toBe(createRandom(7).fork('visits').next())
    expect(used.fork('visits').next()).not.toBe(used.fork('issues').next())
  })

  test('whole numbers stay within both ends and reach them', () => {
    const random = createRandom(1)
    const seen = new Set(Array.from({ length: 500 }, () => random.int(3, 6)))
    expect([...seen].sort()).toEqual([3, 4, 5, 6])
  })

  test('weights decide how often a value comes, and 0 means never', () => {
    const random = createRandom(1)
    const drawn = Array.from({ length: 4000 }, () =>
      random.weighted([
        ['often', 3],
        ['seldom', 1],
        ['never', 0],
      ]),
    )
    const often = drawn.filter((value) => value === 'often').length
    expect(often).toBeGreaterThan(2800)
    expect(often).toBeLessThan(3200)
    expect(drawn).not.toContain('never')
    expect(() => random.weighted([['never', 0]])).toThrow(RangeError)
  })

  test('a shuffled list keeps its members and leaves the original alone', () => {
    const list = Array.from({ length: 40 }, (_, index) => index)
    const shuffled = createRandom(3).shuffle(list)
    expect(shuffled).not.toEqual(list)
    expect([...shuffled].sort((a, b) => a - b)).toEqual(list)
  })

  test('ids are valid UUIDv7 of the given time and never twice the same', () => {
    const random = createRandom(5)
    const ms = Date.UTC(2026, 5, 8)
    const ids = Array.from({ length: 2000 }, () => random.uuidAt(ms))
    expect(new Set(ids).size).toBe(2000)
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16)).toBe(ms)
  })

  test('nothing is picked from an empty list', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError)
  })
})
