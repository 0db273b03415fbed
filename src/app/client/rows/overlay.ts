/**
 * The optimistic view: own commands that are not yet confirmed, folded over the confirmed rows, in memory only. A
 * rebase is "drop the overlay, apply the page, fold again"; the disk never holds an unconfirmed row.
 */
import type { Actor } from '../../../domain/access/actor'
import { applyChange } from '../../../domain/command/apply'
import type { Change, Read } from '../../../domain/command/define'
import {
  judge,
  moreReads,
  prepareCommand,
  relationKey,
  type RowSource,
  type Verdict,
} from '../../../domain/command/judge'
import type { Rejection } from '../../../domain/command/rejection'
import {
  isMergedKind,
  rowKey,
  type AnyRow,
  type KindOfRelation,
  type Relation,
  type Row,
  type RowKind,
} from '../../../domain/rows'
import type { Envelope } from '../../../sync/envelope'
import { relationKeysOf, type RowMaps } from './rowMaps'

/** What the device expects a command to do; the server's outcome is the final one. */
export type LocalVerdict =
  | { verdict: 'accept' }
  | { verdict: 'reject'; rejection: Rejection }
  | { verdict: 'unknown'; missing: Read[] }

export class Overlay implements RowSource {
  private rows = new Map<string, AnyRow>()
  private relations = new Map<string, Set<string>>()
  /** Last own unconfirmed command that touched a row: a later command that reads it must come after. */
  private touched = new Map<string, string>()
  /** Own unconfirmed commands in the order of their saving. */
  private order: string[] = []
  private readonly confirmed: RowMaps
  /** Whether every granted scope with such rows is filled, so that "none here" means "there is none". */
  private readonly holdsAll: (kind: RowKind, relation?: Relation) => boolean

  constructor(confirmed: RowMaps, holdsAll: (kind: RowKind, relation?: Relation) => boolean) {
    this.confirmed = confirmed
    this.holdsAll = holdsAll
  }

  /** A copy to try commands on; the confirmed rows beneath are shared. */
  fork(): Overlay {
    const copy = new Overlay(this.confirmed, this.holdsAll)
    copy.rows = new Map(this.rows)
    copy.relations = new Map([...this.relations].map(([key, ids]) => [key, new Set(ids)]))
    copy.touched = new Map(this.touched)
    copy.order = [...this.order]
    return copy
  }

  /** The row as this person should see it now. */
  row<K extends RowKind>(kind: K, id: string): Row<K> | undefined {
    return (this.rows.get(rowKey(kind, id)) as Row<K> | undefined) ?? this.confirmed.get(kind, id)
  }

  *all<K extends RowKind>(kind: K): Iterable<Row<K>> {
    for (const row of this.confirmed.all(kind))
      yield (this.rows.get(rowKey(kind, row.id)) as Row<K> | undefined) ?? row
    for (const row of this.rows.values()) {
      if (row.kind === kind && !this.confirmed.get(kind, row.id)) yield row as unknown as Row<K>
    }
  }

  rowsRelated<R extends Relation>(relation: R, target: string): Row<KindOfRelation<R>>[] {
    const kind = kindOfRelation(relation)
    const overlaid = this.relations.get(relationKey({ relation, target })) ?? new Set<string>()
    const ids = new Set(overlaid)
    for (const id of this.confirmed.relatedIds(relation, target))
      if (!this.rows.has(rowKey(kind, id))) ids.add(id)
    return [...ids].sort().flatMap((id) => this.row(kind, id) ?? [])
  }

  isUnconfirmed(kind: RowKind, id: string): boolean {
    return this.touched.has(rowKey(kind, id))
  }

  get(kind: RowKind, id: string): AnyRow | undefined | 'notHeld' {
    const row = this.row(kind, id) as AnyRow | undefined
    // Everybody holds all reference data: what is missing there does not exist.
    return row ?? (referenceKinds.has(kind) && this.holdsAll(kind) ? undefined : 'notHeld')
  }

  related(relation: Relation, target: string): readonly AnyRow[] | 'incomplete' {
    if (!this.holdsAll(kindOfRelation(relation), relation)) return 'incomplete'
    return this.rowsRelated(relation, target) as unknown as AnyRow[]
  }

  /** Judges an envelope on this view and, when accepted, folds its changes in. */
  fold(envelope: Envelope, actor: Actor): LocalVerdict {
    this.order.push(envelope.id)
    const prepared = prepareCommand(envelope.name, envelope.version, envelope.args, actor)
    if (!prepared.ok) return { verdict: 'reject', rejection: prepared.rejection }
    const verdict: Verdict = judge(prepared.command, this, {
      actor,
      commandId: envelope.id,
      base: envelope.base,
      at: { recordedAt: envelope.occurredAt, clockOffsetMs: envelope.clockOffsetMs, receivedAt: null },
    })
    if (verdict.verdict === 'unknown') this.expect(prepared.command.reads, envelope.id)
    if (verdict.verdict !== 'accept') return verdict
    for (const change of verdict.changes) this.take(change, envelope.id)
    return { verdict: 'accept' }
  }

  /** All rows that a command reads here: what it was decided on, and which own commands it must come after. */
  readsOf(
    name: string,
    version: number,
    args: unknown,
    actor: Actor,
  ): { base: Record<string, number>; after: string[] } {
    const prepared = prepareCommand(name, version, args, actor)
    if (!prepared.ok) return { base: {}, after: [] }
    const reads = [...prepared.command.reads, ...moreReads(prepared.command, actor, this)]
    const base: Record<string, number> = {}
    const after = new Set<string>()
    let known = 0
    for (const key of reads.flatMap((read) => this.keysOf(read))) {
      const [kind, id] = [key.slice(0, key.indexOf(':')) as RowKind, key.slice(key.indexOf(':') + 1)]
      const version = this.confirmed.get(kind, id)?.version
      if (version !== undefined && isMergedKind(kind) && !(key in base) && ++known <= maxBase)
        base[key] = version
      const command = this.touched.get(key)
      if (command !== undefined) after.add(command)
    }
    // The latest of them where there are too many: they came after the others themselves.
    return { base, after: this.order.filter((id) => after.has(id)).slice(-maxAfter) }
  }

  private keysOf(read: Read): string[] {
    // Ten thousand households whose names are looked for in a text decide nothing.
    if (read.read === 'ifHeld' || (read.read === 'related' && read.ifHeld)) return []
    if (read.read !== 'related') return [rowKey(read.kind, read.id)]
    return this.rowsRelated(read.relation, read.target).map((row) => rowKey(row.kind, row.id))
  }

  /**
   * Rows that a command is about to make though it can't be judged here: a later command about them must come after it,
   * although nothing of it shows.
   */
  private expect(reads: readonly Read[], commandId: string): void {
    for (const read of reads)
      if (read.read === 'fresh') this.touched.set(rowKey(read.kind, read.id), commandId)
  }

  private take(change: Change, commandId: string): void {
    const key = rowKey(change.kind, change.id)
    const before = this.row(change.kind, change.id) as AnyRow | undefined
    const after = applyChange(before, change, before?.version ?? 0)
    const overlaid = this.rows.get(key)
    if (overlaid)
      for (const relation of relationKeysOf(overlaid)) this.relations.get(relation)?.delete(change.id)
    this.rows.set(key, after)
    this.touched.set(key, commandId)
    for (const relation of relationKeysOf(after)) {
      const ids = this.relations.get(relation) ?? new Set<string>()
      ids.add(change.id)
      this.relations.set(relation, ids)
    }
  }
}

const kindOfRelation = <R extends Relation>(relation: R): KindOfRelation<R> =>
  relation.slice(0, relation.indexOf('.')) as KindOfRelation<R>

/** What an envelope may carry of each (`envelope.ts`). A move reads the whole history of a household. */
const maxBase = 200
const maxAfter = 100

/** Kinds of the scope `tenant`. */
const referenceKinds = new Set<RowKind>([
  'campaign',
  'category',
  'unit',
  'area',
  'person',
  'rules',
  'calendarYear',
  'noticeTexts',
])
