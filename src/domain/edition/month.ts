import { addDays, type CalendarDate } from '../time/shanghai'
import type { CalendarMonth } from './rows'

const monthOf = (date: CalendarDate): CalendarMonth => date.slice(0, 7)
export const firstDayOf = (month: CalendarMonth): CalendarDate => `${month}-01`
export const isInMonth = (date: CalendarDate | null | undefined, month: CalendarMonth): boolean =>
  date ? monthOf(date) === month : false

export function lastDayOf(month: CalendarMonth): CalendarDate {
  // The 28th and four days are always in the next month.
  const next = monthOf(addDays(`${month}-28`, 4))
  return addDays(firstDayOf(next), -1)
}
