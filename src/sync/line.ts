/**
 * A row as it travels, is hashed and is sealed: one line `kind id version json`, or `kind id version -` for a
 * tombstone. The JSON is canonical (no raw newline can stand in it), so the line is the row's canonical bytes: the
 * device hashes what it got without writing it again, and a block is simply lines.
 */
import { isRowKind, type AnyRow, type RowKind } from '../domain/rows'
import { canonicalJson } from './canonical'

export interface ParsedLine {
  kind: RowKind
  id: string
  version: number
  /** Canonical JSON of the row's data; null for a tombstone (the row left this scope). */
  json: string | null
}

export const formatLine = (kind: RowKind, id: string, version: number, json: string | null): string =>
  `${kind} ${id} ${version} ${json ?? '-'}`

export const rowLine = (row: AnyRow): string => formatLine(row.kind, row.id, row.version, canonicalJson(row.data))

/** Undefined for a line that is none: the page is then broken and must be fetched again. */
export function parseLine(line: string): ParsedLine | undefined {
  const first = line.indexOf(' ')
  const second = line.indexOf(' ', first + 1)
  const third = line.indexOf(' ', second + 1)
  if (first < 1 || second < 0 || third < 0) return undefined
  const kind = line.slice(0, first)
  const version = Number(line.slice(second + 1, third))
  const rest = line.slice(third + 1)
  if (!isRowKind(kind) || !Number.isSafeInteger(version) || rest === '') return undefined
  return { kind, id: line.slice(first + 1, second), version, json: rest === '-' ? null : rest }
}

/** The row of a line that carries one. Throws on broken JSON: callers treat the whole page as broken. */
export const lineToRow = ({ kind, id, version, json }: ParsedLine): AnyRow =>
  ({ kind, id, version, data: JSON.parse(json ?? 'null') }) as AnyRow
