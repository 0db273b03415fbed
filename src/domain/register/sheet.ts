/** A register (户籍底册) as an office keeps it: sheets of cells, before anyone knows what they mean. */
import type { CalendarDate } from '../time/shanghai'

/** As stored in the file; a date only where the cell was formatted as one. */
export type Cell = string | number | boolean | null | { date: CalendarDate }

export interface SheetRow {
  /** As the spreadsheet shows it, from 1. Rows without any content are left out. */
  number: number
  cells: readonly Cell[]
}

/** Merged cells: rows as the spreadsheet counts them, columns from 0, both ends included. */
export interface Merge {
  top: number
  bottom: number
  left: number
  right: number
}

export interface Sheet {
  name: string
  isHidden: boolean
  rows: readonly SheetRow[]
  merges: readonly Merge[]
}

// What `text` of the schema refuses as well: no row may hold it.
// eslint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFEFF\u200B-\u200D\u2060]|\p{Surrogate}/gu

/** Full-width digits, letters and the signs of numbers and dates to half-width; Chinese punctuation stays. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ＋－．／＃＊＝＠～]/g, (char) =>
      String.fromCharCode(char.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u3000\u00A0]/g, ' ')
}

/** What a person sees in the cell, in half-width, without spaces at the ends. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return ''
  if (typeof cell === 'number')
    return Number.isInteger(cell) && Math.abs(cell) < 1e21 ? cell.toFixed(0) : String(cell)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  if (typeof cell === 'object') return cell.date
  return toHalfWidth(cell).replace(unwritable, '').replace(/\r\n?/g, '\n').trim()
}

/** Words with which people fill a cell that has nothing in it. */
const nothing = new Set([
  '无',
  '没有',
  '暂无',
  '空',
  '不详',
  '未知',
  '/',
  '\\',
  '-',
  '--',
  '—',
  '——',
  '0',
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#NAME?',
  '#DIV/0!',
  '#NULL!',
  '#NUM!',
  'N/A',
  'null',
  'NULL',
])
export const isNothing = (text: string): boolean => text === '' || nothing.has(text)

/** Cells filled by one merge at most: a village's name beside its 3,000 rows is ordinary, a whole sheet is not. */
const maxMergedCells = 20_000
const maxFilledCells = 400_000

/**
 * The rows with what a merged cell shows in each cell that it covers, so that a head's name beside five members stands
 * in five rows. Merges over rows or columns that are not there cost nothing.
 */
export function fillMerges({ rows, merges }: Pick<Sheet, 'rows' | 'merges'>): SheetRow[] {
  const cells = new Map(rows.map((row) => [row.number, [...row.cells]]))
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  let left = maxFilledCells
  for (const merge of merges) {
    const shown = cells.get(merge.top)?.[merge.left] ?? null
    const right = Math.min(merge.right, width - 1)
    const size = (merge.bottom - merge.top + 1) * (right - merge.left + 1)
    if (shown === null || shown === '' || size < 2 || size > maxMergedCells) continue
    left -= size
    if (left < 0) break
    for (let number = merge.top; number <= merge.bottom; number++) {
      const row = cells.get(number)
      if (!row) continue
      for (let column = merge.left; column <= right; column++) {
        while (row.length <= column) row.push(null)
        if (row[column] === null || row[column] === '') row[column] = shown
      }
    }
  }
  return rows.map((row) => ({ number: row.number, cells: cells.get(row.number) ?? [] }))
}
