/** What a Word file is made of, in the order in which it is read. Widths, typefaces and sizes are `wordFile.ts`'s. */
import type { CalendarDate } from '../../domain/time/shanghai'

export interface WordDocument {
  title: string
  /** How the title begins (the zone): in a line of its own where the whole would be broken in two anywhere. */
  titleBegins?: string
  /** Centred below the title: who it is from, and for when. */
  subtitle?: string
  author: string
  /** Stands in the file instead of the moment of its making. */
  createdOn: CalendarDate
  blocks: readonly Block[]
}

export type Block = HeadingBlock | ParagraphBlock | TableBlock

/** 一、 of level 1, （一） of level 2; the numbers are written by whoever makes the block. */
export interface HeadingBlock {
  kind: 'heading'
  text: string
  level?: 1 | 2
}

/** A line break in `text` begins a new paragraph of the same look. */
export interface ParagraphBlock {
  kind: 'paragraph'
  text: string
  /** `body` (the usual one) begins two characters in; `right` is for who signs and when. */
  look?: 'body' | 'flush' | 'centred' | 'right'
  bold?: boolean
}

export interface TableBlock {
  kind: 'table'
  /** Bold and centred above the table. */
  caption?: string
  /** Repeated on each page. */
  head: readonly string[]
  rows: readonly (readonly (string | number)[])[]
  /** Shares of the width, one a column; worked out from the texts where not given. */
  shares?: readonly number[]
  /** The first column begins at its left however short its words, where tables of one kind follow each other. */
  namesAtLeft?: boolean
  /** On pages that lie across, for tables of many columns. */
  across?: boolean
  /** Last row in bold, for sums. */
  totals?: boolean
}
