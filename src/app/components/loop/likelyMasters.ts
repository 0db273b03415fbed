import { isOpenIssue } from '../../../domain/issue/rows'
import type { Row } from '../../../domain/rows'

interface Known {
  query: string
  /** First-level category of a category, or itself. */
  parentOf: (categoryId: string) => string
  subject: (id: string) => string
}

/** Open issues that others could be merged into, the likeliest first: of the same village and category, then the newest. */
export function likelyMasters(
  all: readonly Row<'issue'>[],
  merging: readonly Row<'issue'>[],
  { query, parentOf, subject }: Known,
): Row<'issue'>[] {
  const [first] = merging
  if (!first) return []
  const { areaId, categoryId, confidential } = first.data
  const own = new Set(merging.map(({ id }) => id))
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const points = ({ data }: Row<'issue'>): number =>
    Number(data.areaId === areaId) * 2 +
    Number(data.categoryId === categoryId) * 2 +
    Number(parentOf(data.categoryId) === parentOf(categoryId))
  return all
    .filter(({ id, data }) => {
      if (own.has(id) || !isOpenIssue(data.state)) return false
      if (data.confidential !== confidential) return false
      const who = data.subjectId === null ? '' : subject(data.subjectId)
      const text = [data.title, data.words, data.number ?? '', who].join('\n').toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .map((row) => ({ row, points: points(row) }))
    .sort((a, b) => b.points - a.points || (a.row.data.raisedOn < b.row.data.raisedOn ? 1 : -1))
    .map(({ row }) => row)
}
