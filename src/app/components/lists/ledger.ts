/**
 * 台账 of a frozen edition: its three lists as a workbook, as offices file and print them. Made of nothing but what was
 * frozen, so that the same edition gives the same file years later; the zone's name alone is as it is now.
 */
import { contentOfEdition, type EditionContent } from '../../../domain/edition/content'
import type { EditionList } from '../../../domain/edition/rows'
import type { Row } from '../../../domain/rows'
import { columnName, tallestPt, type Cell, type Sheet, type SheetRow } from '../../xlsx/sheetXml'
import { columnWidth, linesIn } from '../../xlsx/textWidth'
import { xlsxBytes, xlsxType, type Workbook } from '../../xlsx/workbook'
import { columnWidths, ledgerCell, ledgerColumns } from './ledgerColumns'
import { ledgerFont, ledgerSizePt, ledgerStyles, type LedgerStyle } from './ledgerStyles'
import { ledgerStateOf } from './ledgerState'
import { dateText, ledgerWords, listName, monthText } from './ledgerWords'

export interface LedgerOf {
  edition: Row<'edition'>
  items: Iterable<Row<'editionItem'>>
  /** Name of the zone (园区). */
  zone: string
}

/** 曾都经开区2026年11月清单台账.xlsx */
export function ledgerName({ edition, zone }: Pick<LedgerOf, 'edition' | 'zone'>): string {
  const { month, number, correctsId } = edition.data
  const which = correctsId === null || number === null ? '' : `（${number}）`
  // What Windows takes in no file name.
  return `${zone}${monthText(month)}${ledgerWords.file}${which}.xlsx`.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
}

export const ledgerFile = (of: LedgerOf): Blob =>
  new Blob([xlsxBytes(ledgerWorkbook(of))], { type: xlsxType })

/** @throws Error for an edition that is not frozen by the server (`ledgerState.ts`). */
export function ledgerWorkbook({ edition, items, zone }: LedgerOf): Workbook<LedgerStyle> {
  const { frozenOn, hash } = edition.data
  if (ledgerStateOf(edition.data) !== 'ready' || frozenOn === null || hash === null)
    throw new Error('a ledger needs a frozen edition')
  const content = contentOfEdition(edition.data, items)
  const { month, sections } = content.head
  return {
    title: `${zone}${monthText(month)}${ledgerWords.file}`,
    author: `${zone}${ledgerWords.office}`,
    createdOn: frozenOn,
    font: ledgerFont,
    fontSizePt: ledgerSizePt,
    styles: ledgerStyles,
    sheets: sections.map((list) => ledgerSheet(content, list, { zone, hash })),
  }
}

/** Title, line below it, two lines of the table's head. */
const [titleRow, lineRow, groupRow, headRow] = [1, 2, 3, 4]

function ledgerSheet(
  { head, lists }: EditionContent,
  list: EditionList,
  { zone, hash }: { zone: string; hash: string },
): Sheet<LedgerStyle> {
  const runs = ledgerColumns[list]
  const columns = runs.flatMap((run) => run.columns)
  const lines = lists[list].map(({ line, decision }) =>
    columns.map((column) => ledgerCell(column, { line, decision, list, month: head.month })),
  )
  const widths = columns.map((column, at) =>
    columnWidth(
      lines.map((cells) => textOf(cells[at])),
      { ...columnWidths[column], maxLines: (tallestPt - rowPaddingPt) / linePt },
    ),
  )
  const merges: string[] = []
  const merge = (row: number, from: number, to: number, rows = 1): void => {
    if (to > from || rows > 1) merges.push(`${columnName(from)}${row}:${columnName(to)}${row + rows - 1}`)
  }
  /** One text over some columns; the cells behind it keep its style for their borders. */
  const spread = (value: string, style: LedgerStyle, count: number): Cell<LedgerStyle>[] =>
    Array.from({ length: count }, (_, at) => ({ value: at === 0 ? value : null, style }))
  const wide = (value: string, style: LedgerStyle, row: number, heightPt: number): SheetRow<LedgerStyle> => {
    merge(row, 0, columns.length - 1)
    return { cells: spread(value, style, columns.length), heightPt }
  }

  const rows: SheetRow<LedgerStyle>[] = [
    wide(`${zone}${monthText(head.month)}${listName(list)}`, 'title', titleRow, 36),
  ]
  const left = Math.floor(columns.length / 2)
  merge(lineRow, 0, left - 1)
  merge(lineRow, left, columns.length - 1)
  rows.push({
    cells: [
      ...spread(`${ledgerWords.filledBy}：${zone}${ledgerWords.office}`, 'left', left),
      ...spread(editionLine(head), 'right', columns.length - left),
    ],
    heightPt: 22,
  })

  const groups: Cell<LedgerStyle>[] = []
  const heads: Cell<LedgerStyle>[] = []
  for (const { group, columns: under } of runs) {
    if (group) merge(groupRow, groups.length, groups.length + under.length - 1)
    else under.forEach((_, at) => merge(groupRow, groups.length + at, groups.length + at, 2))
    under.forEach((column, at) => {
      const name = ledgerWords.column[column]
      groups.push({
        value: group ? (at === 0 ? ledgerWords.group[group] : null) : name,
        style: 'head',
      })
      heads.push({ value: group ? name : null, style: 'head' })
    })
  }
  rows.push({ cells: groups, heightPt: 22 }, { cells: heads, heightPt: 22 })

  rows.push(...lines.map((cells) => ({ cells, heightPt: heightOf(cells, widths) })))
  if (lines.length === 0) rows.push(wide(ledgerWords.nothing, 'nothing', rows.length + 1, 28))
  const total = widths.reduce((sum, width) => sum + width, 0)
  for (const note of notesOf(head, list))
    rows.push(wide(note, 'note', rows.length + 1, linesIn(note, total) * linePt + rowPaddingPt))
  return {
    name: listName(list),
    rows,
    merges,
    widths,
    frozenRows: headRow,
    repeated: [groupRow, headRow],
    footer: {
      left: `${ledgerWords.number} ${head.number ?? ''}`,
      center: ledgerWords.page,
      right: `${ledgerWords.hash} ${hash.slice(0, 12)}`,
    },
  }
}

/** 编号：2026-11 研判日期：2026年11月4日 定稿日期：2026年11月5日 */
const editionLine = ({ number, heldOn, frozenOn }: EditionContent['head']): string =>
  [
    `${ledgerWords.number}：${number ?? ''}`,
    `${ledgerWords.heldOn}：${dateText(heldOn)}`,
    `${ledgerWords.frozenOn}：${frozenOn === null ? '' : dateText(frozenOn)}`,
  ].join('\u3000')

/** Below the table. */
function notesOf(head: EditionContent['head'], list: EditionList): string[] {
  const remark = head[`${list}Remark`]
  return [
    ...(remark ? [`${ledgerWords.remark}：${remark}`] : []),
    ...(head.reason ? [`${ledgerWords.corrects}：${head.reason}`] : []),
  ]
}

/** 10 pt of 宋体 takes 12 pt a line, of other typefaces that stand in for it up to 14.5. */
const linePt = 14.5
const rowPaddingPt = 8
/** A line of a table one signs on; closer ones are hard to follow with a finger. */
const lowestPt = 28

const heightOf = (cells: readonly Cell<LedgerStyle>[], widths: readonly number[]): number =>
  Math.max(
    lowestPt,
    ...cells.map((cell, at) => linesIn(textOf(cell), widths[at] ?? 0) * linePt + rowPaddingPt),
  )

/** As it is shown; a date fits its column always. */
const textOf = (cell: Cell<LedgerStyle> | undefined): string =>
  typeof cell?.value === 'string' || typeof cell?.value === 'number' ? String(cell.value) : ''
