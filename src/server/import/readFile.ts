/** What sort of file it is, by its first bytes rather than by its name. */
import type { Sheet } from '../../domain/register/sheet'
import { readCsv, type CsvEncoding } from './csv'
import { FileProblem, importLimits } from './limits'
import { readXlsx } from './xlsx'

export interface ReadFile {
  format: 'xlsx' | 'csv'
  encoding: CsvEncoding | null
  sheets: Sheet[]
}

const begins = (file: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => file[index] === byte)
const zipMark = [0x50, 0x4b, 0x03, 0x04]
const emptyZipMark = [0x50, 0x4b, 0x05, 0x06]
/** Compound files: .xls, and .xlsx under a password. */
const compoundMark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const bifMark = [0x09, 0x08]
const foreignMarks = [
  [0x25, 0x50, 0x44, 0x46],
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
]

/** @throws FileProblem */
export async function readFile(file: Uint8Array, fileName: string): Promise<ReadFile> {
  if (file.byteLength === 0) throw new FileProblem('empty')
  if (file.byteLength > importLimits.fileBytes) throw new FileProblem('tooLarge', 'fileBytes')
  if (begins(file, emptyZipMark)) throw new FileProblem('notASpreadsheet')
  if (begins(file, compoundMark)) throw new FileProblem(hasEncryptedPackage(file) ? 'encrypted' : 'oldExcel')
  if (begins(file, bifMark)) throw new FileProblem('oldExcel')
  if (foreignMarks.some((mark) => begins(file, mark))) throw new FileProblem('notASpreadsheet')
  const read: ReadFile = begins(file, zipMark)
    ? { format: 'xlsx', encoding: null, sheets: await readXlsx(file) }
    : readText(file, fileName)
  if (read.sheets.every(({ rows }) => rows.length === 0)) throw new FileProblem('empty')
  return read
}

function readText(file: Uint8Array, fileName: string): ReadFile {
  const head = new TextDecoder('latin1').decode(file.subarray(0, 500)).trimStart().toLowerCase()
  // A page or a "table" saved under another name: .xls of this sort is HTML or XML within.
  if (/^(?:\W{0,3})<(?:!doctype|html|\?xml|table|meta)/.test(head)) throw new FileProblem('oldExcel')
  const { sheet, encoding } = readCsv(file, fileName.replace(/\.[^.]*$/, '').slice(0, 60) || 'CSV')
  return { format: 'csv', encoding, sheets: [sheet] }
}

/** "EncryptedPackage" in UTF-16, as the directory of a compound file writes names. */
function hasEncryptedPackage(file: Uint8Array): boolean {
  return Buffer.from(file.buffer, file.byteOffset, file.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
}
