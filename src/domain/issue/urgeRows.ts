import type { Audience } from '../access/audience'
import type { IssueId, PersonId, TaskId } from '../ids'
import type { HonestTimes } from '../time/honest'
import type { CalendarDate } from '../time/shanghai'

/** 提醒, 黄色督办, 红色督办. */
export const urgeLevels = ['reminder', 'yellow', 'red'] as const
export type UrgeLevel = (typeof urgeLevels)[number]

/** 督办: an order on an issue, or on one task of it, to those who handle it; about the matter, never about a person. */
export interface Urge extends HonestTimes {
  issueId: IssueId
  taskId: TaskId | null
  level: UrgeLevel
  text: string
  replyBy: CalendarDate
  orderedBy: PersonId
  orderedOn: CalendarDate
  reply: { text: string; by: PersonId; on: CalendarDate } | null
  audience: Audience
}
