import { describe, expect, test } from 'vitest'
import {
  candidateOf,
  drawSample,
  hashOfPool,
  reopenedWeight,
  type Candidate,
} from '../../../../src/domain/draw/sample'
import { hash53, seededRandom } from '../../../../src/domain/hash'
import { issueStates, type Issue } from '../../../../src/domain/issue/rows'
import { id } from '../../../fixtures/ids'
import { makeIssue, makeTask, persons, row } from '../../../fixtures/rows'

const makeCandidate = (at: number, overrides: Partial<Candidate> = {}): Candidate => ({
  issueId: id(at),
  areaId: 'V1',
  household: `H${at}`,
  reopened: false,
  ...overrides,
})
const seeds = Array.from({ length: 4_000 }, (_, at) => `seed ${at}`)
const timesDrawn = (pool: readonly Candidate[], size: number): number[] => {
  const times = new Map(pool.map(({ issueId }) => [issueId, 0]))
  for (const seed of seeds)
    for (const { issueId } of drawSample(pool, size, seed)) times.set(issueId, (times.get(issueId) ?? 0) + 1)
  return [...times.values()]
}

describe('a draw', () => {
  test('follows from list and seed alone, in whatever order the list comes', () => {
    const pool = Array.from({ length: 30 }, (_, at) => makeCandidate(at, { areaId: `V${at % 4}` }))
    const drawn = drawSample(pool, 5, 'a')
    expect(drawSample([...pool].reverse(), 5, 'a')).toEqual(drawn)
    expect(hashOfPool([...pool].reverse())).toBe(hashOfPool(pool))
    expect(drawSample(pool, 5, 'b')).not.toEqual(drawn)
    expect(hashOfPool(pool.slice(1))).not.toBe(hashOfPool(pool))
  })
  test('takes nobody twice, and all there are when there are few', () => {
    const pool = [makeCandidate(1), makeCandidate(2), makeCandidate(3)]
    expect(new Set(drawSample(pool, 5, 'a')).size).toBe(3)
    expect(drawSample([], 5, 'a')).toEqual([])
  })
  test('draws each as often as any other', () => {
    const pool = Array.from({ length: 20 }, (_, at) => makeCandidate(at))
    const even = (seeds.length * 5) / pool.length
    for (const times of timesDrawn(pool, 5)) expect(Math.abs(times - even)).toBeLessThan(even * 0.15)
  })
  test('draws a reopened one three times as readily', () => {
    const pool = Array.from({ length: 21 }, (_, at) => makeCandidate(at, { reopened: at === 0 }))
    const [reopened = 0, ...others] = timesDrawn(pool, 1)
    const usual = others.reduce((sum, times) => sum + times, 0) / others.length
    expect(reopened / usual).toBeGreaterThan(reopenedWeight * 0.8)
    expect(reopened / usual).toBeLessThan(reopenedWeight * 1.2)
  })
  test('goes to no household twice while another is undrawn, to no village twice while another is', () => {
    // Forty matters of one household in one village, three others elsewhere.
    const many = Array.from({ length: 40 }, (_, at) =>
      makeCandidate(at, { household: 'loud', reopened: true }),
    )
    const few = [1, 2, 3].map((at) => makeCandidate(100 + at, { areaId: `V${at + 1}` }))
    for (const seed of seeds.slice(0, 300)) {
      const drawn = drawSample([...many, ...few], 4, seed)
      expect(new Set(drawn.map(({ household }) => household)).size).toBe(4)
      expect(new Set(drawn.map(({ areaId }) => areaId)).size).toBe(4)
    }
  })
})

describe('who can be drawn', () => {
  const rules = { from: '2026-07-01', to: '2026-07-31', drawnBy: persons.office, mayKnowConfidential: false }
  const ended: Partial<Issue> = {
    state: 'struckOff',
    struckOff: { by: persons.leader, on: '2026-07-10', remark: '' },
  }
  const drawable = (
    issue: Partial<Issue>,
    around: Partial<Parameters<typeof candidateOf>[1]> = {},
    own = rules,
  ) =>
    candidateOf(row('issue', id(30), makeIssue(issue)), { tasks: [], effect: undefined, ...around }, own) !==
    undefined

  test.each(issueStates)('a matter in %s', (state) => {
    const isEnded = state === 'struckOff' || state === 'closed' || state === 'awaitingReview'
    expect(drawable({ ...ended, state })).toBe(isEnded)
  })
  test.each([
    ['2026-06-30', false],
    ['2026-07-01', true],
    ['2026-07-31', true],
    ['2026-08-01', false],
  ])('one struck off on %s: %s', (on, expected) => {
    expect(drawable({ ...ended, struckOff: { by: persons.leader, on, remark: '' } })).toBe(expected)
  })
  test('none that the one who draws has handled, or was to handle', () => {
    expect(drawable({ ...ended, handledBy: [persons.office] })).toBe(false)
    const tasks = [row('task', id(40), makeTask({ handlerId: persons.office }))]
    expect(drawable(ended, { tasks })).toBe(false)
  })
  test('a confidential one by those only who know of it anyway', () => {
    expect(drawable({ ...ended, confidential: true })).toBe(false)
    expect(drawable({ ...ended, confidential: true }, {}, { ...rules, mayKnowConfidential: true })).toBe(true)
  })
  test('nobody is asked again about the same end; after a 复号 they are', () => {
    const sampled = {
      by: persons.leader,
      on: '2026-07-12',
      satisfaction: 'satisfied' as const,
      words: '',
      reopenedCount: 0,
    }
    expect(drawable({ ...ended, sampled })).toBe(false)
    expect(drawable({ ...ended, sampled, reopenedCount: 1 })).toBe(true)
  })
})

describe('the hash behind it', () => {
  test('gives the same number everywhere', () => {
    expect([hash53(''), hash53('a'), hash53('销号')]).toMatchInlineSnapshot(`
      [
        8770960290912922,
        5565250582361829,
        8004761459917332,
      ]
    `)
  })
  test('changes in about half of its bits with one sign', () => {
    const bits = (value: number) => value.toString(2).padStart(53, '0')
    const differences = Array.from({ length: 200 }, (_, at) => {
      const [one, other] = [bits(hash53(`issue ${at}`)), bits(hash53(`issue ${at}.`))]
      return [...one].filter((bit, place) => bit !== other[place]).length
    })
    const mean = differences.reduce((sum, count) => sum + count, 0) / differences.length
    expect(mean).toBeGreaterThan(24)
    expect(mean).toBeLessThan(29)
  })
  test('seeded numbers lie evenly between 0 and 1', () => {
    const random = seededRandom('x')
    const tenths = Array<number>(10).fill(0)
    for (let drawn = 0; drawn < 10_000; drawn++) {
      const at = Math.floor(random() * 10)
      tenths[at] = (tenths[at] ?? 0) + 1
    }
    expect(Math.min(...tenths)).toBeGreaterThan(880)
    expect(Math.max(...tenths)).toBeLessThan(1_120)
  })
})
