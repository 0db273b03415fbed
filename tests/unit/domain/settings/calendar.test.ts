import { describe, expect, test } from 'vitest'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import { readFieldChanges } from '../../../../src/domain/settings/history'
import { calendarOf } from '../../../../src/domain/settings/terms'
import { type Rows } from '../../../fixtures/judge'
import { row } from '../../../fixtures/rows'
import {
  afterAdmin,
  allButAdmin,
  codeByAdmin,
  dataIn,
  eventsIn,
  refusedRoles,
  settingsZone,
} from '../../../fixtures/settings'

const set = (overrides: Partial<CommandArgs<'calendar.setYear'>> = {}): CommandRequest => ({
  name: 'calendar.setYear',
  args: {
    year: 2027,
    holidays: [
      { name: '春节', from: '2027-02-05', to: '2027-02-11' },
      { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
    ],
    makeUpDays: ['2027-02-14', '2027-01-30'],
    ...overrides,
  },
})
const calendarIn = (rows: Rows) =>
  calendarOf(
    [...rows.held.values()].flatMap((each) => (each.kind === 'calendarYear' ? [{ data: each.data }] : [])),
  )
const holiday = (from: string, to: string) => ({ name: '', from, to })

describe('a year of the working calendar', () => {
  test('is set by administrators alone', () => {
    expect(refusedRoles(set(), settingsZone())).toEqual(allButAdmin)
  })
  test('counts from then on, and is not guessed any more', () => {
    const before = calendarIn(settingsZone()).addWorkingDays('2026-12-31', 1)
    expect(before).toEqual({ value: '2027-01-01', guessedYears: [2027] })
    const after = calendarIn(afterAdmin(settingsZone(), set()))
    expect(after.addWorkingDays('2026-12-31', 1)).toEqual({ value: '2027-01-04', guessedYears: [] })
    expect([after.isWorkingDay('2027-01-30'), after.isWorkingDay('2027-02-08')]).toEqual([true, false])
  })
  test('stands in its order, and its history says what was before', () => {
    const rows = afterAdmin(settingsZone(), set(), set({ makeUpDays: ['2027-01-30'] }))
    expect(dataIn(rows, 'calendarYear', '2027').holidays.map(({ name }) => name)).toEqual(['元旦', '春节'])
    const [event] = eventsIn(rows, '2027')
    expect(readFieldChanges(event?.detail ?? {})).toEqual([
      { field: 'makeUpDays', before: '2027-01-30\n2027-02-14', after: '2027-01-30' },
    ])
    expect(codeByAdmin(set({ makeUpDays: ['2027-01-30'] }), rows)).toBe('nothingToChange')
  })
  test('takes the place of a built-in one', () => {
    const rows = afterAdmin(
      settingsZone(),
      set({ year: 2026, holidays: [holiday('2026-10-01', '2026-10-08')], makeUpDays: [] }),
    )
    expect(calendarIn(rows).isWorkingDay('2026-10-08')).toBe(false)
    expect(calendarIn(settingsZone()).isWorkingDay('2026-10-08')).toBe(true)
  })
  test.each<[string, Partial<CommandArgs<'calendar.setYear'>>, string]>([
    ['a day of another year', { holidays: [holiday('2026-12-31', '2027-01-02')] }, 'calendarOutside'],
    ['an end before its start', { holidays: [holiday('2027-01-03', '2027-01-01')] }, 'endBeforeStart'],
    [
      'two holidays on one day',
      { holidays: [holiday('2027-05-01', '2027-05-05'), holiday('2027-05-05', '2027-05-06')] },
      'calendarOverlap',
    ],
    ['a holiday of months', { holidays: [holiday('2027-05-01', '2027-08-05')] }, 'calendarOverlap'],
    ['a make-up day on a Monday', { makeUpDays: ['2027-02-15'] }, 'calendarNotWeekend'],
    ['a make-up day of another year', { makeUpDays: ['2028-01-01'] }, 'calendarOutside'],
    ['a make-up day within a holiday', { makeUpDays: ['2027-02-06'] }, 'calendarOverlap'],
    ['a make-up day twice', { makeUpDays: ['2027-02-14', '2027-02-14'] }, 'calendarOverlap'],
    ['no holiday at all', { holidays: [] }, 'invalidArgs'],
    ['a day that is none', { makeUpDays: ['2027-02-30'] }, 'invalidArgs'],
  ])('refuses %s', (_, overrides, code) => {
    expect(codeByAdmin(set(overrides))).toBe(code)
  })
  test('that was set replaces every day of the built-in one', () => {
    const twice = settingsZone(row('calendarYear', '2026', { year: 2026, holidays: [], makeUpDays: [] }))
    expect(calendarIn(twice).isWorkingDay('2026-10-02')).toBe(true)
  })
})
