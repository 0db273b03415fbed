import { expect, test } from 'vitest'
import { createElementKeys } from '../../../../src/app/components/record/elementKeys'

const rows = (...keys: string[]) => keys.map((key) => ({ key, sort: 'row' }))

test('what stays keeps its element, what comes takes over from what went', () => {
  const keysOf = createElementKeys()
  const [a, b, c] = keysOf(rows('a', 'b', 'c'))
  expect(keysOf(rows('b', 'c', 'd'))).toEqual([b, c, a])
})

test('a list that is answered anew moves nothing', () => {
  const keysOf = createElementKeys()
  const before = keysOf(rows('a', 'b', 'c'))
  expect(keysOf(rows('x', 'y', 'z'))).toEqual(before)
})

test('one sort never takes the element of another', () => {
  const keysOf = createElementKeys()
  const [heading, row] = keysOf([{ key: 'h', sort: 'heading' }, ...rows('a')])
  const after = keysOf([...rows('b', 'c'), { key: 'i', sort: 'heading' }])
  expect(after[0]).toBe(row)
  expect(after[2]).toBe(heading)
  expect(new Set([heading, row]).has(after[1])).toBe(false)
})

test('no element is given twice', () => {
  const keysOf = createElementKeys()
  for (let start = 0; start < 200; start += 7) {
    const keys = keysOf(rows(...Array.from({ length: 20 }, (_, at) => String(start + at))))
    expect(new Set(keys).size).toBe(20)
  }
})
