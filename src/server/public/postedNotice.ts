/**
 * What the page gets to see of a notice: picked field by field, so that nothing else of the row can reach it. The row has
 * the ids of issues, what was masked and who composed and approved it, which are nobody's business outside.
 */
import type { EditionList } from '../../domain/edition/rows'
import type { Notice, NoticeLine } from '../../domain/notice/rows'

export type PostedLine = Omit<NoticeLine, 'refId' | 'masks' | 'edited' | 'serial'>

export interface PostedNotice {
  editionNumber: string
  zone: string
  month: string
  title: string
  intro: string
  closing: string
  contact: string
  approvedOn: string | null
  expiresOn: string
  lists: readonly EditionList[]
  lines: readonly PostedLine[]
}

export const postedNotice = (notice: Notice): PostedNotice => ({
  editionNumber: notice.editionNumber,
  zone: notice.zone,
  month: notice.month,
  title: notice.title,
  intro: notice.intro,
  closing: notice.closing,
  contact: notice.contact,
  approvedOn: notice.approvedOn,
  expiresOn: notice.expiresOn,
  lists: notice.lists,
  lines: notice.lines.map((line) => ({
    list: line.list,
    number: line.number,
    who: line.who,
    area: line.area,
    category: line.category,
    problem: line.problem,
    unit: line.unit,
    measures: line.measures,
    dueOn: line.dueOn,
    state: line.state,
    result: line.result,
    outcome: line.outcome,
    satisfaction: line.satisfaction,
    doneOn: line.doneOn,
  })),
})
