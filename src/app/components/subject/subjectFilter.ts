/** What the register can be narrowed by, as it is kept with the page. */
import { subjectKinds, type SubjectKind } from '../../../domain/subject/rows'
import { addDays, type CalendarDate } from '../../../domain/time/shanghai'
import type { FindFilter } from '../../search/messages'

export interface SubjectFilter {
  areaId: string | null
  groupId: string | null
  kind: SubjectKind | null
  /** Id of a care group. */
  careGroup: string | null
  /** Not visited for so many days, or never. */
  unvisitedDays: number | null
  hasOpenIssues: boolean
}

export const emptySubjectFilter: Readonly<SubjectFilter> = {
  areaId: null,
  groupId: null,
  kind: null,
  careGroup: null,
  unvisitedDays: null,
  hasOpenIssues: false,
}

/** Offered as they are; any other number can be written. */
export const usualDays = [30, 60, 90] as const
export const maxDays = 3_650

export const isDays = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= maxDays

export const countFilters = (filter: SubjectFilter): number =>
  Object.values(filter).filter((value) => value !== null && value !== false).length

export function toFindFilter(filter: SubjectFilter, today: CalendarDate): FindFilter {
  const { areaId, groupId, kind, careGroup, unvisitedDays, hasOpenIssues } = filter
  return {
    ...(areaId !== null && { areaId }),
    ...(groupId !== null && { groupId }),
    ...(kind !== null && { kinds: [kind] }),
    ...(careGroup !== null && { careGroup }),
    // A last visit exactly so many days ago counts: nobody was there in the days since.
    ...(unvisitedDays !== null && { notVisitedSince: addDays(today, 1 - unvisitedDays) }),
    ...(hasOpenIssues && { hasOpenIssues }),
  }
}

/** Reads what this or an older build kept. */
export function readSubjectFilter(saved: unknown): SubjectFilter {
  if (typeof saved !== 'object' || saved === null) return { ...emptySubjectFilter }
  const known = saved as Record<string, unknown>
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const { unvisitedDays } = known
  return {
    areaId: text(known['areaId']),
    groupId: text(known['areaId']) === null ? null : text(known['groupId']),
    kind: subjectKinds.find((each) => each === known['kind']) ?? null,
    careGroup: text(known['careGroup']),
    unvisitedDays: typeof unvisitedDays === 'number' && isDays(unvisitedDays) ? unvisitedDays : null,
    hasOpenIssues: known['hasOpenIssues'] === true,
  }
}
