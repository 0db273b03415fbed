import type { Ref as LineRef } from '../../../domain/edition/ledgerReads'
import { prefill, type LiveRows } from '../../../domain/edition/prefill'
import { editionLists, type CalendarMonth, type EditionList } from '../../../domain/edition/rows'
import type { Row } from '../../../domain/rows'

/** What belongs into a month, list after list, as commands name it. */
export function proposedRefs(month: CalendarMonth, rows: LiveRows): LineRef[] {
  const wanted = prefill(month, rows)
  return editionLists.flatMap((list) => wanted[list].map((refId) => ({ list, refId })))
}

/** Those that a draft does not have. What was taken off on purpose is not missing. */
export function missingRefs(
  month: CalendarMonth,
  items: Iterable<Row<'editionItem'>>,
  rows: LiveRows,
): LineRef[] {
  const known = new Set([...items].map(({ data }) => `${data.list} ${data.refId}`))
  return proposedRefs(month, rows).filter(({ list, refId }) => !known.has(`${list} ${refId}`))
}

export const countByList = (refs: readonly Pick<LineRef, 'list'>[]): Record<EditionList, number> => {
  const counts: Record<EditionList, number> = { issues: 0, tasks: 0, effects: 0 }
  for (const { list } of refs) counts[list] += 1
  return counts
}
