import type { Audience } from '../access/audience'
import type { IssueId, PersonId, UnitId } from '../ids'
import type { HonestTimes } from '../time/honest'
import type { CalendarDate } from '../time/shanghai'

/** 已交办, 已签收, 已退件, 已办结, 重新办理, 已取消. */
export const taskStates = ['assigned', 'signed', 'handedBack', 'done', 'reopened', 'cancelled'] as const
export type TaskState = (typeof taskStates)[number]

/** Somebody still has to do it; handed back, it is the office's to give to another. */
export const isOpenTask = (state: TaskState): boolean => state !== 'done' && state !== 'cancelled'

/** 立即整改, 限期整改, 分阶段推进 (implementation plan §四.2). */
export const deadlineKinds = ['immediate', 'byDate', 'staged'] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

/** 阶段性目标. */
export interface Milestone {
  id: string
  name: string
  dueOn: CalendarDate
  doneOn: CalendarDate | null
}

/** A deadline as it was set; the first is the original, the last the one that counts. */
export interface Deadline {
  dueOn: CalendarDate
  setOn: CalendarDate
  setBy: PersonId
  reason: string
}

/** Whom to go to: a copy of the register's contact, given with the task and taken back with its end. */
export interface Party {
  issueId: IssueId
  name: string
  address: string
  phone: string
}

/** 任务: measures with a responsible unit, a leader, a handler and a deadline. Many to many with issues. */
export interface Task extends HonestTimes {
  issueIds: IssueId[]
  title: string
  measures: string
  /** 责任单位, and those that help. */
  leadUnitId: UnitId
  assistUnitIds: UnitId[]
  /** 责任领导. */
  leaderId: PersonId
  /** 经办人; null: the unit's inbox, until somebody there signs for it. */
  handlerId: PersonId | null
  deadlineKind: DeadlineKind
  /** What counts now; `deadlines` tells how it came about. */
  dueOn: CalendarDate
  deadlines: Deadline[]
  milestones: Milestone[]
  /** 申请延期, until the office has decided. */
  extension: { dueOn: CalendarDate; reason: string; askedBy: PersonId; askedOn: CalendarDate } | null
  state: TaskState
  signedOn: CalendarDate | null
  /** 退件 to the office, and why. */
  handBack: { reason: string; by: PersonId; on: CalendarDate } | null
  /** The latest word on how far it is. */
  progress: { text: string; on: CalendarDate } | null
  /** 办理结果. */
  result: string
  completedOn: CalendarDate | null
  reopenedCount: number
  cancelReason: string | null
  parties: Party[]
  audience: Audience
}
