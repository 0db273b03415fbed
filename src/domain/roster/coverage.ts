/**
 * How far the campaign's visits have come, by village and group. Derived from rows and never from people: who visited
 * is not even looked at (docs/domain.md §5). Pure, the same on a phone and a desk.
 */
import type { AreaId, CampaignId, SubjectId } from '../ids'
import type { Row } from '../rows'
import type { Subject, SubjectKind } from '../subject/rows'
import type { CalendarDate } from '../time/shanghai'
import type { Visit } from '../visit/rows'
import type { Campaign } from '../zone/rows'

/** Whether the subject is to be visited in the campaign; rows written before there was a roster are on none. */
export const isListed = ({ rosters }: Pick<Subject, 'rosters'>, campaignId: CampaignId): boolean =>
  rosters?.includes(campaignId) ?? false

export interface Coverage {
  /** Subjects on the roster. */
  listed: number
  /** Those of them that somebody has visited in the campaign. */
  visited: number
  /** Subjects of the register that are not on it. */
  unlisted: number
}

export interface VillageCoverage extends Coverage {
  areaId: AreaId
  /** `groupId` null: subjects without a group. */
  groups: (Coverage & { groupId: AreaId | null })[]
}

export interface CampaignDays {
  from: CalendarDate
  to: CalendarDate
}

/** From its first phase to the end of its last; the whole year where it has none. */
export function daysOf({ year, phases }: Pick<Campaign, 'year' | 'phases'>): CampaignDays {
  const from = phases.map((phase) => phase.from).sort()
  const to = phases.map((phase) => phase.to).sort()
  return { from: from[0] ?? `${year}-01-01`, to: to.at(-1) ?? `${year}-12-31` }
}

/** Subjects that somebody visited on these days. A withdrawn visit never took place; a meeting is nobody's visit. */
export function visitedSubjects(
  visits: Iterable<{ data: Pick<Visit, 'state' | 'subjectId' | 'happenedOn'> }>,
  { from, to }: CampaignDays,
): Set<SubjectId> {
  const visited = new Set<SubjectId>()
  for (const { data } of visits) {
    const { state, subjectId, happenedOn } = data
    if (state === 'recorded' && subjectId !== null && happenedOn >= from && happenedOn <= to)
      visited.add(subjectId)
  }
  return visited
}

export interface RosterCoverageOptions {
  campaignId: CampaignId
  subjects: Iterable<Row<'subject'>>
  visited: ReadonlySet<SubjectId>
  /** Only these; all by default. */
  kinds?: readonly SubjectKind[] | undefined
}

/** Villages and groups that have subjects, in the order in which they are met. */
export function rosterCoverage({ campaignId, subjects, visited, kinds }: RosterCoverageOptions): {
  total: Coverage
  villages: VillageCoverage[]
} {
  const total = none()
  const villages = new Map<AreaId, Coverage & { groups: Map<AreaId | null, Coverage> }>()
  for (const { id, data } of subjects) {
    if (kinds && !kinds.includes(data.kind)) continue
    const village = villages.get(data.areaId) ?? { ...none(), groups: new Map<AreaId | null, Coverage>() }
    villages.set(data.areaId, village)
    const group = village.groups.get(data.groupId) ?? none()
    village.groups.set(data.groupId, group)
    const listed = isListed(data, campaignId)
    for (const place of [total, village, group]) {
      place.listed += listed ? 1 : 0
      place.visited += listed && visited.has(id) ? 1 : 0
      place.unlisted += listed ? 0 : 1
    }
  }
  return {
    total,
    villages: [...villages].map(([areaId, { groups, ...coverage }]) => ({
      areaId,
      ...coverage,
      groups: [...groups].map(([groupId, each]) => ({ groupId, ...each })),
    })),
  }
}

const none = (): Coverage => ({ listed: 0, visited: 0, unlisted: 0 })
