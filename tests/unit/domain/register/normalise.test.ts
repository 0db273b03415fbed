import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { containsIdentityNumber, isIdentityNumber } from '../../../../src/domain/identityNumber'
import {
  dropIdentityNumbers,
  looksLikeIdentityNumber,
  normaliseName,
  normaliseNotes,
  normalisePhone,
  normaliseRelation,
  readBirthYear,
  serialToDate,
} from '../../../../src/domain/register/normalise'
import { readNumeral } from '../../../../src/domain/register/numerals'
import { textOf, toHalfWidth } from '../../../../src/domain/register/sheet'

const fullWidth = (text: string): string =>
  text.replace(/[0-9A-Za-z.-]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const mobile = digits(9).map((rest) => `16${rest}`)

describe('what is read once stays as it is', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'0123456789-/、 ()（）.EX:转或柳大山户主本人\n'), maxLength: 30 }),
  )
  test.each([
    ['a name', normaliseName],
    ['notes', normaliseNotes],
    ['a telephone number', (text: string) => normalisePhone(text).phone],
    ['a relation', normaliseRelation],
    ['a text without identity numbers', (text: string) => dropIdentityNumbers(text).text],
    ['a cell', (text: string) => textOf(text)],
  ])('%s', (_name, normalise) => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = normalise(textOf(text))
        expect(normalise(once)).toBe(once)
      }),
    )
  })
})

describe('telephone numbers', () => {
  test('a mobile is found whatever stands between its digits', () => {
    fc.assert(
      fc.property(mobile, fc.constantFrom('', ' ', '-'), fc.boolean(), (number, sign, isWide) => {
        const written = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(sign)
        const cell = textOf(isWide ? fullWidth(written) : written)
        expect(normalisePhone(cell)).toEqual({ phone: number, isWhole: true })
        expect(normalisePhone(textOf(Number(number)))).toEqual({ phone: number, isWhole: true })
      }),
    )
  })
  test('several stand side by side', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(mobile, { minLength: 2, maxLength: 3 }),
        fc.constantFrom('、', '/', '，', ' ', ';'),
        (all, between) => {
          expect(normalisePhone(all.join(between))).toEqual({ phone: all.join('、'), isWhole: true })
        },
      ),
    )
  })
  test.each([
    ['1.69E+10', ''],
    ['169000000', ''],
    ['找他儿子', ''],
    ['16900000001（儿子）', '16900000001'],
    ['16900000001 儿子', '16900000001'],
    ['儿子：16900000001', '16900000001'],
    ['0722-3312345转801', '0722-3312345-801'],
    ['(0722)3312345', '0722-3312345'],
    ['+86 16900000001', '16900000001'],
    ['008616900000001', '16900000001'],
    ['16970086100、16900000000', '16970086100、16900000000'],
    ['16970086100', '16970086100'],
    ['3312345', '3312345'],
  ])('%s is %j', (text, phone) => {
    expect(normalisePhone(text).phone).toBe(phone)
  })
})

describe('the year of birth', () => {
  test('is the same however the day is written', () => {
    const day = fc.date({ min: new Date('1910-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const [year = '', month = '', dayOfMonth = ''] = iso.split('-')
        const serial = Math.round((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000)
        const spellings = [
          { date: iso },
          iso,
          serial,
          String(serial + 0.5),
          `${year}.${Number(month)}.${Number(dayOfMonth)}`,
          `${year}年${Number(month)}月${Number(dayOfMonth)}日`,
          `${year}/${month}/${dayOfMonth}`,
          `${year}${month}${dayOfMonth}`,
          Number(`${year}${month}${dayOfMonth}`),
          `${year}.${month}`,
          `${year}${month}`,
          `${year}年`,
          Number(year),
          fullWidth(`${year}.${month}`),
        ]
        for (const cell of spellings) {
          // Serial days below 10,000 end in 1927, and as text they are years that nobody means.
          if (cell === serial && serial < 2200) continue
          if (typeof cell === 'string' && cell.startsWith(String(serial)) && serial < 10_000) continue
          expect(readBirthYear(cell, 2026), JSON.stringify(cell)).toBe(Number(year))
        }
      }),
    )
  })
  test.each(['65.3.1', '不详', '1965-13-01', '1965年13月', 1.5, '2027-01-01', 'abc', true, '19651301'])(
    '%j is none',
    (cell) => {
      expect(readBirthYear(cell, 2026)).toBeUndefined()
    },
  )
  test('serial days of both systems', () => {
    expect([
      serialToDate(23802, false),
      serialToDate(22340, true),
      serialToDate(0, false),
      serialToDate(1e9, false),
    ]).toEqual(['1965-03-01', '1965-03-01', undefined, undefined])
  })
})

describe('identity numbers', () => {
  const valid = fc
    .tuple(
      digits(6),
      fc.integer({ min: 1920, max: 2020 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      digits(3),
    )
    .map(([place, year, month, day, order]) => {
      const body = `${place}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${order}`
      return [...'0123456789X'].map((check) => body + check).find(isIdentityNumber) ?? body
    })
  test('are dropped from whatever stands around them, and nothing else is', () => {
    fc.assert(
      fc.property(
        valid,
        fc.constantFrom('', '证号：', '（', '在家 '),
        fc.constantFrom('', '。', '）', ' 备用'),
        fc.boolean(),
        (number, before, behind, isWide) => {
          const text = textOf(`${before}${isWide ? fullWidth(number) : number}${behind}`)
          const { text: rest, dropped } = dropIdentityNumbers(text)
          expect(dropped).toBe(1)
          expect(containsIdentityNumber(rest)).toBe(false)
          expect(rest).not.toMatch(/\d/)
          expect(looksLikeIdentityNumber(toHalfWidth(number))).toBe(true)
        },
      ),
    )
  })
  test('a telephone number, an amount and a date are none', () => {
    const text = '16900000001、0722-3312345，补贴 1200 元，2026-03-05'
    expect(dropIdentityNumbers(text)).toEqual({ text, dropped: 0 })
  })
})

describe('numerals', () => {
  const chinese = (value: number): string => {
    const digit = '零一二三四五六七八九'
    const [tens, ones] = [Math.floor(value / 10), value % 10]
    if (tens === 0) return digit[ones] ?? ''
    return `${tens === 1 ? '' : digit[tens]}十${ones === 0 ? '' : digit[ones]}`
  }
  test('1 to 99 in digits and in words are the same', () => {
    for (let value = 1; value < 100; value++) {
      expect([readNumeral(String(value)), readNumeral(`0${value}`), readNumeral(chinese(value))]).toEqual([
        value,
        value,
        value,
      ])
    }
  })
  test.each(['', '柳', '一柳', '一二', '1234', '三x'])('%j is none', (text) => {
    expect(readNumeral(text)).toBeUndefined()
  })
})
