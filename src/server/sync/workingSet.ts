/**
 * The rows a batch of commands works on, inside one store transaction: prefetched in a few statements, changed in
 * memory, written back at once. It is the complete `RowSource` that makes the server's verdicts final.
 */
import { formatLine } from '../../sync/line'
import { addLine, emptySum, formatSum, parseSum, subtractLine } from '../../sync/checksum'
import { canonicalJson } from '../../sync/canonical'
import { scopesOf, type Scope } from '../../domain/access/scopes'
import type { Read } from '../../domain/command/define'
import { relationKey, type RowSource } from '../../domain/command/judge'
import { referencesOf, rowKey, type AnyRow, type Relation, type RowKind } from '../../domain/rows'
import type { ReadTx, RowWrite, StoredRow, WriteTx } from '../store/port'

/** A row with all that the store writes of it, so that a row which can't be written shows before anything is changed. */
export interface WritableRow {
  row: AnyRow
  /** Canonical JSON of its data. */
  json: string
  scopes: Scope[]
}

/** Throws for a row that no honest command makes: data without JSON, an audience that is none. */
export const toWritable = (row: AnyRow): WritableRow => ({
  row,
  json: canonicalJson(row.data),
  scopes: scopesOf(row.kind, row.data as never),
})

interface Held {
  row: AnyRow | undefined
  /** As the store has it; undefined for a row that is new. */
  stored: StoredRow | undefined
  /** Set when it was changed here. */
  changed: WritableRow | undefined
}

export class WorkingSet implements RowSource {
  private readonly held = new Map<string, Held>()
  private readonly relations = new Map<string, Set<string>>()
  /** Of a relation that was asked for, until it changes: a village has thousands of rows, asked for again at each step. */
  private readonly inOrder = new Map<string, readonly AnyRow[]>()

  private readonly tx: ReadTx

  constructor(tx: ReadTx) {
    this.tx = tx
  }

  /** Loads what is not there yet, in at most two statements. */
  async ensure(reads: readonly Read[]): Promise<void> {
    const rows = new Map<string, { kind: RowKind; id: string }>()
    const relations = new Map<string, { relation: Relation; target: string }>()
    for (const read of reads) {
      if (read.read === 'related') {
        const key = relationKey(read)
        if (!this.relations.has(key)) relations.set(key, { relation: read.relation, target: read.target })
      } else {
        const key = rowKey(read.kind, read.id)
        if (!this.held.has(key)) rows.set(key, { kind: read.kind, id: read.id })
      }
    }
    if (relations.size > 0) {
      const changedHere = this.changedHere()
      for (const [key] of relations) {
        this.relations.set(key, changedHere.get(key) ?? new Set())
        this.inOrder.delete(key)
      }
      for (const found of await this.tx.related([...relations.values()])) {
        // A row changed earlier in this batch may have left the relation meanwhile: what is in memory is newer.
        const key = rowKey(found.kind, found.id)
        if (this.held.get(key)?.changed) continue
        this.hold(found)
        this.relations.get(relationKey(found))?.add(key)
        rows.delete(key)
      }
    }
    if (rows.size > 0) {
      for (const found of await this.tx.rows([...rows.values()])) this.hold(found)
      for (const key of rows.keys()) {
        if (!this.held.has(key)) this.held.set(key, { row: undefined, stored: undefined, changed: undefined })
      }
    }
  }

  get(kind: RowKind, id: string): AnyRow | undefined {
    return this.held.get(rowKey(kind, id))?.row
  }

  related(relation: Relation, target: string): readonly AnyRow[] {
    const asked = relationKey({ relation, target })
    const known = this.inOrder.get(asked)
    if (known) return known
    const keys = this.relations.get(asked) ?? new Set<string>()
    const rows = [...keys].sort().flatMap((key) => this.held.get(key)?.row ?? [])
    this.inOrder.set(asked, rows)
    return rows
  }

  /** A row as a command left it. */
  set(changed: WritableRow): void {
    const { row } = changed
    const key = rowKey(row.kind, row.id)
    const before = this.held.get(key)
    const left = before?.row ? relationsOf(before.row) : []
    const entered = relationsOf(row)
    for (const relation of left) this.relations.get(relation)?.delete(key)
    this.held.set(key, { row, stored: before?.stored, changed })
    for (const relation of entered) this.relations.get(relation)?.add(key)
    for (const relation of [...left, ...entered]) this.inOrder.delete(relation)
  }

  /** Writes all changed rows, their references and scopes, and the scopes' checksums. Returns how many. */
  async flush(tx: WriteTx): Promise<number> {
    const writes = [...this.held.values()].flatMap(({ stored, changed }) =>
      changed ? [toWrite(changed, stored)] : [],
    )
    if (writes.length === 0) return 0
    await tx.putRows(writes.map(({ write }) => write))
    const scopes = new Set(
      writes.flatMap(({ write, before }) => [...write.scopes, ...(before?.scopes ?? [])]),
    )
    const sums = new Map((await tx.sums([...scopes])).map((entry) => [entry.scope, entry]))
    const updated = [...scopes].map((scope) => {
      let sum = parseSum(sums.get(scope)?.sum ?? '') ?? emptySum
      let version = sums.get(scope)?.version ?? 0
      for (const { write, before } of writes) {
        const leaves = before?.scopes.includes(scope) ?? false
        const enters = write.scopes.includes(scope)
        if (before && leaves)
          sum = subtractLine(sum, formatLine(before.kind, before.id, before.version, before.json))
        if (enters) sum = addLine(sum, formatLine(write.kind, write.id, write.version, write.json))
        if (leaves || enters) version = Math.max(version, write.version)
      }
      return { scope, version, sum: formatSum(sum) }
    })
    await tx.putSums(updated)
    return writes.length
  }

  private hold(stored: StoredRow): void {
    const key = rowKey(stored.kind, stored.id)
    if (this.held.has(key)) return
    const row = {
      kind: stored.kind,
      id: stored.id,
      version: stored.version,
      data: JSON.parse(stored.json) as unknown,
    } as AnyRow
    this.held.set(key, { row, stored, changed: undefined })
  }

  /** Rows that earlier commands of the batch made or changed, by relation. */
  private changedHere(): Map<string, Set<string>> {
    const keys = new Map<string, Set<string>>()
    for (const [key, { changed }] of this.held)
      for (const relation of changed ? relationsOf(changed.row) : [])
        keys.set(relation, (keys.get(relation) ?? new Set()).add(key))
    return keys
  }
}

const relationsOf = (row: AnyRow): string[] =>
  referencesOf(row.kind, row.data).map(([field, target]) =>
    relationKey({ relation: `${row.kind}.${field}` as Relation, target }),
  )

function toWrite(
  { row, json, scopes }: WritableRow,
  before: StoredRow | undefined,
): { write: RowWrite; before: StoredRow | undefined } {
  const write: RowWrite = {
    kind: row.kind,
    id: row.id,
    version: row.version,
    json,
    scopes,
    references: referencesOf(row.kind, row.data).map(([field, target]) => ({ field, target })),
    leftScopes: (before?.scopes ?? []).filter((scope) => !scopes.includes(scope)),
  }
  return { write, before }
}
