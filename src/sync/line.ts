/**
 * A row as it travels, is hashed and is sealed: one line `kind id version json`, or `kind id version -` for a
 * tombstone. The JSON is canonical (no raw newline can stand in it), so the line is the row's canonical bytes: the
 * device hashes what it got without writing it again, and a block is simply lines.
 */
import type { AnyRow, RowKind } from '../domain/rows'
import { canonicalJson } from './canonical'

export interface ParsedLine {
  /** A kind that this program knows, or one that a newer server has: its line is kept and counted, and not shown. */
  kind: string
  id: string
  version: number
  /** Canonical JSON of the row's data; null for a tombstone (the row left this scope). */
  json: string | null
}

export const formatLine = (kind: string, id: string, version: number, json: string | null): string =>
  `${kind} ${id} ${version} ${json ?? '-'}`

export const rowLine = (row: AnyRow): string =>
  formatLine(row.kind, row.id, row.version, canonicalJson(row.data))

/** Undefined for a line that is none: the page is then broken and must be fetched again. */
export function parseLine(line: string): ParsedLine | undefined {
  const match = /^([a-zA-Z]+) ([^ ]+) (\d{1,16}) (.+)$/s.exec(line)
  if (!match) return undefined
  const [, kind = '', id = '', version = '', rest = ''] = match
  if (!Number.isSafeInteger(Number(version))) return undefined
  return { kind, id, version: Number(version), json: rest === '-' ? null : rest }
}

/** The row of a line of a known kind that carries one. Throws on broken JSON: callers treat the whole page as broken. */
export const lineToRow = (kind: RowKind, { id, version, json }: ParsedLine): AnyRow =>
  ({ kind, id, version, data: JSON.parse(json ?? 'null') as unknown }) as AnyRow
