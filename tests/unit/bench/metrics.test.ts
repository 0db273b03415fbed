import { describe, expect, test } from 'vitest'
import { metricKeys, medianOf, quantileOf, summarise, type Sample } from '../../bench/metrics'
import { toTable } from '../../bench/table'

/** What tools outside of the repository read; a key is never renamed. */
const promised = [
  'firstSyncS',
  'firstSyncM',
  'firstScreenM',
  'pushDay',
  'pull50',
  'saveP50',
  'saveP95',
  'listLatest50',
  'searchP50',
  'coldStartM',
]

describe('the report of the bench', () => {
  const samples: Sample[] = [
    {
      key: 'firstSyncM',
      ms: 900,
      bytes: 3_000,
      requests: 20,
      packedMs: 300,
      packedBytes: 2_500,
      rowsMs: 4_500,
    },
    {
      key: 'firstSyncM',
      ms: 500,
      bytes: 3_000,
      requests: 20,
      packedMs: 250,
      packedBytes: 2_500,
      rowsMs: 5_000,
    },
    {
      key: 'firstSyncM',
      ms: 600,
      bytes: 3_000,
      requests: 20,
      packedMs: 240,
      packedBytes: 2_500,
      rowsMs: 3_000,
    },
    { key: 'saveP50', ms: 6, rowsMs: 3 },
  ]

  test('it has every promised key, with every field a finite number or null', () => {
    const { metrics } = summarise(samples)
    expect(Object.keys(metrics)).toEqual(expect.arrayContaining(promised))
    expect(Object.keys(metrics)).toEqual([...metricKeys])
    for (const figure of Object.values(metrics)) {
      expect(Object.keys(figure)).toEqual(
        expect.arrayContaining(['ms', 'bytes', 'requests', 'ratioPacked', 'ratioRows']),
      )
      for (const value of Object.values(figure)) expect(value === null || Number.isFinite(value)).toBe(true)
    }
  })

  test('figures are medians, and ratios medians of the ratios of each run, not of the medians', () => {
    const { metrics } = summarise(samples)
    // 900/300 = 3, 500/250 = 2, 600/240 = 2.5; of the medians it would be 600/250.
    expect(metrics.firstSyncM).toEqual({
      ms: 600,
      bytes: 3_000,
      requests: 20,
      ratioPacked: 2.5,
      ratioRows: 0.2,
      ratioBytes: 1.2,
    })
  })

  test('what was not measured is null, not nought', () => {
    const { metrics } = summarise(samples)
    expect(metrics.saveP50).toEqual({
      ms: 6,
      bytes: null,
      requests: null,
      ratioPacked: null,
      ratioRows: 2,
      ratioBytes: null,
    })
    expect(new Set(Object.values(metrics.searchP50))).toEqual(new Set([null]))
  })

  test('the table has a line for each key', () => {
    const lines = toTable(summarise(samples)).split('\n')
    expect(lines).toHaveLength(metricKeys.length + 1)
    expect(lines.find((line) => line.startsWith('saveP50'))).toMatch(/6\.0 .* 2\.00/)
  })
})

describe('quantiles', () => {
  test('the median of an even number is the mean of the middle two', () => {
    expect(medianOf([4, 1, 3, 2])).toBe(2.5)
  })

  test('values that are missing do not count', () => {
    expect(medianOf([undefined, 7, undefined])).toBe(7)
    expect(medianOf([undefined])).toBeNull()
  })

  test('between two ranks it is interpolated', () => {
    expect(quantileOf([10, 20], 0.95)).toBe(19.5)
    expect(quantileOf([1, 2, 3], 1)).toBe(3)
  })
})
