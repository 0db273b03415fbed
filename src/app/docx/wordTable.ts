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
import { fontsOf, pt } from './measures'

/** `widthTwips`: of the page between its margins. */
export function tableOf(
  { caption, head, rows, shares, totals = false }: TableBlock,
  widthTwips: number,
): (Paragraph | Table)[] {
  const columnWidths = widthsOf(shares ?? sharesOf(head, rows), widthTwips)
  const table = new Table({
    width: { size: widthTwips, type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: [
      tableRow(head, columnWidths, { isHead: true, isBold: true }),
      ...rows.map((row, at) =>
        tableRow(row, columnWidths, { isHead: false, isBold: totals && at === rows.length - 1 }),
      ),
    ],
  })
  // Two tables without a paragraph between them are one to Word.
  return [...(caption === undefined ? [] : [captionOf(caption)]), table, new Paragraph({ children: [] })]
}

const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
/** 小四: what fits a row of six columns and is still read on paper. */
const cellPt = 12

const captionOf = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: pt(10).twips, after: pt(6).twips },
    keepNext: true,
    children: [new TextRun({ text: carriedText(text), font: fontsOf('黑体'), size: pt(14).half })],
  })

function tableRow(
  cells: readonly (string | number)[],
  widths: readonly number[],
  { isHead, isBold }: { isHead: boolean; isBold: boolean },
): TableRow {
  return new TableRow({
    cantSplit: true,
    tableHeader: isHead,
    children: widths.map((size, at) => {
      const value = cells[at] ?? ''
      const isCentred = isHead || typeof value === 'number' || value.length <= shortText
      return new TableCell({
        width: { size, type: WidthType.DXA },
        verticalAlign: VerticalAlignTable.CENTER,
        children: String(value)
          .split('\n')
          .map(
            (text) =>
              new Paragraph({
                alignment: isCentred ? AlignmentType.CENTER : AlignmentType.LEFT,
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

/** Names and states stand in the middle of their cell, sentences begin at its left. */
const shortText = 8

/** By the longest text of each column, within bounds, so that a column of figures leaves its room to one of sentences. */
function sharesOf(head: readonly string[], rows: TableBlock['rows']): number[] {
  return head.map((title, at) => {
    const longest = Math.max(...rows.map((row) => String(row[at] ?? '').length), 0)
    return Math.min(24, Math.max(title.length, longest, 3))
  })
}

/** Together exactly the whole: what rounding leaves goes to the last. */
function widthsOf(shares: readonly number[], whole: number): number[] {
  const sum = shares.reduce((total, share) => total + share, 0) || 1
  const widths = shares.map((share) => Math.floor((share / sum) * whole))
  const rest = whole - widths.reduce((total, width) => total + width, 0)
  return widths.map((width, at) => (at === widths.length - 1 ? width + rest : width))
}
