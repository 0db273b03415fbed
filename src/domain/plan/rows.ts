import type { Audience } from '../access/audience'
import type { CampaignId, PersonId, UnitId } from '../ids'
import type { FieldEdits } from '../rows'
import type { HonestTimes } from '../time/honest'
import type { CalendarDate } from '../time/shanghai'

/** 起草中, 待审核, 已退回, 已通过. */
export const planStates = ['draft', 'submitted', 'returned', 'approved'] as const
export type PlanState = (typeof planStates)[number]

/** What a plan says (implementation plan §四.1); names of people stand in it as text and are counted nowhere. */
export interface PlanText {
  /** 工作目标. */
  goals: string
  /** 具体措施. */
  measures: string
  /** 责任人: who answers for what, as written. */
  responsible: string
  /** 进度安排, by phase of the campaign. */
  schedule: { phaseId: string; text: string }[]
}

/** A version as it was filed (报送), with the answer it got; it stays readable whatever comes later. */
export interface PlanVersion extends PlanText {
  by: PersonId
  on: CalendarDate
  review: { verdict: 'approved' | 'returned'; remark: string; by: PersonId; on: CalendarDate } | null
}

/** 单位实施方案: one per unit and campaign. The fields of the text are what is being written now. */
export interface UnitPlan extends PlanText, HonestTimes {
  campaignId: CampaignId
  unitId: UnitId
  state: PlanState
  /** The oldest first. */
  versions: PlanVersion[]
  audience: Audience
  edits?: FieldEdits
}

/** Two devices of a unit that begin at the same time write the same plan. */
export const planIdOf = (campaignId: CampaignId, unitId: UnitId): string => `${campaignId}.${unitId}`
