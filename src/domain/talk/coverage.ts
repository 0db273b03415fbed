/**
 * 政策宣讲 (十进十讲, 百千万): villages, groups and households reached, from visits of kind 宣讲 and activities of kind
 * 宣讲. By place and never by person: who talked is not even looked at (docs/domain.md §5).
 */
import type { Activity } from '../activity/rows'
import type { AreaId } from '../ids'
import type { Row } from '../rows'
import type { CampaignDays } from '../roster/coverage'
import type { Visit } from '../visit/rows'
import { isActiveArea } from '../zone/rows'

interface Reached {
  /** 场次. */
  talks: number
  /** 户次: a household that heard two talks counts twice, since nobody is written down. */
  households: number
}

export interface VillageTalks extends Reached {
  areaId: AreaId
  /** Groups that a record named, and all the village has. */
  groupIds: AreaId[]
  groups: number
}

export interface TalkCoverage extends Reached {
  /** In the order of the areas; those without a talk are among them. */
  villages: VillageTalks[]
  villagesReached: number
  groupsReached: number
  groups: number
  /** Talks that belong to no village of the zone. */
  elsewhere: number
}

export interface TalkRows {
  areas: readonly Row<'area'>[]
  visits: Iterable<{ data: Pick<Visit, 'kind' | 'state' | 'areaId' | 'happenedOn' | 'householdsReached'> }>
  activities: Iterable<{
    data: Pick<Activity, 'kind' | 'state' | 'areaId' | 'groupIds' | 'happenedOn' | 'householdsReached'>
  }>
}

/** `areas` in the order in which villages are to be shown. */
export function talkCoverage(
  { from, to }: CampaignDays,
  { areas, visits, activities }: TalkRows,
): TalkCoverage {
  const villages = new Map<AreaId, VillageTalks>()
  for (const { id, data } of areas)
    if (data.level === 'village' && isActiveArea(data))
      villages.set(id, { areaId: id, talks: 0, households: 0, groupIds: [], groups: 0 })
  for (const { data } of areas) {
    const village = data.level === 'group' && isActiveArea(data) && villages.get(data.parentId ?? '')
    if (village) village.groups += 1
  }
  const total: Reached & { elsewhere: number } = { talks: 0, households: 0, elsewhere: 0 }
  const isIn = (day: string): boolean => day >= from && day <= to

  for (const { data } of visits)
    if (data.kind === 'talk' && data.state === 'recorded' && isIn(data.happenedOn)) count(data, [])
  for (const { data } of activities)
    if (data.kind === 'talk' && data.state === 'recorded' && isIn(data.happenedOn)) count(data, data.groupIds)

  const all = [...villages.values()]
  return {
    ...total,
    villages: all,
    villagesReached: all.filter(({ talks }) => talks > 0).length,
    groupsReached: all.reduce((sum, { groupIds }) => sum + groupIds.length, 0),
    groups: all.reduce((sum, { groups }) => sum + groups, 0),
  }

  function count(
    { areaId, householdsReached }: { areaId: AreaId | null; householdsReached: number | null },
    groupIds: readonly AreaId[],
  ): void {
    const village = areaId === null ? undefined : villages.get(areaId)
    total.talks += 1
    total.households += householdsReached ?? 0
    if (!village) {
      total.elsewhere += 1
      return
    }
    village.talks += 1
    village.households += householdsReached ?? 0
    village.groupIds = [...new Set([...village.groupIds, ...groupIds])]
  }
}
