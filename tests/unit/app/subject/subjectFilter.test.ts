import { describe, expect, test } from 'vitest'
import {
  countFilters,
  emptySubjectFilter,
  isDays,
  readSubjectFilter,
  toFindFilter,
} from '../../../../src/app/components/subject/subjectFilter'

describe('a filter of the register', () => {
  test('of nothing asks for nothing', () => {
    expect(toFindFilter(emptySubjectFilter, '2026-07-31')).toEqual({})
    expect(countFilters(emptySubjectFilter)).toBe(0)
  })

  test('asks for what was chosen', () => {
    const filter = {
      areaId: 'V1',
      groupId: 'V1-01',
      kind: 'household',
      careGroup: 'care-alone',
      unvisitedDays: 30,
      hasOpenIssues: true,
    } as const
    expect(toFindFilter(filter, '2026-07-31')).toEqual({
      areaId: 'V1',
      groupId: 'V1-01',
      kinds: ['household'],
      careGroup: 'care-alone',
      notVisitedSince: '2026-07-02',
      hasOpenIssues: true,
    })
    expect(countFilters(filter)).toBe(6)
  })

  test('counts a last visit exactly so many days ago as not visited since', () => {
    const { notVisitedSince = '' } = toFindFilter({ ...emptySubjectFilter, unvisitedDays: 30 }, '2026-07-31')
    expect('2026-07-01' < notVisitedSince).toBe(true)
    expect('2026-07-02' < notVisitedSince).toBe(false)
  })

  test.each([0, -1, 1.5, 3_651, Number.NaN, Infinity])('%s is no number of days', (days) => {
    expect(isDays(days)).toBe(false)
  })

  test.each([
    [undefined],
    [null],
    ['rubbish'],
    [{ kind: 'castle', unvisitedDays: '30', areaId: 7, hasOpenIssues: 'yes' }],
    [{ groupId: 'V1-01' }],
  ])('kept as %j is read as empty', (saved) => {
    expect(readSubjectFilter(saved)).toEqual(emptySubjectFilter)
  })
})
