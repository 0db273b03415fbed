import type { EditionId, PersonId } from '../ids'
import type { IssueOutcome, IssueState, Satisfaction } from '../issue/rows'
import type { FieldEdits } from '../rows'
import type { TaskState } from '../task/rows'
import type { HonestTimes } from '../time/honest'
import type { CalendarDate } from '../time/shanghai'
import type { VisitKind } from '../visit/rows'

/** 问题清单, 任务清单, 效果清单. */
export const editionLists = ['issues', 'tasks', 'effects'] as const
export type EditionList = (typeof editionLists)[number]

/** 编制中, 已定稿, 已作废 (a draft that was given up). */
export const editionStates = ['draft', 'frozen', 'dropped'] as const
type EditionState = (typeof editionStates)[number]

/** 公开形式: the board outdoors, the theme party day, the public page. */
export const publicForms = ['board', 'partyDay', 'page'] as const
export type PublicForm = (typeof publicForms)[number]

/** `YYYY-MM`, Asia/Shanghai. */
export type CalendarMonth = string

/**
 * 月度三张清单, as studied by the working committee (党工委) on a day of the month. Once frozen it never changes: a
 * mistake is put right by another one that names it (更正).
 */
export interface Edition extends HonestTimes {
  month: CalendarMonth
  state: EditionState
  title: string
  /** Day of the meeting (党员活动日, 研判会). */
  heldOn: CalendarDate
  /** The order in which the three lists stand. */
  sections: EditionList[]
  issuesRemark: string
  tasksRemark: string
  effectsRemark: string
  publicForms: PublicForm[]
  openedBy: PersonId
  /** 更正: the frozen edition that it takes the place of, and why; null and empty for the month's first. */
  correctsId: EditionId | null
  reason: string
  /** `2026-11`, `2026-11-更1`: from the server with the freeze; null shows as 待编号. */
  number: string | null
  /** SHA-256 of `content.ts` in hex, from the server; null until then. */
  hash: string | null
  frozenOn: CalendarDate | null
  /** Best knowledge of the moment, ms; the server's own clock once it is confirmed. */
  frozenAt: number | null
  frozenBy: PersonId | null
  /** As that person was called then. */
  frozenByName: string
  counts: Record<EditionList, number> | null
  /** 作废: who gave the draft up, and why. */
  dropped: { by: PersonId; on: CalendarDate; reason: string } | null
  edits?: FieldEdits
}

/** One line of an edition; its id follows from edition, list and what it is about, so that nothing stands in a list twice. */
export interface EditionItem {
  editionId: EditionId
  list: EditionList
  /** An issue; in the list of tasks a task. */
  refId: string
  /** Lines of a list stand by rising numbers; there are gaps. */
  order: number
  /** 研究意见 of the meeting. */
  decision: string
  remark: string
  /** 移出: why it does not stand in the list; `confidential`: it became so while the draft was open. */
  removed: { by: PersonId; on: CalendarDate; reason: string; confidential: boolean } | null
  /** The line as frozen; null in a draft, but for what a correction takes over unchanged. */
  line: LedgerLine | null
  edits?: FieldEdits
}

/**
 * 台账 one line, as it was when it was frozen. Names are written out, so that later renames change nothing; what the
 * domain counts up (states, outcomes) stays in the domain's own words, which are for ever. Several names of one kind are
 * joined with 、.
 */
export interface LedgerLine {
  /** 序号 within its list, from 1. */
  serial: number
  /** 编号 of the issue; of a task, those of its issues. */
  number: string
  /** 来源: the kind of the visit in which it came up; null: outside of a visit, or of a task of several. */
  source: VisitKind | null
  /** 区域: village or community. */
  area: string
  /** 反映对象; empty for a matter of the whole village. */
  subject: string
  /** 类别, both levels. */
  category: string
  title: string
  /** 问题描述 in the resident's words; of a task, the titles of its issues. */
  description: string
  raisedOn: CalendarDate | null
  listedOn: CalendarDate | null
  /** 责任单位, and those that help. */
  unit: string
  assistUnits: string
  /** 责任领导, 经办人. */
  leader: string
  handler: string
  /** 措施. */
  measures: string
  /** 完成时限: the latest that counts. */
  dueOn: CalendarDate | null
  /** 进展: the state, the latest word and its day. */
  state: IssueState | TaskState
  progress: string
  progressOn: CalendarDate | null
  /** 编号 of the master issue that it was merged into. */
  mergedInto: string
  /** 办理结果. */
  outcome: IssueOutcome | null
  result: string
  doneOn: CalendarDate | null
  /** 满意度. */
  satisfaction: Satisfaction | null
  /** 销号日期. */
  struckOffOn: CalendarDate | null
  /** 公开形式. */
  publicForms: PublicForm[]
  /** 备注. */
  remark: string
}

export const itemIdOf = (editionId: EditionId, list: EditionList, refId: string): string =>
  `${editionId}.${list}.${refId}`
