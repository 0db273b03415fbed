import { describe, expect, test } from 'vitest'
import { officialCalendar, workingCalendar } from '../../../src/domain/time/workingDays'

/* Expected days are read off the State Council's notices by hand. */
const { isWorkingDay, addWorkingDays, workingDaysBetween } = officialCalendar

describe('the official calendar', () => {
  test.each([
    ['2026-09-25', false, 'Mid-Autumn, a Friday'],
    ['2026-09-20', true, 'a Sunday that is worked for National Day'],
    ['2026-10-07', false, 'the last day of National Day'],
    ['2026-10-08', true, 'the Thursday after'],
    ['2026-10-10', true, 'a Saturday that is worked'],
    ['2026-10-11', false, 'a plain Sunday'],
    ['2026-02-14', true, 'the Saturday before Spring Festival'],
    ['2026-02-23', false, 'the last day of Spring Festival'],
    ['2026-07-04', false, 'a plain Saturday'],
    ['2026-07-06', true, 'a plain Monday'],
  ])('%s: working day %s, %s', (date, expected) => {
    expect(isWorkingDay(date)).toBe(expected)
  })

  test('counts over holidays and make-up days, forth and back', () => {
    expect(addWorkingDays('2026-09-30', 1)).toEqual({ value: '2026-10-08', guessedYears: [] })
    expect(addWorkingDays('2026-09-30', 3)).toEqual({ value: '2026-10-10', guessedYears: [] })
    expect(addWorkingDays('2026-10-12', -1)).toEqual({ value: '2026-10-10', guessedYears: [] })
    expect(addWorkingDays('2026-07-01', 0)).toEqual({ value: '2026-07-01', guessedYears: [] })
    expect(workingDaysBetween('2026-09-30', '2026-10-10').value).toBe(3)
    expect(workingDaysBetween('2026-10-10', '2026-09-30').value).toBe(-3)
    expect(workingDaysBetween('2026-07-03', '2026-07-05').value).toBe(0)
  })

  test('both ways agree for every start of a year and a half', () => {
    for (let day = 0; day < 500; day++) {
      const from = new Date(Date.UTC(2025, 0, 1) + day * 86_400_000).toISOString().slice(0, 10)
      for (const days of [1, 3, 5, 22]) {
        const { value } = addWorkingDays(from, days)
        expect(isWorkingDay(value)).toBe(true)
        expect(workingDaysBetween(from, value).value).toBe(days)
      }
    }
  })

  test('names the years it has no calendar for, and still counts', () => {
    expect(addWorkingDays('2026-12-30', 3)).toEqual({ value: '2027-01-04', guessedYears: [2027] })
    expect(workingDaysBetween('2024-12-30', '2025-01-02')).toEqual({ value: 2, guessedYears: [2024] })
  })

  test('takes another year as it is given', () => {
    const calendar = workingCalendar([
      { year: 2027, holidays: [['2027-01-01', '2027-01-03']], makeUpDays: ['2027-01-09'] },
    ])
    expect(calendar.isWorkingDay('2027-01-01')).toBe(false)
    expect(calendar.isWorkingDay('2027-01-09')).toBe(true)
    expect(calendar.addWorkingDays('2027-01-01', 1)).toEqual({ value: '2027-01-04', guessedYears: [] })
  })

  test('a slip in the year does not count for ever', () => {
    expect(workingDaysBetween('2026-01-01', '2199-01-01').value).toBeLessThan(3_660)
    expect(addWorkingDays('2026-01-01', 1_000_000).value < '2045').toBe(true)
  })
})
