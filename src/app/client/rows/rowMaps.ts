/**
 * Confirmed rows in memory, filled from the device store and from pages: the one truth for all composables. A row may
 * lie in several scopes and is there as long as one of them holds it; shown is the newest version held. Each scope's
 * checksum is kept from the lines that were really held, never copied from the server (docs/incidents.md I18).
 */
import { relationKey } from '../../../domain/command/judge'
import {
  isRowKind,
  referencesOf,
  rowKey,
  type AnyRow,
  type Relation,
  type Row,
  type RowKind,
} from '../../../domain/rows'
import { addLine, emptySum, formatSum, subtractLine, type Sum } from '../../../sync/checksum'
import { lineToRow, parseLine, rowLine, type ParsedLine } from '../../../sync/line'

interface Entry {
  row: AnyRow
  /** How many scopes hold it. */
  holders: number
}

interface ScopeRows {
  sum: Sum
  /** Line held of each row: its version, and the line itself only when it differs from the visible row's. */
  held: Map<string, { version: number; line: string | null }>
}

export class RowMaps {
  private readonly entries = new Map<RowKind, Map<string, Entry>>()
  private readonly relations = new Map<string, Set<string>>()
  private readonly scopes = new Map<string, ScopeRows>()

  get<K extends RowKind>(kind: K, id: string): Row<K> | undefined {
    return this.entries.get(kind)?.get(id)?.row as Row<K> | undefined
  }

  *all<K extends RowKind>(kind: K): Iterable<Row<K>> {
    for (const entry of this.entries.get(kind)?.values() ?? []) yield entry.row as Row<K>
  }

  count(kind: RowKind): number {
    return this.entries.get(kind)?.size ?? 0
  }

  /** Ids of the rows of the relation's kind that point to the target. */
  relatedIds(relation: Relation, target: string): ReadonlySet<string> {
    return this.relations.get(relationKey({ relation, target })) ?? noIds
  }

  scopeSum(scope: string): string {
    return formatSum(this.scopes.get(scope)?.sum ?? emptySum)
  }

  scopeCount(scope: string): number {
    return this.scopes.get(scope)?.held.size ?? 0
  }

  /** Lines as held of a scope, for folding deltas into segments. */
  *scopeLines(scope: string): Iterable<{ kind: string; line: string; version: number }> {
    for (const [key, held] of this.scopes.get(scope)?.held ?? []) {
      const [kind, id] = splitKey(key)
      const line = held.line ?? this.lineOf(kind, id)
      if (line !== undefined) yield { kind, line, version: held.version }
    }
  }

  /**
   * Takes a line of a scope; an older or equal version than the one held is ignored, so lines may come twice. A line of
   * a kind that only a newer build shows is kept and counted for it. Returns the key of the row if anything that is
   * shown changed. Throws on a line that is none (the page is broken) before anything is changed.
   */
  apply(scope: string, line: string): { kind: RowKind; id: string } | undefined {
    const parsed = readLine(line)
    const { kind, id, version, json } = parsed
    const rows = this.scopeRows(scope)
    const key = `${kind}:${id}`
    const held = rows.held.get(key)
    if ((held && held.version >= version) || (!held && json === null)) return undefined
    if (held) rows.sum = subtractLine(rows.sum, held.line ?? this.lineOf(kind, id) ?? '')
    if (json !== null) rows.sum = addLine(rows.sum, line)
    if (!parsed.row) {
      if (json === null) rows.held.delete(key)
      else rows.held.set(key, { version, line })
      return isRowKind(kind) && held ? this.release(rows, kind, id) : undefined
    }
    this.hold(scope, parsed.row, line, held === undefined)
    return { kind: parsed.row.kind, id }
  }

  /** Removes a scope; rows held by no other scope go. Returns the kinds touched. */
  dropScope(scope: string): Set<RowKind> {
    const kinds = new Set<RowKind>()
    const rows = this.scopes.get(scope)
    this.scopes.delete(scope)
    for (const key of rows?.held.keys() ?? []) {
      const [kind, id] = splitKey(key)
      if (!isRowKind(kind)) continue
      kinds.add(kind)
      this.release(undefined, kind, id)
    }
    return kinds
  }

  private hold(scope: string, row: AnyRow, line: string, isNew: boolean): void {
    const kind = row.kind
    const rows = this.scopeRows(scope)
    const key = rowKey(kind, row.id)
    const byId = this.entries.get(kind) ?? new Map<string, Entry>()
    this.entries.set(kind, byId)
    const entry = byId.get(row.id)
    if (!entry || entry.row.version < row.version) {
      if (entry) {
        this.keepOldLines(key, entry.row)
        this.unlink(entry.row)
      }
      byId.set(row.id, { row, holders: (entry?.holders ?? 0) + (isNew ? 1 : 0) })
      this.link(row)
    } else if (isNew) {
      entry.holders += 1
    }
    const visible = byId.get(row.id)?.row.version === row.version
    rows.held.set(key, { version: row.version, line: visible ? null : line })
  }

  /** Before the visible row moves on: scopes that still hold this version remember their line. */
  private keepOldLines(key: string, row: AnyRow): void {
    let line: string | undefined
    for (const rows of this.scopes.values()) {
      const held = rows.held.get(key)
      if (held?.version === row.version && held.line === null) held.line = line ??= rowLine(row)
    }
  }

  private lineOf(kind: string, id: string): string | undefined {
    const row = isRowKind(kind) ? this.get(kind, id) : undefined
    return row && rowLine(row as AnyRow)
  }

  /** A scope let go of a row: it goes with the last of them, else the newest version that the others hold is shown. */
  private release(from: ScopeRows | undefined, kind: RowKind, id: string): { kind: RowKind; id: string } {
    const key = rowKey(kind, id)
    from?.held.delete(key)
    const entry = this.entries.get(kind)?.get(id)
    if (!entry) return { kind, id }
    entry.holders -= 1
    if (entry.holders === 0) {
      this.unlink(entry.row)
      this.entries.get(kind)?.delete(id)
      return { kind, id }
    }
    const left = [...this.scopes.values()].flatMap((rows) => rows.held.get(key) ?? [])
    const newest = left.reduce((best, held) => (held.version > best.version ? held : best))
    if (newest.line !== null) {
      this.unlink(entry.row)
      entry.row = readLine(newest.line).row ?? entry.row
      this.link(entry.row)
      for (const held of left) if (held.version === newest.version) held.line = null
    }
    return { kind, id }
  }

  private link(row: AnyRow): void {
    for (const key of relationKeysOf(row)) {
      const ids = this.relations.get(key) ?? new Set<string>()
      ids.add(row.id)
      this.relations.set(key, ids)
    }
  }

  private unlink(row: AnyRow): void {
    for (const key of relationKeysOf(row)) this.relations.get(key)?.delete(row.id)
  }

  private scopeRows(scope: string): ScopeRows {
    const rows = this.scopes.get(scope) ?? { sum: emptySum, held: new Map() }
    this.scopes.set(scope, rows)
    return rows
  }
}

const noIds: ReadonlySet<string> = new Set()

export const relationKeysOf = (row: AnyRow): string[] =>
  referencesOf(row.kind, row.data).map(([field, target]) =>
    relationKey({ relation: `${row.kind}.${field}` as Relation, target }),
  )

/** A line with its row, where this build knows the kind. Throws on a line that is none. */
export function readLine(line: string): ParsedLine & { row: AnyRow | undefined } {
  const parsed = parseLine(line)
  if (!parsed) throw new Error('a broken line in a page')
  const { kind, json } = parsed
  const row = json !== null && isRowKind(kind) ? lineToRow(kind, parsed) : undefined
  const data: unknown = row?.data
  if (row && (typeof data !== 'object' || data === null)) throw new Error('a line without a row')
  return { ...parsed, row }
}

function splitKey(key: string): [kind: string, id: string] {
  const at = key.indexOf(':')
  return [key.slice(0, at), key.slice(at + 1)]
}
