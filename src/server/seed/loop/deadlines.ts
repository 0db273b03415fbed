/** Deadlines of the demo's tasks: where each stands on the demo's day, in working days (`domain/task/ladder.ts`). */
import type { DeadlineKind, Milestone } from '../../../domain/task/rows'
import { addDays, daysBetween, shanghaiDate, type CalendarDate } from '../../../domain/time/shanghai'
import { officialCalendar } from '../../../domain/time/workingDays'
import type { Beat, Scene } from './scene'

/** On the demo's day; `done`: about when it is done; `asked`: just after an extension is asked for; `atOnce`: 立即. */
export type Due = 'onTime' | 'dueSoon' | 'yellow' | 'red' | 'done' | 'asked' | 'atOnce'

/**
 * Working days from the demo's day, both ends included. Red needs five; six holds on a weekend too, where the day itself
 * does not count. Yellow ends at four for the same reason.
 */
const fromToday = { onTime: [5, 15], dueSoon: [1, 2], yellow: [-4, -2], red: [-9, -6] } as const

export const workingDaysAfter = (date: CalendarDate, days: number): CalendarDate =>
  officialCalendar.addWorkingDays(date, days).value

/** Never before the day it is set on. */
export function dueOnOf(
  { random, today }: Scene,
  due: Due,
  setOn: CalendarDate,
  when: Parameters<Beat['play']>[1],
): CalendarDate {
  const wished = (): CalendarDate => {
    switch (due) {
      case 'done':
        return workingDaysAfter(shanghaiDate(when('complete') ?? 0), random.int(-2, 6))
      case 'asked':
        return workingDaysAfter(shanghaiDate(when('request') ?? 0), random.int(1, 2))
      case 'atOnce':
        return workingDaysAfter(setOn, 3)
      default: {
        const [least, most] = fromToday[due]
        return workingDaysAfter(today, random.int(least, most))
      }
    }
  }
  const date = wished()
  return date < setOn ? setOn : date
}

/** Three working days are at once (立即); what has stages and a month for them is done in stages (分阶段). */
export function deadlineKindOf(hasStages: boolean, setOn: CalendarDate, dueOn: CalendarDate): DeadlineKind {
  const days = daysBetween(setOn, dueOn)
  if (hasStages && days >= 14) return 'staged'
  return officialCalendar.workingDaysBetween(setOn, dueOn).value <= 3 ? 'immediate' : 'byDate'
}

/** One after the other, the last on the deadline itself. */
export function milestonesOf(
  { random }: Scene,
  names: readonly string[],
  setOn: CalendarDate,
  dueOn: CalendarDate,
  at: number,
): Omit<Milestone, 'doneOn'>[] {
  const days = daysBetween(setOn, dueOn)
  return names.map((name, index) => ({
    id: random.uuidAt(at),
    name,
    dueOn: addDays(setOn, Math.floor((days * (index + 1)) / names.length)),
  }))
}
