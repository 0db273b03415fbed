/**
 * The list as it is shown, as a file for a spreadsheet. Nothing in it is ever computed: a resident's words may begin
 * with `=`. A confidential issue goes into the file only where that is asked for, by someone who holds it anyway.
 */
import type { Row } from '../../../domain/rows'
import type { CalendarDate } from '../../../domain/time/shanghai'
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

/** As a spreadsheet; `createdOn` stands in the file. */
export async function xlsxFile(
  { head, rows }: IssueSheet,
  name: string,
  createdOn: CalendarDate,
): Promise<Blob> {
  // Loaded when somebody asks: no phone needs it.
  const { plainFile } = await import('../../xlsx/plainSheet')
  return plainFile({ name, head, rows, createdOn })
}
