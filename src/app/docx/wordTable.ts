/** A table with borders on all sides, its head on each page, no row torn by the end of one. */
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { carriedText } from '../xlsx/xmlText'
import type { TableBlock } from './blocks'
import { fontsOf, pt, widthOf } from './measures'

/** `widthTwips`: of the page between its margins. */
export function tableOf(
  { caption, head, rows, shares, totals = false, namesAtLeft = false }: TableBlock,
  widthTwips: number,
): (Paragraph | Table)[] {
  const columnWidths = shares ? widthsOf(shares, widthTwips) : fittingWidths(head, rows, widthTwips)
  const isCentred = head.map((_, at) => !(namesAtLeft && at === 0) && rows.every((row) => isShort(row[at])))
  const table = new Table({
    width: { size: widthTwips, type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    margins: { top: 40, bottom: 40, left: cellMargin, right: cellMargin },
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: [
      tableRow(head, columnWidths, { isHead: true, isBold: true, isCentred }),
      ...rows.map((row, at) =>
        tableRow(row, columnWidths, {
          isHead: false,
          isBold: totals && at === rows.length - 1,
          isCentred,
          // Sums do not begin a page.
          keepNext: totals && at === rows.length - 2,
        }),
      ),
    ],
  })
  // Two tables without a paragraph between them are one to Word.
  return [...(caption === undefined ? [] : [captionOf(caption)]), table, new Paragraph({ children: [] })]
}

const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
/** 小四: what fits a row of six columns and is still read on paper. */
const cellPt = 12
const cellMargin = 80

const captionOf = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: pt(10).twips, after: pt(6).twips },
    keepNext: true,
    children: [new TextRun({ text: carriedText(text), font: fontsOf('黑体'), size: pt(14).half })],
  })

interface RowLook {
  isHead: boolean
  isBold: boolean
  /** By column. */
  isCentred: readonly boolean[]
  keepNext?: boolean
}

function tableRow(
  cells: readonly (string | number)[],
  widths: readonly number[],
  { isHead, isBold, isCentred, keepNext = false }: RowLook,
): TableRow {
  return new TableRow({
    cantSplit: true,
    tableHeader: isHead,
    children: widths.map((size, at) => {
      const value = cells[at] ?? ''
      const isInTheMiddle = isHead || typeof value === 'number' || isCentred[at] === true
      return new TableCell({
        width: { size, type: WidthType.DXA },
        verticalAlign: VerticalAlignTable.CENTER,
        children: String(value)
          .split('\n')
          .map(
            (text) =>
              new Paragraph({
                alignment: isInTheMiddle ? AlignmentType.CENTER : AlignmentType.LEFT,
                keepNext,
                children: [
                  new TextRun({
                    text: carriedText(text),
                    font: fontsOf(isHead ? '黑体' : '仿宋'),
                    size: pt(cellPt).half,
                    // 黑体 is heavy enough by itself.
                    bold: isBold && !isHead,
                  }),
                ],
              }),
          ),
      })
    }),
  })
}

/** A column of names and states stands in the middle of its cells; one with sentences begins at its left. */
const shortText = 8
const isShort = (value: string | number = ''): boolean =>
  typeof value === 'number' || value.length <= shortText

/** Letters of a column that is as wide as what stands in it; the others share what is left. */
const narrow = 6
/** Of a column of sentences: less is no column, more takes it from its neighbour. */
const [leastOfWide, mostOfWide] = [8, 24]

/** So that numbers and names stand in a line of their own, and sentences have the room. */
function fittingWidths(head: readonly string[], rows: TableBlock['rows'], whole: number): number[] {
  const needs = head.map((title, at) => {
    const cells = rows.flatMap((row) => String(row[at] ?? '').split('\n')).map(widthOf)
    const named = widthOf(title)
    // A long name of a column takes two lines.
    return Math.max(2, named <= 3 ? named : Math.ceil(named / 2), ...cells)
  })
  const twipsOf = (letters: number): number => Math.ceil(pt(letters * cellPt).twips) + 2 * cellMargin + 40
  const capped = needs.map((need) => Math.min(need, mostOfWide))
  const isWide = (need: number): boolean => need > narrow
  const wide = capped.filter(isWide)
  const rest = whole - sumOf(capped.map((need) => (isWide(need) ? 0 : twipsOf(need))))
  const fits = wide.length > 0 && rest >= wide.length * twipsOf(leastOfWide)
  const letterTwips = rest / sumOf(wide)
  return widthsOf(
    fits ? capped.map((need) => (isWide(need) ? need * letterTwips : twipsOf(need))) : capped,
    whole,
  )
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** Together exactly the whole: what rounding leaves goes to the last. */
function widthsOf(shares: readonly number[], whole: number): number[] {
  const sum = sumOf(shares) || 1
  const widths = shares.map((share) => Math.floor((share / sum) * whole))
  const rest = whole - sumOf(widths)
  return widths.map((width, at) => (at === widths.length - 1 ? width + rest : width))
}
