/**
 * What is written in a cell, brought to what a row can hold. Each of them is idempotent: its own result, read again,
 * stays as it is. That is what makes importing the same file twice change nothing.
 */
import { shanghaiDate } from '../time/shanghai'
import { isIdentityNumber } from '../identityNumber'
import { isNothing, textOf, type Cell } from './sheet'

/** 张 三 with any space in it is 张三; a note in brackets that only says who it is goes. Latin names keep their spaces. */
export function normaliseName(text: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/\s*[(（](户主|本人|户主本人|亡|已故|故)[)）]\s*$/u, '')
    .trim()
  return /\p{Script=Han}/u.test(plain) ? plain.replace(/ /g, '') : plain
}

/** At least one letter or ideograph, no digits: what stands there instead is a number, a sum, a date. */
export const isName = (text: string): boolean =>
  text.length <= 30 && /[\p{L}]/u.test(text) && !/\d{2,}/.test(text) && !/^[\d\s.,%-]+$/.test(text)

/** One line; what people write for "nothing" is nothing. */
export function normaliseLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return isNothing(line) ? '' : line
}

/** Keeps lines apart. */
export function normaliseNotes(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
  const notes = lines.join('\n')
  return isNothing(notes) ? '' : notes
}

/**
 * Numbers of a cell, each as a phone would dial it, a landline with its hyphen; several are joined by `、`.
 * `rest` says that something in the cell was no telephone number and was left out.
 */
export function normalisePhone(text: string): { phone: string; isWhole: boolean } {
  const line = normaliseLine(text)
  if (line === '') return { phone: '', isWhole: true }
  const parts = line
    // Never in the midst of a number: 169 7008 6100 holds the same digits.
    .replace(/(?<!\d)(?:\+|00)86[-\s]?(?=1\d)/g, '')
    .split(/[、,，;；/\n|]|\s+或\s*|或/)
    .flatMap(apart)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const numbers = parts.map(readPhone)
  const phones = [...new Set(numbers.filter((number) => number !== undefined))]
  return { phone: phones.join('、'), isWhole: numbers.every((number) => number !== undefined) }
}

/** `13800000000 13900000000` are two, `138 0000 0000` is one. */
const apart = (part: string): string[] => {
  const pieces = part.trim().split(/\s+/)
  return pieces.length > 1 && pieces.every((piece) => (piece.match(/\d/g) ?? []).length >= 7)
    ? pieces
    : [part]
}

function readPhone(text: string): string | undefined {
  const plain = text
    // Whose it is, before or behind: 儿子：169…, 169…（儿子）.
    .replace(/[(（][^\d)）]*[)）]/gu, '')
    .replace(/^[^\d+(（]+/u, '')
    .replace(/[^\d)）]+$/u, '')
    .replace(/\.0+$/, '')
    .replace(/[\s()（）]/g, '')
  const digits = plain.replace(/[-—]/g, '')
  if (/^1\d{10}$/.test(digits)) return digits
  const landline = /^(0\d{2,3})-?(\d{7,8})(?:[-转](\d{1,6}))?$/.exec(plain.replace(/—/g, '-'))
  if (landline) {
    const [, area = '', number = '', extension] = landline
    return `${area}-${number}${extension === undefined ? '' : `-${extension}`}`
  }
  if (/^[1-9]\d{6,7}$/.test(digits)) return digits
  // Short numbers of a village's own exchange (短号).
  return /^6\d{3,5}$/.test(digits) ? digits : undefined
}

/** For comparing: the numbers in a phone field, without signs. */
export const phoneNumbers = (phone: string): string[] =>
  phone
    .split(/[、,，;；/]/)
    .map((part) => part.replace(/\D/g, ''))
    .filter((digits) => digits.length >= 4)

/**
 * The year of birth: of a date cell, a serial day of the 1900 system, 1965, 1965.3, 1965年3月5日, 1965-03-05, 196503,
 * 19650305. A two-digit year is not guessed. Undefined for anything else.
 */
export function readBirthYear(cell: Cell, thisYear: number): number | undefined {
  const year = readYear(cell)
  return year !== undefined && year >= 1900 && year <= thisYear ? year : undefined
}

function readYear(cell: Cell): number | undefined {
  const text = textOf(cell).replace(/\s+/g, '').replace(/\.0+$/, '')
  if (/^\d{4}$/.test(text)) {
    const value = Number(text)
    // 1965 is a year; as serial days four digits would end in 1927, and are believed of a number only.
    if (value >= 1900 && value < 2200) return value
    return typeof cell === 'number' && value >= 2200 ? fromSerial(value) : undefined
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromSerial(Number(text))
  const compact = /^(\d{4})(\d{2})(\d{2})?$/.exec(text)
  if (compact) return isDay(compact[2], compact[3]) ? Number(compact[1]) : undefined
  const parts =
    /^(\d{4})[.年/-](?:(\d{1,2})(?:[.月/-](?:(\d{1,2})日?号?)?)?)?(?:[T ]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?$/u.exec(
      text,
    )
  if (!parts) return undefined
  return isDay(parts[2], parts[3]) ? Number(parts[1]) : undefined
}

const isDay = (month?: string, day?: string): boolean =>
  (month === undefined || (Number(month) >= 0 && Number(month) <= 12)) &&
  (day === undefined || (Number(day) >= 0 && Number(day) <= 31))

const serialYear = (days: number): number =>
  new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).getUTCFullYear()
const fromSerial = (days: number): number | undefined => {
  const year = serialYear(days)
  return year >= 1900 && year < 2200 ? year : undefined
}

/** `YYYY-MM-DD` of a serial day; day 60 of the 1900 system is a 29 February that never was. */
export function serialToDate(serial: number, isFrom1904: boolean): string | undefined {
  const days = Math.floor(serial)
  const start = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  if (!(days >= 1 && days < 110_000)) return undefined
  return new Date(start + days * 86_400_000).toISOString().slice(0, 10)
}

export const thisYearAt = (instantMs: number): number => Number(shanghaiDate(instantMs).slice(0, 4))

/** 本人 and 户 主 are 户主; everything else stays as the family writes it. */
export function normaliseRelation(text: string): string {
  const plain = normaliseLine(text).replace(/ /g, '')
  return isHeadRelation(plain) ? '户主' : plain
}

const headRelations = new Set([
  '户主',
  '本人',
  '户主本人',
  '本人或户主',
  '户主(本人)',
  '户主（本人）',
  '戶主',
  '01',
  '1',
  '家长',
])
const isHeadRelation = (relation: string): boolean => headRelations.has(relation.replace(/\s/g, ''))

/** As ID-card numbers come in registers: 18 places with the check digit, spaces within, full-width; or cut by a spreadsheet. */
const identityLike =
  /(?<![\dA-Za-z])\d{6}\s?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?\d{3}[\dXx*](?![\dA-Za-z])/g

/** The text without ID-card numbers, and how many there were. They are never kept (docs/domain.md §5). */
export function dropIdentityNumbers(text: string): { text: string; dropped: number } {
  if (!/\d{6}/.test(text)) return { text, dropped: 0 }
  let dropped = 0
  const drop = (): string => {
    dropped += 1
    return ''
  }
  const without = text
    .replace(identityLike, drop)
    .replace(/(?<!\d)(?:\d[\s-]?){17}[\dXx](?!\d)/g, (found) =>
      isIdentityNumber(found.replace(/[\s-]/g, '').toUpperCase()) ? drop() : found,
    )
  return { text: dropped > 0 ? without.replace(/[(（]\s*[)）]/g, '').trim() : text, dropped }
}

/** True for a cell that is such a number and nothing else, also as a spreadsheet cuts it (4.2E+17). */
export function looksLikeIdentityNumber(text: string): boolean {
  const { text: rest, dropped } = dropIdentityNumbers(text)
  return (dropped > 0 && rest === '') || /^\d(\.\d+)?E\+17$/i.test(text)
}
