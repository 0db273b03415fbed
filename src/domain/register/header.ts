/** Where the headings of a sheet stand: not always in the first row, and in two rows often enough. */
import { guessField, normaliseHeading } from './columns'
import type { RegisterField } from './fields'
import { textOf, type SheetRow } from './sheet'

export interface Header {
  /** Rows as the spreadsheet counts them; 0 and 0: the sheet has no headings. */
  from: number
  to: number
  /** By column; of several rows joined, each word once. */
  labels: string[]
  /** The place among the rows at which the register begins. */
  next: number
}

/** Titles, notes to the person filling it in and a date are above; more is no register. */
const searchedRows = 40
const mostHeaderRows = 3

export function findHeader(rows: readonly SheetRow[]): Header | undefined {
  let best: { header: Header; score: number } | undefined
  const last = Math.min(rows.length, searchedRows)
  for (let start = 0; start < last; start++) {
    for (let count = 1; count <= mostHeaderRows && start + count <= rows.length; count++) {
      const part = rows.slice(start, start + count)
      if (!part.every(looksLikeHeadings)) break
      const header = joined(part, start + count)
      const score = scoreOf(header.labels, part)
      if (score > 0 && (!best || score > best.score)) best = { header, score }
    }
  }
  return best?.header
}

/** The headings in these rows of the spreadsheet, as a person says. */
export function headerAt(rows: readonly SheetRow[], from: number, to: number): Header {
  const start = rows.findIndex((row) => row.number >= from)
  const after = rows.findIndex((row) => row.number > to)
  const next = after < 0 ? rows.length : after
  if (to === 0 || start < 0) return { from: 0, to: 0, labels: [], next: 0 }
  return { ...joined(rows.slice(start, next), next), from, to }
}

/** True for a row that says the headings again, as on each printed page. */
export function repeatsHeadings(row: SheetRow, labels: readonly string[]): boolean {
  let same = 0
  let filled = 0
  row.cells.forEach((cell, column) => {
    const text = normaliseHeading(textOf(cell))
    if (text === '') return
    filled += 1
    if (normaliseHeading(labels[column] ?? '').includes(text)) same += 1
  })
  return filled >= 2 && same >= filled * 0.8
}

function joined(part: readonly SheetRow[], next: number): Header {
  const width = part.reduce((most, row) => Math.max(most, row.cells.length), 0)
  const labels = Array.from({ length: width }, (_, column) => {
    const words: string[] = []
    for (const row of part) {
      const text = textOf(row.cells[column]).replace(/\s+/g, '')
      if (text !== '' && words.at(-1) !== text) words.push(text)
    }
    return words.join('').slice(0, 40)
  })
  return { from: part[0]?.number ?? 0, to: part.at(-1)?.number ?? 0, labels, next }
}

/** Words, not data: no long numbers, no dates, nothing as long as a remark. */
function looksLikeHeadings({ cells }: SheetRow): boolean {
  let words = 0
  for (const cell of cells) {
    if (cell === null || cell === '') continue
    if (typeof cell === 'object') return false
    const text = textOf(cell)
    if (/\d{5,}/.test(text) || text.length > 60) return false
    if (typeof cell === 'string' && !/^\d+$/.test(text)) words += 1
  }
  return words > 0
}

const names: ReadonlySet<RegisterField> = new Set<RegisterField>(['headName', 'memberName'])

/** Recognised headings, each meaning counted once; without a name's column it is no register. */
function scoreOf(labels: readonly string[], part: readonly SheetRow[]): number {
  const guesses = labels.map(guessField)
  const fields = new Set(guesses.flatMap(({ field, confidence }) => (confidence === 'none' ? [] : [field])))
  if (![...fields].some((field) => names.has(field))) return 0
  const known = guesses.filter(({ confidence }) => confidence !== 'none').length
  const sure = guesses.filter(({ confidence }) => confidence === 'sure').length
  const filled = labels.filter((label) => label !== '').length
  // One heading alone is believed where it can't be a word of the data, as 户主 is.
  if (known < 2 && !(filled >= 2 && labels.some((label) => /姓名/.test(label)))) return 0
  // A merged title in the row above is joined to every heading and makes them unknown; so does a row of data.
  const sheer = new Set(labels.filter((label) => label !== '')).size
  if (sheer < 2) return 0
  return (fields.size * 4 + known * 2 + sure) * (known / filled) - (part.length - 1) * 0.5
}
