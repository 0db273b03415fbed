/**
 * The list as it is shown, as a file for a spreadsheet. Nothing in it is ever computed: a resident's words may begin
 * with `=`. A confidential issue goes into the file only where that is asked for, by someone who holds it anyway.
 */
import type { Row } from '../../../domain/rows'
import { issueCell, type IssueCell, type IssueColumnKey, type IssueWords } from './issueColumns'

export interface IssueSheet {
  head: readonly string[]
  rows: readonly (readonly IssueCell[])[]
}

export interface SheetOptions {
  columns: readonly IssueColumnKey[]
  labels: Readonly<Record<IssueColumnKey, string>>
  words: IssueWords
  withConfidential: boolean
  /** Head and mark of a column of its own, where confidential ones are among them. */
  confidential: string
}

export const confidentialOf = (issues: readonly Row<'issue'>[]): Row<'issue'>[] =>
  issues.filter(({ data }) => data.confidential)

export function issueSheet(issues: readonly Row<'issue'>[], options: SheetOptions): IssueSheet {
  const { columns, labels, words, withConfidential, confidential } = options
  const taken = withConfidential ? issues : issues.filter(({ data }) => !data.confidential)
  const isMarked = taken.some(({ data }) => data.confidential)
  return {
    head: [...columns.map((column) => labels[column]), ...(isMarked ? [confidential] : [])],
    rows: taken.map((issue) => [
      ...columns.map((column) => issueCell(column, issue, words)),
      ...(isMarked ? [issue.data.confidential ? confidential : ''] : []),
    ]),
  }
}

/**
 * Spreadsheets compute a cell that begins like this, also in its full-width form and after what they trim; the
 * apostrophe makes it text (OWASP, CSV injection).
 */
const computed = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u

function csvCell(cell: IssueCell): string {
  if (typeof cell === 'number') return String(cell)
  const inert = computed.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** UTF-8 with its mark, without which Excel takes it for GBK; lines end as RFC 4180 says. */
export const csvOf = ({ head, rows }: IssueSheet): string =>
  `\uFEFF${[head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`

export const csvFile = (sheet: IssueSheet): Blob =>
  new Blob([csvOf(sheet)], { type: 'text/csv;charset=utf-8' })

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Characters of a column's width. */
const narrowest = 8
const widest = 50

export async function xlsxFile({ head, rows }: IssueSheet): Promise<Blob> {
  // Loaded when somebody asks: no phone needs it.
  const { default: writeXlsx } = await import('write-excel-file/universal')
  const cellOf = (value: IssueCell) =>
    typeof value === 'number' ? { value, type: Number } : { value, type: String, wrap: true }
  const widthOf = (at: number): number => {
    const longest = rows.slice(0, 200).reduce((most, row) => Math.max(most, widthOfText(row[at])), 0)
    return Math.min(widest, Math.max(narrowest, longest, widthOfText(head[at])) + 2)
  }
  const blob = await writeXlsx(
    [
      head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(cellOf)),
    ],
    { columns: head.map((_, at) => ({ width: widthOf(at) })), stickyRowsCount: 1 },
  ).toBlob()
  return new Blob([blob], { type: xlsxType })
}

/** A Chinese character is as wide as two letters. */
const widthOfText = (cell: IssueCell | undefined): number =>
  [...String(cell ?? '')].reduce((width, character) => width + (character > '\u2E7F' ? 2 : 1), 0)
