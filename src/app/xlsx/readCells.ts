/**
 * The cells of a small table, from an .xlsx or a .csv, on this device: settings are kept at a desk without signal too.
 * Every cell as text, a date as the number that the program keeps for it. Large registers go to the server instead.
 */
import { strFromU8, unzipSync } from 'fflate'

export interface CellRow {
  /** As the program numbers it, from 1. */
  number: number
  cells: string[]
}

/** `old`: an .xls; `foreign`: no table at all; `broken`, `large`: it can't be read, or is more than a table of settings. */
export type CellsFailure = 'old' | 'foreign' | 'broken' | 'large'
export type CellsRead = { ok: true; rows: CellRow[] } | { ok: false; failure: CellsFailure }

const maxFileBytes = 5_000_000
/** Of one part, unpacked: a zip claims what it likes, so what is read is bounded as well. */
const maxPartBytes = 20_000_000
const maxRows = 20_000

export function readCells(file: Uint8Array): CellsRead {
  if (file.byteLength > maxFileBytes) return { ok: false, failure: 'large' }
  const begins = (...bytes: number[]): boolean => bytes.every((byte, at) => file[at] === byte)
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return { ok: false, failure: 'old' }
  try {
    const rows = begins(0x50, 0x4b, 3, 4) ? readXlsx(file) : readCsv(decoded(file))
    return rows.length > maxRows ? { ok: false, failure: 'large' } : { ok: true, rows }
  } catch (error) {
    return { ok: false, failure: error instanceof Foreign ? 'foreign' : 'broken' }
  }
}

class Foreign extends Error {}

function readXlsx(file: Uint8Array): CellRow[] {
  const wanted =
    /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/
  const parts = unzipSync(file, {
    filter: ({ name, originalSize }) => wanted.test(name) && originalSize <= maxPartBytes,
  })
  const part = (name: string): string => (parts[name] ? strFromU8(parts[name]) : '')
  const workbook = part('xl/workbook.xml')
  if (workbook === '') throw new Foreign()
  const shared = [
    ...part('xl/sharedStrings.xml').matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g),
  ].map(([, inner = '']) => textsIn(inner))
  return sheetRows(part(firstSheet(workbook, part('xl/_rels/workbook.xml.rels'))), shared)
}

/** Where the first sheet of the workbook lies; programs name the parts as they like. */
function firstSheet(workbook: string, relations: string): string {
  const id = /<(?:\w+:)?sheet\b[^>]*?\br:id="([^"]*)"/.exec(workbook)?.[1] ?? ''
  for (const [tag] of relations.matchAll(/<Relationship\b[^>]*>/g)) {
    if (attribute(tag, 'Id') !== id) continue
    const target = attribute(tag, 'Target') ?? ''
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`
  }
  return 'xl/worksheets/sheet1.xml'
}

function sheetRows(xml: string, shared: readonly string[]): CellRow[] {
  if (xml === '') throw new Foreign()
  const rows: CellRow[] = []
  for (const [, tag = '', inner = ''] of xml.matchAll(
    /<(?:\w+:)?row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g,
  )) {
    const number = Number(attribute(tag, 'r') ?? (rows.at(-1)?.number ?? 0) + 1)
    const cells: string[] = []
    for (const [, of = '', content = ''] of inner.matchAll(
      /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g,
    )) {
      const at = columnOf(attribute(of, 'r')) ?? cells.length
      while (cells.length < at) cells.push('')
      cells[at] = cellText(attribute(of, 't') ?? 'n', content, shared)
    }
    rows.push({ number, cells })
  }
  return rows.filter(isFilled)
}

function cellText(type: string, content: string, shared: readonly string[]): string {
  if (type === 'inlineStr') return textsIn(content)
  const value = unescaped(/<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/.exec(content)?.[1] ?? '')
  return type === 's' ? (shared[Number(value)] ?? '') : value
}

/** All runs of a text; how it is read aloud stands beside it in some files, and is no part of it. */
const textsIn = (xml: string): string =>
  [
    ...xml
      .replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '')
      .matchAll(/<(?:\w+:)?t\b[^>]*>([\s\S]*?)<\/(?:\w+:)?t>/g),
  ]
    .map(([, text = '']) => unescaped(text))
    .join('')

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string): string =>
  text
    .replace(
      /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,10}));/g,
      (whole, hex?: string, decimal?: string, name = '') => {
        const code = hex === undefined ? Number(decimal) : parseInt(hex, 16)
        return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : (named[String(name)] ?? whole)
      },
    )
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

/** `AB12` is 27; undefined for what is no address. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,2})\d+$/.exec(reference ?? '')?.[1]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** UTF-8 if it is valid as such; else as Excel and WPS save a .csv in China. */
function decoded(file: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(file)
      if (text.includes('\0')) throw new Foreign()
      return text
    } catch (error) {
      if (error instanceof Foreign) throw error
    }
  }
  throw new Foreign()
}

function readCsv(text: string): CellRow[] {
  const separator = text.includes('\t') && !text.includes(',') ? '\t' : ','
  const rows: CellRow[] = []
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  const end = (): void => {
    // What an export put before a text so that nothing computes it.
    cells.push(/^'[\s\uFEFF]*[=+\-@＝＋－＠]/u.test(cell) ? cell.slice(1) : cell)
    cell = ''
  }
  const endRow = (): void => {
    end()
    rows.push({ number: rows.length + 1, cells })
    cells = []
  }
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (isQuoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') cell += text[at++]
      else isQuoted = false
    } else if (char === '"' && cell === '') isQuoted = true
    else if (char === separator) end()
    else if (char === '\n') endRow()
    else if (char !== '\r') cell += char
  }
  if (cell !== '' || cells.length > 0) endRow()
  return rows.filter(isFilled)
}

const isFilled = ({ cells }: CellRow): boolean => cells.some((cell) => cell.trim() !== '')
