import { describe, expect, test } from 'vitest'
import {
  maxStops,
  readDayRoute,
  routeOn,
  withMoved,
  withoutStop,
  withStops,
} from '../../../../src/app/components/dayRoute/dayRoute'

const today = '2026-07-02'
const route = (...subjectIds: string[]) => ({ date: today, subjectIds })

describe('the route of a day', () => {
  test('begins empty, holds each door once, and no more than a day has room for', () => {
    const empty = routeOn(undefined, today, () => false)
    expect(empty).toEqual(route())
    expect(withStops(empty, ['a', 'b', 'a'])).toEqual(route('a', 'b'))
    const many = Array.from({ length: maxStops + 5 }, (_, number) => `s${number}`)
    expect(withStops(empty, many).subjectIds).toHaveLength(maxStops)
    expect(withoutStop(route('a', 'b'), 'a')).toEqual(route('b'))
  })

  test('of an earlier day keeps the doors that nobody has called at since, and only those', () => {
    const before = { date: '2026-07-01', subjectIds: ['a', 'b', 'c'] }
    const asked: string[] = []
    const visited = (id: string, day: string): boolean => {
      asked.push(day)
      return id === 'b'
    }
    expect(routeOn(before, today, visited)).toEqual(route('a', 'c'))
    expect(new Set(asked)).toEqual(new Set(['2026-07-01']))
    expect(routeOn(route('b'), today, visited)).toEqual(route('b'))
  })

  test('is moved step by step past what is done, and never beyond its ends', () => {
    const isDone = (id: string): boolean => id === 'b'
    expect(withMoved(route('a', 'b', 'c', 'd'), 'c', -1, isDone)).toEqual(route('c', 'b', 'a', 'd'))
    expect(withMoved(route('a', 'b', 'c', 'd'), 'c', 1, isDone)).toEqual(route('a', 'b', 'd', 'c'))
    expect(withMoved(route('a', 'b', 'c'), 'a', -1, isDone)).toEqual(route('a', 'b', 'c'))
    expect(withMoved(route('a', 'b', 'c'), 'c', 1, isDone)).toEqual(route('a', 'b', 'c'))
    expect(withMoved(route('a', 'b', 'c'), 'b', 1, isDone)).toEqual(route('a', 'b', 'c'))
  })

  test.each([null, 'text', 7, [], {}, { date: 5, subjectIds: [] }, { date: today, subjectIds: 'a' }])(
    'of another shape (%o) is none',
    (saved) => {
      expect(readDayRoute(saved)).toBeUndefined()
    },
  )

  test('is read with whatever can be used of it', () => {
    expect(readDayRoute({ date: today, subjectIds: ['a', 3, 'a', 'b'] })).toEqual(route('a', 'b'))
  })
})
