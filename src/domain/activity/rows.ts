import type { Audience } from '../access/audience'
import type { AreaId, CampaignId, PersonId, UnitId } from '../ids'
import type { FieldEdits } from '../rows'
import type { HonestTimes } from '../time/honest'
import type { CalendarDate } from '../time/shanghai'

/** 共建, 献爱心, 结对帮扶, 宣讲, 四会 (村级“一约四会”), 其他. */
export const activityKinds = ['building', 'caring', 'pairing', 'talk', 'councils', 'other'] as const
export type ActivityKind = (typeof activityKinds)[number]

/** 活动记录: what a key action did on a day, as a unit's record; no pictures, and nobody who took part is named. */
export interface Activity extends HonestTimes {
  campaignId: CampaignId
  /** 重点行动 of the campaign. */
  actionId: string
  kind: ActivityKind
  unitId: UnitId
  happenedOn: CalendarDate
  /** Village; null: of the whole zone, or elsewhere. */
  areaId: AreaId | null
  /** 组/湾 of that village which it reached, where somebody said so. */
  groupIds: AreaId[]
  place: string
  peopleReached: number | null
  /** 覆盖户数, of a policy talk. */
  householdsReached: number | null
  /** What was done and what came of it. */
  result: string
  state: 'recorded' | 'withdrawn'
  withdrawReason: string | null
  recordedBy: PersonId
  audience: Audience
  edits?: FieldEdits
}
