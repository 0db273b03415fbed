import { describe, expect, test } from 'vitest'
import { RowHeights } from '../../../../src/app/components/record/rowHeights'
import { createRng } from '../../../sim/random'

describe('heights of rows', () => {
  test('not seen yet are the usual one', () => {
    const heights = new RowHeights(10, 76)
    expect(heights.totalPx).toBe(760)
    expect(heights.offsetOf(3)).toBe(228)
    expect(heights.indexAt(227)).toBe(2)
    expect(heights.indexAt(228)).toBe(3)
  })

  test('beyond the ends are the first and the last row', () => {
    const heights = new RowHeights(3, 50)
    expect(heights.indexAt(-10)).toBe(0)
    expect(heights.indexAt(9_999)).toBe(2)
    expect(new RowHeights(0, 50).totalPx).toBe(0)
  })

  test('say by how much a row has grown, and take nothing for rows that are not there', () => {
    const heights = new RowHeights(5, 50)
    expect(heights.set(2, 80)).toBe(30)
    expect(heights.set(2, 80)).toBe(0)
    expect(heights.set(2, 60)).toBe(-20)
    expect(heights.set(5, 60)).toBe(0)
    expect(heights.set(-1, 60)).toBe(0)
    expect(heights.totalPx).toBe(260)
  })

  test.each([1, 2, 3, 4, 5])('agree with adding them up one by one (seed %i)', (seed) => {
    const rng = createRng(seed)
    const count = 1 + rng.int(300)
    const heights = new RowHeights(count, 70)
    const plain = Array.from({ length: count }, () => 70)
    for (let step = 0; step < 400; step++) {
      const index = rng.int(count)
      const height = 20 + rng.int(200)
      heights.set(index, height)
      plain[index] = height
    }
    let offset = 0
    for (const [index, height] of plain.entries()) {
      expect(heights.offsetOf(index)).toBe(offset)
      expect(heights.indexAt(offset)).toBe(index)
      expect(heights.indexAt(offset + height - 1)).toBe(index)
      offset += height
    }
    expect(heights.totalPx).toBe(offset)
  })
})
