/** 按月: the editions of a zone, the newest month first, each correction below what it corrects. */
import { currentEdition } from '../../../domain/edition/open'
import type { CalendarMonth } from '../../../domain/edition/rows'
import type { Row } from '../../../domain/rows'

export interface EditionOfMonth {
  edition: Row<'edition'>
  /** How many editions it stands below: 0 for the month's own, 1 for its correction. */
  depth: number
  /** Frozen, and another one took its place. */
  isSuperseded: boolean
}

export interface EditionMonth {
  month: CalendarMonth
  editions: EditionOfMonth[]
}

export function editionMonths(editions: Iterable<Row<'edition'>>): EditionMonth[] {
  const byMonth = new Map<CalendarMonth, Row<'edition'>[]>()
  for (const edition of editions) {
    const { month } = edition.data
    byMonth.set(month, [...(byMonth.get(month) ?? []), edition])
  }
  return [...byMonth]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([month, rows]) => ({ month, editions: inOrder(rows) }))
}

/** What was given up comes after what stands, the older before the newer. */
function inOrder(rows: readonly Row<'edition'>[]): EditionOfMonth[] {
  const current = currentEdition(rows)
  const ids = new Set(rows.map(({ id }) => id))
  const sorted = [...rows].sort(
    (a, b) =>
      Number(a.data.state === 'dropped') - Number(b.data.state === 'dropped') || (a.id < b.id ? -1 : 1),
  )
  const below = (parentId: string | null, depth: number): EditionOfMonth[] =>
    sorted
      .filter(({ data: { correctsId } }) =>
        parentId === null ? correctsId === null || !ids.has(correctsId) : correctsId === parentId,
      )
      .flatMap((edition) => [
        {
          edition,
          depth,
          isSuperseded: edition.data.state === 'frozen' && edition.id !== current?.id,
        },
        ...below(edition.id, depth + 1),
      ])
  return below(null, 0)
}
