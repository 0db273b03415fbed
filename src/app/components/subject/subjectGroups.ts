/** Subjects as rows of one list, with a heading before each group (组/湾/小区). */
import type { Row } from '../../../domain/rows'

export type SubjectListItem =
  | { type: 'heading'; key: string; areaId: string; groupId: string | null; count: number }
  | { type: 'subject'; key: string; subject: Row<'subject'> }

/** `subjects` come sorted by village and group. */
export function withHeadings(subjects: readonly Row<'subject'>[]): SubjectListItem[] {
  const items: SubjectListItem[] = []
  let heading: Extract<SubjectListItem, { type: 'heading' }> | undefined
  for (const subject of subjects) {
    const { areaId, groupId } = subject.data
    if (heading?.areaId !== areaId || heading.groupId !== groupId) {
      heading = { type: 'heading', key: `heading:${areaId}:${groupId ?? ''}`, areaId, groupId, count: 0 }
      items.push(heading)
    }
    heading.count += 1
    items.push({ type: 'subject', key: subject.id, subject })
  }
  return items
}
