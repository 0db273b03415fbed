/** A plain table as a spreadsheet: bold head that stays, wrapped text, nothing ever computed. */
import type { CalendarDate } from '../../domain/time/shanghai'
import type { Style } from './cellStyles'
import type { SheetRow } from './sheetXml'
import { columnWidth, linesIn } from './textWidth'
import { xlsxBytes, xlsxType } from './workbook'

export interface PlainSheet {
  /** Name of the sheet and of the document. */
  name: string
  head: readonly string[]
  rows: readonly (readonly (string | number)[])[]
  createdOn: CalendarDate
}

const styles = {
  head: { bordered: true, wrap: true, bold: true, fill: 'F2F2F2', align: 'left' },
  text: { bordered: true, wrap: true, align: 'left' },
  number: { bordered: true, align: 'right' },
} as const satisfies Record<string, Style>
type StyleName = keyof typeof styles

const sizePt = 11
const lineHeightPt = 15
/** Digits. */
const narrowest = 8
const widest = 50

export function plainFile({ name, head, rows, createdOn }: PlainSheet): Blob {
  const widths = head.map((title, at) => {
    const texts = [title, ...rows.map((row) => String(row[at] ?? ''))]
    return columnWidth(texts, { min: narrowest, max: widest, maxLines: 12 })
  })
  const heightOf = (cells: readonly (string | number)[]): number =>
    lineHeightPt * Math.max(1, ...cells.map((cell, at) => linesIn(String(cell), widths[at] ?? widest)))
  const asRow = (cells: readonly (string | number)[], style: StyleName): SheetRow<StyleName> => ({
    cells: cells.map((value) => ({ value, style: typeof value === 'number' ? 'number' : style })),
    heightPt: heightOf(cells),
  })
  const bytes = xlsxBytes<StyleName>({
    title: name,
    author: '民情簿',
    createdOn,
    font: '宋体',
    fontSizePt: sizePt,
    styles,
    sheets: [
      {
        name,
        rows: [asRow(head, 'head'), ...rows.map((row) => asRow(row, 'text'))],
        merges: [],
        widths,
        frozenRows: 1,
        repeated: [1, 1],
        footer: { left: '', center: '&P / &N', right: '' },
      },
    ],
  })
  return new Blob([bytes], { type: xlsxType })
}
