import { daysBetween, type CalendarDate } from '../../domain/time/shanghai'
import { styleIndexOf } from './cellStyles'
import { xmlText } from './xmlText'

export interface Cell<StyleName extends string> {
  /** A text is never computed, whatever it begins with. Null: only the style, as merged cells need it for their borders. */
  value: string | number | { date: CalendarDate } | null
  style: StyleName
}

export interface SheetRow<StyleName extends string> {
  cells: readonly (Cell<StyleName> | null)[]
  /** Always given: LibreOffice leaves a row without one as low as an empty one. It grows when somebody edits the row. */
  heightPt: number
}

export interface Sheet<StyleName extends string> {
  name: string
  rows: readonly SheetRow<StyleName>[]
  /** A1:C1 */
  merges: readonly string[]
  /** In digits of the workbook's font; one per column. */
  widths: readonly number[]
  /** Rows that stay when one scrolls. */
  frozenRows: number
  /** Rows at the head of every page, from 1. */
  repeated: readonly [from: number, to: number]
  /** `&P` is the page, `&N` their number. */
  footer: { left: string; center: string; right: string }
}

/** Excel's limit of a cell, in UTF-16 units; a longer text makes the whole file unreadable. */
const maxCellUnits = 32_767
/** Excel's tallest row. */
export const tallestPt = 409
/** Excel counts days from here. */
const dayZero = '1899-12-30'

/** A4 across, all columns on one page's width, as many pages as it takes. */
export function sheetXml<StyleName extends string>(
  { rows, merges, widths, frozenRows, footer }: Sheet<StyleName>,
  styles: readonly StyleName[],
  isFirst: boolean,
): string {
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  const below = `A${frozenRows + 1}`
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="A1:${columnName(widths.length - 1)}${rows.length}"/>`,
    `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ySplit="${frozenRows}" topLeftCell="${below}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="${below}" sqref="${below}"/></sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${columns.join('')}</cols>`,
    `<sheetData>${rows.map((row, at) => rowXml(row, at + 1, styles)).join('')}</sheetData>`,
    merges.length > 0
      ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : '',
    '<printOptions horizontalCentered="1"/>',
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    `<headerFooter><oddFooter>${xmlText(`&L${footer.left}&C${footer.center}&R${footer.right}`)}</oddFooter></headerFooter>`,
    '</worksheet>',
  ].join('')
}

function rowXml<StyleName extends string>(
  { cells, heightPt }: SheetRow<StyleName>,
  number: number,
  styles: readonly StyleName[],
): string {
  return `<row r="${number}" ht="${Math.min(heightPt, tallestPt)}">${cells
    .map((cell, at) => (cell ? cellXml(cell, `${columnName(at)}${number}`, styles) : ''))
    .join('')}</row>`
}

function cellXml<StyleName extends string>(
  { value, style }: Cell<StyleName>,
  ref: string,
  styles: readonly StyleName[],
): string {
  const isQuoted = typeof value === 'string' && looksComputed.test(value)
  const start = `<c r="${ref}" s="${styleIndexOf(styles.indexOf(style), styles.length, isQuoted)}"`
  if (value === null || value === '') return `${start}/>`
  if (typeof value === 'number') return `${start}><v>${value}</v></c>`
  if (typeof value === 'object') return `${start}><v>${daysBetween(dayZero, value.date)}</v></c>`
  return `${start} t="inlineStr"><is><t xml:space="preserve">${xmlText(literal(clipped(value)))}</t></is></c>`
}

/** Spreadsheets take these for the beginning of a formula, also full-width and after blanks (OWASP, CSV injection). */
const looksComputed = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u

const clipped = (text: string): string =>
  text.length > maxCellUnits ? `${text.slice(0, maxCellUnits - 1)}…` : text

/** `_x0041_` in a cell means the character of that number; whoever wrote it meant these seven characters. */
const literal = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

/** A, B … Z, AA. */
export const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
