/**
 * Confirmed rows in memory, filled from the device store and from pages: the one truth for all composables. A row may
 * lie in several scopes and is there as long as one of them holds it. Each scope's checksum is kept from the lines
 * that were really held, never copied from the server (reliability.md I18).
 */
import { relationKey } from '../../../domain/command/judge'
import { isRowKind, referencesOf, rowKey, type AnyRow, type Relation, type Row, type RowKind } from '../../../domain/rows'
import { addLine, emptySum, formatSum, subtractLine, type Sum } from '../../../sync/checksum'
import { lineToRow, parseLine, rowLine } from '../../../sync/line'

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
  *scopeLines(scope: string): Iterable<{ kind: RowKind; line: string; version: number }> {
    for (const [key, held] of this.scopes.get(scope)?.held ?? []) {
      const [kind, id] = splitKey(key)
      const row = this.get(kind, id)
      if (row) yield { kind, line: held.line ?? rowLine(row as AnyRow), version: held.version }
    }
  }

  /**
   * Takes a line of a scope; an older or equal version than the one held is ignored, so lines may come twice.
   * Returns the key of the row if anything changed. Throws on a line that is none: the page is broken.
   */
  apply(scope: string, line: string): { kind: RowKind; id: string } | undefined {
    const parsed = parseLine(line)
    if (!parsed) throw new Error('a broken line in a page')
    const { kind, id, version } = parsed
    const rows = this.scopeRows(scope)
    const key = rowKey(kind, id)
    const held = rows.held.get(key)
    if (held && held.version >= version) return undefined
    if (held) {
      const before = held.line ?? this.lineOf(kind, id)
      if (before !== undefined) rows.sum = subtractLine(rows.sum, before)
    }
    if (parsed.json === null) {
      if (!held) return undefined
      rows.held.delete(key)
      this.release(kind, id)
      return { kind, id }
    }
    const row = lineToRow(parsed)
    rows.sum = addLine(rows.sum, line)
    this.hold(scope, row, line, held === undefined)
    return { kind, id }
  }

  /** Removes a scope; rows held by no other scope go. Returns the kinds touched. */
  dropScope(scope: string): Set<RowKind> {
    const kinds = new Set<RowKind>()
    for (const key of this.scopes.get(scope)?.held.keys() ?? []) {
      const [kind, id] = splitKey(key)
      kinds.add(kind)
      this.release(kind, id)
    }
    this.scopes.delete(scope)
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

  private lineOf(kind: RowKind, id: string): string | undefined {
    const row = this.get(kind, id)
    return row && rowLine(row as AnyRow)
  }

  private release(kind: RowKind, id: string): void {
    const entry = this.entries.get(kind)?.get(id)
    if (!entry) return
    entry.holders -= 1
    if (entry.holders > 0) return
    this.unlink(entry.row)
    this.entries.get(kind)?.delete(id)
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

function splitKey(key: string): [RowKind, string] {
  const at = key.indexOf(':')
  const kind = key.slice(0, at)
  if (!isRowKind(kind)) throw new Error(`not a row key: ${key}`)
  return [kind, key.slice(at + 1)]
}
