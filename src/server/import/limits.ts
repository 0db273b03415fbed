import { maxImportFileBytes, type FileProblemCode } from '../../sync/registerImport'

/**
 * What a file may cost before it is refused. A zone of 10,000 households with 40,000 people in 25 columns stays below
 * all of them; everything that a file can make the reader do is bounded by one of them.
 */
export const importLimits = {
  /** Of the file. */
  fileBytes: maxImportFileBytes,
  /** Parts of the zip; pictures in a register are parts too. */
  zipEntries: 5_000,
  /** Unpacked bytes of all parts that are read. 40,000 rows of 25 columns make 45 MB. */
  inflatedBytes: 96_000_000,
  /** Unpacked to packed, of a part above 1 MB. Sheets come to 10–40, a bomb to 1,000. */
  inflationRatio: 200,
  sheets: 60,
  /** Rows with anything in them, of all sheets. */
  rows: 60_000,
  /** Columns with anything in them. */
  columns: 200,
  /** Cells with anything in them. */
  cells: 1_200_000,
  /** UTF-16 units of all cells together: a shared text counts each time it is shown. */
  textUnits: 24_000_000,
  /** Of one cell; a spreadsheet itself holds no more than 32,767. */
  cellUnits: 32_767,
  merges: 100_000,
  /** Of a tag with its attributes; of nested tags. */
  tagUnits: 20_000,
  tagDepth: 64,
  /** Heap of the reading thread, MiB. */
  heapMiB: 160,
} as const

/** Longest that reading may take: what is within the limits takes a tenth of it on a desk's machine. */
export const readingTimeMs = (fileBytes: number): number => 8_000 + fileBytes / 1_000

export class FileProblem extends Error {
  readonly code: FileProblemCode
  readonly what: string

  constructor(code: FileProblemCode, what = '', options?: { cause?: unknown }) {
    super(`the file cannot be read: ${code} ${what}`.trim(), options)
    this.name = 'FileProblem'
    this.code = code
    this.what = what
  }
}
