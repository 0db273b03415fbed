import type { AreaId, CategoryId, PersonId, SubjectId, VisitId, IssueId } from '../ids'
import type { FieldEdits } from '../rows'
import type { CalendarDate } from '../time/shanghai'
import type { Audience } from '../access/audience'
import type { HonestTimes } from '../time/honest'
import type { MasterEnd } from './masterEnd'

/** 诉求, 困难, 意见建议, 矛盾隐患, 风险隐患, 信访积案. */
export const issueKinds = ['demand', 'difficulty', 'suggestion', 'dispute', 'risk', 'petition'] as const
export type IssueKind = (typeof issueKinds)[number]
/** Only these may be raised as urgent (紧急上报). */
export const urgentKinds: readonly IssueKind[] = ['dispute', 'risk']

/** All states of the closed loop, docs/domain.md §3; the names are for ever. */
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
  /** Day on which it entered the list. This and all below is absent in rows written before the loop was closed. */
  listedOn?: CalendarDate
  /** Everybody who signed for, worked on or ended a task of it, solved it on the spot or explained it. */
  handledBy?: PersonId[]
  /** 回访: the latest. */
  returnVisit?: ReturnVisit
  /** 抽查回访: the latest, and how often the issue had been reopened by then. */
  sampled?: ReturnVisit & { reopenedCount: number }
  /** 暂缓: why, what the resident was told, and when it is looked at again. */
  deferred?: { reason: string; reviewOn: CalendarDate; since: CalendarDate } | null
  /** 销号: provisional for some days (`strikeOff.ts`), then final by date. */
  struckOff?: { by: PersonId; on: CalendarDate; remark: string; finalOn?: CalendarDate } | null
  /** 复号: counted for ever. */
  reopenedCount?: number
  /** 并入: the master issue and the state before. */
  masterId?: IssueId | null
  mergedFrom?: 'reported' | 'listed' | null
  /** 已告知, of a merged one: the household heard how the master issue ended. */
  told?: { by: PersonId; on: CalendarDate; words: string } | null
  /** How the master issue ended, for whoever does not hold it; null while it has not. */
  masterEnded?: MasterEnd | null
  /** 拆分: what it was a part of. */
  splitFromId?: IssueId
  /** 群众回执 (`slip.ts`): the code of the slip that was given; null or absent: nothing answers for it. */
  slipCode?: string | null
  /** Slips that were lost and taken back. */
  slipsTakenBack?: number
  /** 突出问题: the leader who leads it in person (领导包保). */
  leaderId?: PersonId | null
  audience: Audience
  edits?: FieldEdits
}

export const satisfactions = ['satisfied', 'fairly', 'dissatisfied', 'notAsked'] as const
export type Satisfaction = (typeof satisfactions)[number]

export interface ReturnVisit {
  by: PersonId
  on: CalendarDate
  satisfaction: Exclude<Satisfaction, 'notAsked'>
  words: string
}

/** 效果, one per issue with the issue's id. */
export interface Effect extends HonestTimes {
  issueId: IssueId
  measure: string
  result: string
  happenedOn: CalendarDate
  satisfaction: Satisfaction
  recordedBy: PersonId
  audience: Audience
}
