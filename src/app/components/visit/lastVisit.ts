/** What a new visit can take over from earlier ones. Pure, from rows this phone holds. */
import type { Row } from '../../../domain/rows'
import type { CalendarDate } from '../../../domain/time/shanghai'
import { subjectKindsOf, type VisitDraft } from './visitDraft'

type VisitRow = Row<'visit'>

/** The newer of two visits: by the day it was, and of one day by when it was written down. */
const isNewer = (a: VisitRow, b: VisitRow): boolean =>
  a.data.happenedOn === b.data.happenedOn
    ? a.data.recordedAt > b.data.recordedAt
    : a.data.happenedOn > b.data.happenedOn

function newestOf(
  visits: Iterable<VisitRow>,
  passes: (visit: VisitRow['data']) => boolean,
): VisitRow | undefined {
  let newest: VisitRow | undefined
  // Withdrawn visits never took place.
  for (const row of visits)
    if (row.data.state === 'recorded' && passes(row.data) && (!newest || isNewer(row, newest))) newest = row
  return newest
}

/** The visit before this one at the same door, or of the same kind in the same village. */
export function visitBefore(
  { kind, subjectId, areaId }: Pick<VisitDraft, 'kind' | 'subjectId' | 'areaId'>,
  ofSubject: Iterable<VisitRow>,
  all: Iterable<VisitRow>,
): VisitRow | undefined {
  if (subjectKindsOf[kind].length > 0) return subjectId === null ? undefined : newestOf(ofSubject, () => true)
  return areaId === null
    ? undefined
    : newestOf(all, (visit) => visit.kind === kind && visit.areaId === areaId)
}

/** Who goes from door to door together stays together for the day: the companions of the writer's visit before it. */
export function companionsOfDay(all: Iterable<VisitRow>, me: string, day: CalendarDate): string[] {
  const before = newestOf(all, (visit) => visit.recordedBy === me && visit.happenedOn === day)
  return (before?.data.visitorIds ?? []).filter((id) => id !== me)
}

/** Words of the writer's last visit of this kind, wherever: the same talk is given in one village after the other. */
export function lastWords(
  all: Iterable<VisitRow>,
  me: string,
  kind: VisitDraft['kind'],
  field: 'topic',
): string {
  const before = newestOf(
    all,
    (visit) => visit.recordedBy === me && visit.kind === kind && visit[field] !== '',
  )
  return before?.data[field] ?? ''
}
