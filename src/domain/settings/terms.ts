/** By what deadlines are counted in a zone: its rules and its working days. */
import { ifHeld, type Read, type Rows } from '../command/define'
import type { Row } from '../rows'
import type { CalendarDate } from '../time/shanghai'
import { officialYears, workingCalendar, type CalendarYear, type WorkingCalendar } from '../time/workingDays'
import { calendarYearId, rulesId, type CalendarYearRow, type Rules } from './rows'
import { rulesOf, usualRules } from './rules'

export interface Terms {
  rules: Rules
  calendar: WorkingCalendar
}

const asCalendarYear = ({ year, holidays, makeUpDays }: CalendarYearRow): CalendarYear => ({
  year,
  holidays: holidays.map(({ from, to }) => [from, to] as const),
  makeUpDays,
})

/** The built-in years, each replaced by what the zone has set for it. */
function calendarYears(rows: Iterable<Pick<Row<'calendarYear'>, 'data'>>): CalendarYear[] {
  const years = new Map<number, CalendarYear>(officialYears.map((year) => [year.year, year]))
  for (const { data } of rows) years.set(data.year, asCalendarYear(data))
  return [...years.values()].sort((a, b) => a.year - b.year)
}

export const calendarOf = (rows: Iterable<Pick<Row<'calendarYear'>, 'data'>>): WorkingCalendar =>
  workingCalendar(calendarYears(rows))

/** Rules and calendar as the rows of a device or server say. */
export const termsFrom = (rules: Rules | undefined, years: Iterable<Row<'calendarYear'>>): Terms => ({
  rules: rulesOf(rules),
  calendar: calendarOf(years),
})

export const usualTerms: Terms = { rules: usualRules, calendar: calendarOf([]) }

/** Years that a command counts through: none counts further than to the year after it began. */
const yearsFrom = (from: CalendarDate | null): number[] => {
  const first = Number((from ?? '').slice(0, 4))
  return first > 0 ? [first, first + 1] : []
}

/** What a command declares that counts from this day on. */
export const termsReads = (from: CalendarDate | null): Read[] => [
  ifHeld('rules', rulesId),
  ...yearsFrom(from).map((year) => ifHeld('calendarYear', calendarYearId(year))),
]

export const termsIn = (rows: Rows, from: CalendarDate | null): Terms =>
  termsFrom(
    rows.get('rules', rulesId)?.data,
    yearsFrom(from).flatMap((year) => rows.get('calendarYear', calendarYearId(year)) ?? []),
  )
