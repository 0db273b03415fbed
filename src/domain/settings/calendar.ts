/** 工作日历: the holidays and make-up days of one year, as announced. */
import { may } from '../access/may'
import { accept, defineCommand, ifHeld, put, reject, type Decision } from '../command/define'
import { calendarDate, freeText, integer, list, object } from '../schema'
import { addDays, type CalendarDate } from '../time/shanghai'
import { isWeekend, officialYears } from '../time/workingDays'
import { fieldChanges, settingsEvent, type Fields } from './history'
import { calendarYearId, type CalendarYearRow } from './rows'

/** Longer than any holiday there was. */
const longestHoliday = 31

/**
 * 设置一年的工作日历, all of it at once. A built-in year is replaced by it. Rejections: endBeforeStart, calendarOutside,
 * calendarOverlap, calendarNotWeekend.
 */
export const calendarSetYear = defineCommand('calendar.setYear@1', {
  args: object({
    year: integer({ min: 2020, max: 2199 }),
    holidays: list(object({ name: freeText({ max: 20 }), from: calendarDate, to: calendarDate }), {
      max: 30,
      min: 1,
    }),
    makeUpDays: list(calendarDate, { max: 60 }),
  }),
  reads: ({ year }) => [ifHeld('calendarYear', calendarYearId(year))],
  decide(context) {
    const { args, actor, rows } = context
    if (!may(actor, 'calendar.setYear', {})) return reject('notPermitted')
    const refused = refuseYear(args)
    if (refused) return refused
    const id = calendarYearId(args.year)
    const before = rows.get('calendarYear', id)?.data
    const year = inOrder(args)
    const changes = fieldChanges(before ? asFields(before) : builtIn(args.year), asFields(year))
    if (changes.length === 0) return reject('nothingToChange')
    return accept([
      put('calendarYear', id, year),
      settingsEvent(
        context,
        before ? 'settings.changed' : 'settings.created',
        { kind: 'calendarYear', id, name: id },
        { changes },
      ),
    ])
  },
})

/** What is wrong with a year as typed; the first of it. */
export function refuseYear({ year, holidays, makeUpDays }: CalendarYearRow): Decision | undefined {
  const isOutside = (date: CalendarDate): boolean => Number(date.slice(0, 4)) !== year
  const off = new Set<CalendarDate>()
  for (const { from, to } of holidays) {
    if (to < from) return reject('endBeforeStart', { field: 'to' })
    const outside = [from, to].find(isOutside)
    if (outside) return reject('calendarOutside', { date: outside, year })
    for (let day = from, days = 0; day <= to; day = addDays(day, 1), days++) {
      if (off.has(day) || days > longestHoliday) return reject('calendarOverlap', { date: day })
      off.add(day)
    }
  }
  const worked = new Set<CalendarDate>()
  for (const date of makeUpDays) {
    if (isOutside(date)) return reject('calendarOutside', { date, year })
    if (off.has(date) || worked.has(date)) return reject('calendarOverlap', { date })
    if (!isWeekend(date)) return reject('calendarNotWeekend', { date })
    worked.add(date)
  }
  return undefined
}

const inOrder = ({ year, holidays, makeUpDays }: CalendarYearRow): CalendarYearRow => ({
  year,
  holidays: [...holidays].sort((a, b) => (a.from < b.from ? -1 : 1)),
  makeUpDays: [...makeUpDays].sort(),
})

const asFields = ({ holidays, makeUpDays }: CalendarYearRow): Fields => ({
  holidays: holidays.map(({ name, from, to }) => `${name} ${from} – ${to}`.trim()).join('\n'),
  makeUpDays: makeUpDays.join('\n'),
})

/** Names of holidays are not built in, so a year that is only named differs from it. */
function builtIn(year: number): Fields {
  const known = officialYears.find((each) => each.year === year)
  if (!known) return {}
  const holidays = known.holidays.map(([from, to]) => ({ name: '', from, to }))
  return asFields({ year, holidays, makeUpDays: [...known.makeUpDays] })
}
