/**
 * Working days of the Chinese official calendar. Holidays and make-up days are announced by the State Council General
 * Office each autumn for the year after: 国办发明电〔2024〕12号 for 2025, 国办发明电〔2025〕7号 for 2026. A year that is not
 * here is counted by plain weekdays, and named, so that nobody takes a guess for the calendar.
 */
import { addDays, startOfDay, type CalendarDate } from './shanghai'

export interface CalendarYear {
  year: number
  /** Days off, first and last of each holiday. */
  holidays: readonly (readonly [from: CalendarDate, to: CalendarDate])[]
  /** Saturdays and Sundays that are worked (调休上班). */
  makeUpDays: readonly CalendarDate[]
}

export const officialYears: readonly CalendarYear[] = [
  {
    year: 2025,
    holidays: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    makeUpDays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    holidays: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    makeUpDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
]

/** A date or a number of days, and the years it was counted through without their calendar. */
export interface Counted<T> {
  value: T
  guessedYears: number[]
}

export interface WorkingCalendar {
  isWorkingDay: (date: CalendarDate) => boolean
  /** The `days`-th working day after `date`; before it when negative; `date` itself for 0. */
  addWorkingDays: (date: CalendarDate, days: number) => Counted<CalendarDate>
  /** Working days after `from` up to and with `to`; negative when `to` is earlier. */
  workingDaysBetween: (from: CalendarDate, to: CalendarDate) => Counted<number>
}

/** Longer than any deadline; a slip in a year must not count for minutes. */
const mostDays = 3_660

export function workingCalendar(years: readonly CalendarYear[] = officialYears): WorkingCalendar {
  const known = new Set(years.map(({ year }) => year))
  const off = new Set<CalendarDate>()
  const worked = new Set(years.flatMap(({ makeUpDays }) => makeUpDays))
  for (const { holidays } of years)
    for (const [from, to] of holidays) for (let day = from; day <= to; day = addDays(day, 1)) off.add(day)

  function isWorkingDay(date: CalendarDate): boolean {
    if (worked.has(date)) return true
    return !off.has(date) && !isWeekend(date)
  }
  function guessed(from: CalendarDate, to: CalendarDate): number[] {
    const found: number[] = []
    for (let year = yearOf(from); year <= yearOf(to); year++) if (!known.has(year)) found.push(year)
    return found
  }
  return {
    isWorkingDay,
    addWorkingDays(date, days) {
      const step = days < 0 ? -1 : 1
      let at = date
      for (let left = Math.min(Math.abs(days), mostDays); left > 0; ) {
        at = addDays(at, step)
        if (isWorkingDay(at)) left -= 1
      }
      return { value: at, guessedYears: step > 0 ? guessed(date, at) : guessed(at, date) }
    },
    workingDaysBetween(from, to) {
      const [first, last] = from <= to ? [from, to] : [to, from]
      let days = 0
      for (
        let at = addDays(first, 1), steps = 0;
        at <= last && steps < mostDays;
        at = addDays(at, 1), steps++
      )
        if (isWorkingDay(at)) days += 1
      return { value: from <= to ? days : -days || 0, guessedYears: guessed(first, last) }
    },
  }
}

export const officialCalendar: WorkingCalendar = workingCalendar()

const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4))
/** 1970-01-01 was a Thursday. */
export const isWeekend = (date: CalendarDate): boolean => {
  const weekday = (Math.round((startOfDay(date) + 8 * 3_600_000) / 86_400_000) + 4) % 7
  return weekday === 0 || weekday === 6
}
