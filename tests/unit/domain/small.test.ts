import { describe, expect, test } from 'vitest'
import { containsIdentityNumber } from '../../../src/domain/identityNumber'
import {
  addDays,
  daysBetween,
  shanghaiDate,
  shanghaiTime,
  startOfDay,
} from '../../../src/domain/time/shanghai'

describe('Shanghai time', () => {
  test('a day begins at 16:00 UTC', () => {
    expect(shanghaiDate(Date.UTC(2026, 5, 30, 15, 59, 59))).toBe('2026-06-30')
    expect(shanghaiDate(Date.UTC(2026, 5, 30, 16, 0, 0))).toBe('2026-07-01')
    expect(shanghaiTime(Date.UTC(2026, 5, 30, 16, 5))).toBe('00:05')
  })
  test('whole days count over months, years and leap days', () => {
    expect(daysBetween('2027-12-31', '2028-03-01')).toBe(61)
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
    expect(daysBetween('2026-07-02', '2026-07-01')).toBe(-1)
  })
  test('the start of a day is that day', () => {
    expect(shanghaiDate(startOfDay('2026-11-22'))).toBe('2026-11-22')
  })
  test('a clock beyond all calendars is clamped, not a crash', () => {
    for (const ms of [-8.64e15, 8.64e15]) expect(shanghaiDate(ms)).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })
})

describe('identity-card numbers (numbers from the standard’s own example)', () => {
  test.each([
    ['11010519491231002X', true],
    ['身份证号：11010519491231002x。', true],
    ['１１０１０５１９４９１２３１００２Ｘ', true],
    ['110105 19491231 002X', true],
    ['110105-19491231-002X', true],
    ['110105194912310021', false],
    ['订单号 202607011234567890', false],
    ['电话 13800000000', false],
    ['6222 0000 0000 0000 000', false],
    ['老身份证 110105491231002', true],
    ['１１０１０５４９１２３１００２', true],
    ['110105490231002（没有这一天）', false],
    ['170105491231002（没有这个省）', false],
    ['电话 13907221105 3312（电话和分机）', false],
    ['110105-491231-002（不连写的十五位）', false],
  ])('%s → %s', (text, found) => {
    expect(containsIdentityNumber(text)).toBe(found)
  })
})
