/**
 * 定稿内容: what a frozen edition says, in the order in which it is read; its canonical JSON is what the hash covers. Rows
 * hold more (who edited what), which says nothing to a reader.
 */
import type { Row } from '../rows'
import { editionLists, type Edition, type EditionList, type LedgerLine } from './rows'

export interface EditionContent {
  /** Of this shape; a later one gets another number. */
  format: 1
  head: Omit<
    Edition,
    'state' | 'hash' | 'dropped' | 'openedBy' | 'edits' | 'recordedAt' | 'clockOffsetMs' | 'receivedAt'
  >
  lists: Record<EditionList, { refId: string; decision: string; line: LedgerLine }[]>
}

export function contentOfEdition(edition: Edition, items: Iterable<Row<'editionItem'>>): EditionContent {
  const lines = [...items].flatMap(({ data: { list, refId, decision, removed, line } }) =>
    line && !removed ? [{ list, refId, decision, line }] : [],
  )
  const { month, title, heldOn, sections, issuesRemark, tasksRemark, effectsRemark, publicForms } = edition
  const { correctsId, reason, number, frozenOn, frozenAt, frozenBy, frozenByName, counts } = edition
  return {
    format: 1,
    head: {
      month,
      title,
      heldOn,
      sections,
      issuesRemark,
      tasksRemark,
      effectsRemark,
      publicForms,
      correctsId,
      reason,
      number,
      frozenOn,
      frozenAt,
      frozenBy,
      frozenByName,
      counts,
    },
    lists: Object.fromEntries(
      editionLists.map((list) => [
        list,
        lines
          .filter((each) => each.list === list)
          .sort((a, b) => a.line.serial - b.line.serial)
          .map(({ refId, decision, line }) => ({ refId, decision, line })),
      ]),
    ) as EditionContent['lists'],
  }
}
