/** What `npm run bench` reports. Keys keep their names for ever; later ones are added. */

export const metricKeys = [
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
  'coldSubjectsM',
  'jsPhoneRoute',
] as const
export type MetricKey = (typeof metricKeys)[number]

/**
 * One figure, or one of several runs of it; null where it does not apply. A ratio compares with a floor that was taken
 * in the same run, in the same browser process, right before or after.
 */
export interface Figure {
  ms: number | null
  /** Over the network, as sent. */
  bytes: number | null
  requests: number | null
  /** `ms` by that of the *packed* floor. */
  ratioPacked: number | null
  /** `ms` by that of the *rows* floor: one `put` a record. */
  ratioRows: number | null
  /** `bytes` by those of the packed floor. */
  ratioBytes: number | null
}

export const emptyFigure: Figure = {
  ms: null,
  bytes: null,
  requests: null,
  ratioPacked: null,
  ratioRows: null,
  ratioBytes: null,
}

/** What one run measured: the product and, next to it, its floors. */
export interface Sample {
  key: MetricKey
  ms?: number
  bytes?: number
  requests?: number
  packedMs?: number | undefined
  packedBytes?: number | undefined
  rowsMs?: number | undefined
}

export interface Report {
  metrics: Record<MetricKey, Figure>
  /** Medians of the floors, in milliseconds and bytes: what the ratios were taken against. */
  floors: Partial<
    Record<MetricKey, { packedMs: number | null; packedBytes: number | null; rowsMs: number | null }>
  >
  /** Every run by itself, for whoever wants to see how far they lie apart. */
  samples: readonly Sample[]
}

/** Medians of each figure; ratios are taken in each run and then their median, since the machine is never quiet. */
export function summarise(samples: readonly Sample[]): Report {
  const metrics = Object.fromEntries(
    metricKeys.map((key) => [key, figureOf(samples.filter((sample) => sample.key === key))]),
  ) as Report['metrics']
  const floors: Report['floors'] = {}
  for (const key of metricKeys) {
    const own = samples.filter((sample) => sample.key === key)
    const floor = {
      packedMs: medianOf(own.map(({ packedMs }) => packedMs)),
      packedBytes: medianOf(own.map(({ packedBytes }) => packedBytes)),
      rowsMs: medianOf(own.map(({ rowsMs }) => rowsMs)),
    }
    if (Object.values(floor).some((value) => value !== null)) floors[key] = floor
  }
  return { metrics, floors, samples }
}

function figureOf(samples: readonly Sample[]): Figure {
  const ratio = (of: keyof Sample & ('ms' | 'bytes'), by: 'packedMs' | 'packedBytes' | 'rowsMs') =>
    medianOf(samples.map((sample) => quotient(sample[of], sample[by])))
  return {
    ms: medianOf(samples.map(({ ms }) => ms)),
    bytes: medianOf(samples.map(({ bytes }) => bytes)),
    requests: medianOf(samples.map(({ requests }) => requests)),
    ratioPacked: ratio('ms', 'packedMs'),
    ratioRows: ratio('ms', 'rowsMs'),
    ratioBytes: ratio('bytes', 'packedBytes'),
  }
}

const quotient = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined || b === 0 ? undefined : a / b

/** Null without values. Of an even number the mean of the two in the middle. */
export function medianOf(values: readonly (number | undefined)[]): number | null {
  return quantileOf(values, 0.5)
}

/** Linear between the two nearest ranks. */
export function quantileOf(values: readonly (number | undefined)[], share: number): number | null {
  const known = values.filter((value) => value !== undefined).sort((a, b) => a - b)
  if (known.length === 0) return null
  const at = (known.length - 1) * share
  const [low, high] = [known[Math.floor(at)] ?? 0, known[Math.ceil(at)] ?? 0]
  return rounded(low + (high - low) * (at - Math.floor(at)))
}

/** Three decimals: a ratio needs them, and nothing measured here is finer. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000
