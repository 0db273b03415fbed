import type { AreaId, CategoryId, PersonId, SubjectId, VisitId, IssueId } from '../ids'
import type { FieldEdits } from '../rows'
import type { CalendarDate } from '../time/shanghai'
import type { Audience } from '../access/audience'
import type { HonestTimes } from '../time/honest'

/** 诉求, 困难, 意见建议, 矛盾隐患, 风险隐患, 信访积案. */
export const issueKinds = ['demand', 'difficulty', 'suggestion', 'dispute', 'risk', 'petition'] as const
export type IssueKind = (typeof issueKinds)[number]
/** Only these may be raised as urgent (紧急上报). */
export const urgentKinds: readonly IssueKind[] = ['dispute', 'risk']

/** All states of the closed loop, docs/domain.md §3; this version reaches the first ones, the names are for ever. */
export const issueStates = [
  'reported',
  'needsDetail',
  'listed',
  'merged',
  'handling',
  'awaitingReturnVisit',
  'awaitingReview',
  'deferred',
  'struckOff',
  'closed',
] as const
export type IssueState = (typeof issueStates)[number]

const endedStates = new Set<IssueState>(['struckOff', 'closed', 'merged'])
/** 未办结: somebody still has to do something about it. */
export const isOpenIssue = (state: IssueState): boolean => !endedStates.has(state)

export const issueOutcomes = ['solved', 'partly', 'explained', 'withdrawn', 'notOurs'] as const
export type IssueOutcome = (typeof issueOutcomes)[number]

/** 问题: something residents, enterprises or units raised, in their own words (原汁原味). */
export interface Issue extends HonestTimes {
  /** `2026-0137`, given by the server when accepted; null shows as 待编号. */
  number: string | null
  kind: IssueKind
  categoryId: CategoryId
  title: string
  /** As said by the resident. */
  words: string
  subjectId: SubjectId | null
  visitId: VisitId | null
  areaId: AreaId
  raisedOn: CalendarDate
  urgent: boolean
  confidential: boolean
  state: IssueState
  outcome: IssueOutcome | null
  registeredBy: PersonId
  /** The last word of the office to the cadre (退回补充 or 不予受理); null when there is none. */
  officeRemark: string | null
  /** Number of times it was sent back. */
  sentBackCount: number
  /** 不予受理: what the resident was told, and who was handed the matter. */
  toldResident: string | null
  handedTo: string | null
  audience: Audience
  edits?: FieldEdits
}

/** 效果, one per issue with the issue's id. */
export interface Effect extends HonestTimes {
  issueId: IssueId
  measure: string
  result: string
  happenedOn: CalendarDate
  satisfaction: 'satisfied' | 'fairly' | 'dissatisfied' | 'notAsked'
  recordedBy: PersonId
  audience: Audience
}
