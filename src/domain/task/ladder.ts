/**
 * 期限阶梯 (docs/domain.md §3): due soon → reminder, overdue → yellow, overdue for longer → red, and an urge is proposed.
 * About tasks and the issues they serve; nothing of it is counted against a person.
 */
import type { Row } from '../rows'
import type { CalendarDate } from '../time/shanghai'
import { officialCalendar, type WorkingCalendar } from '../time/workingDays'
import { isOpenTask, type Task } from './rows'

export const ladderStages = ['onTime', 'dueSoon', 'yellow', 'red'] as const
export type LadderStage = (typeof ladderStages)[number]

/** In working days; a zone may set its own. */
export interface LadderRules {
  /** Due within so many, today included. */
  dueSoonDays: number
  /** Overdue by so many. */
  redAfterDays: number
}
export const usualLadder: LadderRules = { dueSoonDays: 3, redAfterDays: 5 }

export interface OnLadder {
  stage: LadderStage
  /** Working days left until the deadline; negative when it has passed. */
  daysLeft: number
  /** Years counted through without their official calendar. */
  guessedYears: number[]
}

/** Undefined for a task that has ended. */
export function ladderOf(
  { state, dueOn }: Pick<Task, 'state' | 'dueOn'>,
  today: CalendarDate,
  { dueSoonDays, redAfterDays }: LadderRules = usualLadder,
  calendar: WorkingCalendar = officialCalendar,
): OnLadder | undefined {
  if (!isOpenTask(state)) return undefined
  const { value: daysLeft, guessedYears } = calendar.workingDaysBetween(today, dueOn)
  return { stage: stageOf(), daysLeft, guessedYears }

  function stageOf(): LadderStage {
    // A deadline on a day off passes with that day, not with the next working day.
    if (today > dueOn) return -daysLeft >= redAfterDays ? 'red' : 'yellow'
    return daysLeft <= dueSoonDays ? 'dueSoon' : 'onTime'
  }
}

/** The worst of the open tasks of an issue; undefined when none is open. */
export function worstOnLadder(
  tasks: readonly Row<'task'>[],
  today: CalendarDate,
  rules: LadderRules = usualLadder,
  calendar: WorkingCalendar = officialCalendar,
): OnLadder | undefined {
  const found = tasks.flatMap(({ data }) => ladderOf(data, today, rules, calendar) ?? [])
  return found.reduce<OnLadder | undefined>(
    (worst, each) => (worst && worst.daysLeft <= each.daysLeft ? worst : each),
    undefined,
  )
}

/** 督办建议: red, and not urged in red since that deadline passed. */
export function isUrgeProposed(
  task: Row<'task'>,
  urges: readonly Row<'urge'>[],
  today: CalendarDate,
  rules: LadderRules = usualLadder,
  calendar: WorkingCalendar = officialCalendar,
): boolean {
  if (ladderOf(task.data, today, rules, calendar)?.stage !== 'red') return false
  return !urges.some(
    ({ data }) => data.taskId === task.id && data.level === 'red' && data.orderedOn > task.data.dueOn,
  )
}
