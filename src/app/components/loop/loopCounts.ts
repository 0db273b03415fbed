/** What waits for the office beyond the inbox: about matters and their deadlines, never about people. */
import type { Row } from '../../../domain/rows'
import { usualTerms, type Terms } from '../../../domain/settings/terms'
import { ladderOf } from '../../../domain/task/ladder'
import type { CalendarDate } from '../../../domain/time/shanghai'

export interface LoopCounts {
  /** 待交办. */
  listed: number
  /** 已退件. */
  handedBack: number
  /** 申请延期. */
  extension: number
  /** Tasks whose deadline has passed. */
  overdue: number
  awaitingReturnVisit: number
  awaitingReview: number
  /** 暂缓 whose review date has come. */
  reviewDue: number
}

export function countLoop(
  issues: readonly Row<'issue'>[],
  tasks: readonly Row<'task'>[],
  today: CalendarDate,
  { rules, calendar }: Terms = usualTerms,
): LoopCounts {
  const counts: LoopCounts = {
    listed: 0,
    handedBack: 0,
    extension: 0,
    overdue: 0,
    awaitingReturnVisit: 0,
    awaitingReview: 0,
    reviewDue: 0,
  }
  for (const { data } of issues) {
    const { state, deferred } = data
    if (state === 'listed' || state === 'awaitingReturnVisit' || state === 'awaitingReview')
      counts[state] += 1
    if (state === 'deferred' && deferred && deferred.reviewOn <= today) counts.reviewDue += 1
  }
  for (const { data } of tasks) {
    if (data.state === 'handedBack') counts.handedBack += 1
    if (data.extension) counts.extension += 1
    const stage = ladderOf(data, today, rules, calendar)?.stage
    if (stage === 'yellow' || stage === 'red') counts.overdue += 1
  }
  return counts
}
