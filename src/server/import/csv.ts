/** A .csv as Excel, WPS and databases write it in China: UTF-8 with or without its mark, GB18030, UTF-16 by "Unicode text". */
import Papa from 'papaparse'
import type { Sheet, SheetRow } from '../../domain/register/sheet'
import { FileProblem, importLimits } from './limits'

export type CsvEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** @throws FileProblem */
export function readCsv(file: Uint8Array, name: string): { sheet: Sheet; encoding: CsvEncoding } {
  const encoding = encodingOf(file)
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(file)
  } catch (cause) {
    throw new FileProblem('notASpreadsheet', '', { cause })
  }
  // Text has no such characters; a picture or a program does.
  if (text.includes('\0')) throw new FileProblem('notASpreadsheet')
  const rows: SheetRow[] = []
  let cells = 0
  let number = 0
  let problem: FileProblem | undefined
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    skipEmptyLines: false,
    // The fast way splits the whole text at once: two million lines before the first is looked at.
    fastMode: false,
    step({ data }, parser) {
      number += 1
      const filled = data.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0)
      if (filled === 0) return
      cells += filled
      const widest = data.findLastIndex((cell) => cell.trim() !== '') + 1
      if (widest > importLimits.columns) problem = new FileProblem('tooLarge', 'columns')
      else if (rows.length >= importLimits.rows) problem = new FileProblem('tooLarge', 'rows')
      else if (cells > importLimits.cells) problem = new FileProblem('tooLarge', 'cells')
      else if (data.some((cell) => cell.length > importLimits.cellUnits))
        problem = new FileProblem('broken', 'csv')
      if (problem) parser.abort()
      else rows.push({ number, cells: data.slice(0, widest).map(withoutGuard) })
    },
  })
  if (problem) throw problem
  return { sheet: { name, isHidden: false, rows, merges: [] }, encoding }
}

/** `="0722…"` is how a number is kept from becoming one in Excel; so is a leading apostrophe or tab. */
const withoutGuard = (cell: string): string =>
  /^="[^"]*"$/.exec(cell) ? cell.slice(2, -1) : cell.replace(/^['\t]/, '')

/** By its mark; else UTF-8 if it is valid as such: text in GB18030 practically never is. */
function encodingOf(file: Uint8Array): CsvEncoding {
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le'
  if (file[0] === 0xfe && file[1] === 0xff) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file)
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

/** The sign that divides the first lines most evenly; sentences in a title have commas of their own. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n?|\n/)
    .slice(0, 40)
    .filter((line) => line.trim() !== '')
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of [',', '\t', ';', '|', '，']) {
    const counts = new Map<number, number>()
    for (const line of lines) {
      const count = line.split(delimiter).length - 1
      if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1)
    }
    for (const [count, times] of counts) {
      const score = times * Math.min(count, 20)
      if (score > best.score) best = { delimiter, score }
    }
  }
  return best.delimiter
}
