import type { CalendarYearRow } from '../../../../domain/settings/rows'
import { planRows, type PlannedRow, type SettingsTable, type TablePlan, type TableRow } from './table'
import { asChanges } from './unitTable'

const columns = { year: '年份', sort: '类别', name: '名称', from: '开始日期', to: '结束日期' } as const
const sorts = { holiday: '放假', makeUp: '调休上班' } as const

/** 工作日历: a year is set as a whole, so all its rows are one command, and a year with a mistake waits. */
export function calendarTable(years: readonly CalendarYearRow[]): SettingsTable {
  const known = new Map(years.map((year) => [year.year, year]))
  return {
    needs: [columns.year, columns.sort, columns.from],
    sheet: () => ({
      head: Object.values(columns),
      rows: years.flatMap(({ year, holidays, makeUpDays }) => [
        ...holidays.map(({ name, from, to }) => [year, sorts.holiday, name, from, to]),
        ...makeUpDays.map((date) => [year, sorts.makeUp, '', date, '']),
      ]),
    }),
    plan(rows) {
      const found = new Map<number, { row: number; year: CalendarYearRow }>()
      const wrong = new Set<number>()
      const { problems } = planRows(rows, (row) => {
        const year = row.whole(columns.year)
        read(row, found)
        if (year !== undefined && row.problems.length > 0) wrong.add(year)
        return undefined
      })
      const plan: TablePlan = { same: 0, planned: [], problems }
      for (const { row, year } of found.values()) {
        const planned = wrong.has(year.year) ? undefined : planYear(row, year, known.get(year.year))
        if (planned === 'same') plan.same += year.holidays.length + year.makeUpDays.length
        else if (planned) plan.planned.push(planned)
      }
      return plan
    },
  }
}

function read(row: TableRow, found: Map<number, { row: number; year: CalendarYearRow }>): void {
  const number = Number(row.text(columns.year))
  const sort = row.choice(columns.sort, sorts)
  const from = row.needed(columns.from) && row.date(columns.from)
  const to = row.date(columns.to)
  if (!sort || !from || to === undefined || row.problems.length > 0) return
  const of = found.get(number) ?? {
    row: row.number,
    year: { year: number, holidays: [], makeUpDays: [] },
  }
  found.set(number, of)
  if (sort === 'makeUp') of.year.makeUpDays.push(from)
  // One day is a holiday too.
  else of.year.holidays.push({ name: row.text(columns.name), from, to: to ?? from })
}

function planYear(
  row: number,
  year: CalendarYearRow,
  before: CalendarYearRow | undefined,
): PlannedRow | 'same' {
  const after = flat(year)
  const then = before ? flat(before) : { holidays: '', makeUpDays: '' }
  const changes = asChanges(then, after)
  if (changes.length === 0) return 'same'
  return {
    row,
    name: String(year.year),
    isNew: before === undefined,
    changes,
    requests: [{ name: 'calendar.setYear', args: { ...year } }],
  }
}

const flat = ({ holidays, makeUpDays }: CalendarYearRow) => ({
  holidays: [...holidays]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ name, from, to }) => `${name} ${from} – ${to}`.trim())
    .join('\n'),
  makeUpDays: [...makeUpDays].sort().join('\n'),
})
