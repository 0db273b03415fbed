/**
 * The device store in memory, for the simulator and for tests of the engine. A disk outlives the stores opened on it, so
 * that several tabs, crashes and restarts can be played; a commit is atomic, as in IndexedDB.
 */
import { copyPlain } from './plain'
import { isVersioned, planBatch, type AnyRecord, type Plan, type VersionedTable } from './plan'
import {
  DeviceFull,
  DeviceStoreLost,
  type Batch,
  type ChangesSince,
  type CommandRecord,
  type CommitResult,
  type DeviceStore,
  type DraftRecord,
  type TableName,
  type Tables,
  scopeOfKey,
} from './port'

/**
 * `quota`: no room, nothing written. `lostBeforeCommit`, `lostAfterCommit`: the connection died and the writer cannot
 * know which of the two it was.
 */
export type DiskFault = 'quota' | 'lostBeforeCommit' | 'lostAfterCommit'

export interface MemoryDiskOptions {
  /**
   * Awaited before and after a commit acts, and before a read: virtual latency, in which other tabs may act or this one
   * may crash. Absent: a commit acts at once.
   */
  pause?: (step: 'beforeCommit' | 'afterCommit' | 'beforeRead') => Promise<void>
}

export interface MemoryDisk {
  /** The next commit on this disk meets this fault; several calls queue up. */
  failNext(fault: DiskFault): void
  /** The browser dies: every open store is dead, what was committed stays. */
  crash(): void
  /** The browser threw the whole database away; stores still open on it are dead. */
  wipe(): void
  /** Changes a stored record behind the stores' back (rot). False when there is no such record. */
  tamper<T extends TableName>(table: T, key: string, change: (record: Tables[T]) => void): boolean
}

interface Stored {
  record: AnyRecord
  revision: number
}

/** One life of the database; a wipe or destroy begins another. */
interface Content {
  revision: number
  tables: Record<TableName, Map<string, Stored>>
  dropped: Map<string, number>
  /**
   * Keys in the order of their last change, so that catching up costs what changed and not what is held. Entries that
   * were overtaken stay until they are the majority.
   */
  trail: { revision: number; table: VersionedTable; key: string }[]
}

interface Disk extends MemoryDisk {
  content: Content
  faults: DiskFault[]
  /** Raised by a crash: stores opened before are dead. */
  life: number
  options: MemoryDiskOptions
}

const emptyContent = (): Content => ({
  revision: 0,
  tables: {
    segments: new Map(),
    delta: new Map(),
    commands: new Map(),
    drafts: new Map(),
    media: new Map(),
    meta: new Map(),
    directory: new Map(),
    home: new Map(),
  },
  dropped: new Map(),
  trail: [],
})

export function createMemoryDisk(options: MemoryDiskOptions = {}): MemoryDisk {
  const disk: Disk = {
    content: emptyContent(),
    faults: [],
    life: 0,
    options,
    failNext: (fault) => void disk.faults.push(fault),
    crash: () => void disk.life++,
    wipe: () => void (disk.content = emptyContent()),
    tamper(table, key, change) {
      const stored = disk.content.tables[table].get(key)
      if (stored) change(stored.record as Tables[typeof table])
      return stored !== undefined
    },
  }
  return disk
}

export function openMemoryStore(memoryDisk: MemoryDisk): DeviceStore {
  const disk = memoryDisk as Disk
  const { content, life } = disk
  const { pause } = disk.options
  let closed = false

  const alive = (): Content => {
    if (closed || disk.life !== life || disk.content !== content) throw new DeviceStoreLost()
    return content
  }
  const forReading = async (): Promise<Content> => {
    alive()
    if (pause) await pause('beforeRead')
    return alive()
  }

  return {
    async commit(batch: Batch): Promise<CommitResult> {
      const plan = planBatch(batch)
      alive()
      if (pause) {
        await pause('beforeCommit')
        alive()
      }
      const fault = disk.faults.shift()
      if (fault === 'quota') throw new DeviceFull()
      if (fault === 'lostBeforeCommit') throw new DeviceStoreLost()
      const result = apply(content, plan)
      if (pause) {
        await pause('afterCommit')
        alive()
      }
      if (fault === 'lostAfterCommit') throw new DeviceStoreLost()
      return result
    },
    async revision() {
      return (await forReading()).revision
    },
    async beginning() {
      const { revision, segments, delta, commands, meta } = changesSince(await forReading(), 0)
      const keys = segments.map(({ id }) => id)
      const scopes = [...new Set([...keys, ...delta.map(({ key }) => key)].map(scopeOfKey))]
      return { revision, scopes, segments: keys, commands, meta }
    },
    async ofScope(scope) {
      const { tables } = await forReading()
      const rows = <T extends 'segments' | 'delta'>(table: T): Tables[T][] =>
        [...tables[table]]
          .filter(([key]) => scopeOfKey(key) === scope)
          .sort(byKey)
          .map(([, stored]) => out<T>(table, stored))
      return { segments: rows('segments'), delta: rows('delta') }
    },
    async changesSince(revision) {
      return changesSince(await forReading(), revision)
    },
    async get<T extends TableName>(table: T, key: string): Promise<Tables[T] | undefined> {
      const stored = (await forReading()).tables[table].get(key)
      return stored && out<T>(table, stored)
    },
    async all<T extends TableName>(table: T): Promise<Tables[T][]> {
      const found = [...(await forReading()).tables[table]]
      found.sort(orderOf(table))
      return found.map(([, stored]) => out<T>(table, stored))
    },
    async count(table) {
      return (await forReading()).tables[table].size
    },
    close() {
      closed = true
    },
    async destroy() {
      await forReading()
      closed = true
      disk.content = emptyContent()
    },
  }
}

function apply(content: Content, plan: Plan): CommitResult {
  if (plan.expectRevision !== undefined) {
    if (plan.expectRevision !== content.revision) return { ok: false, revision: content.revision }
    content.revision += 1
  }
  const { revision, tables } = content
  for (const scope of plan.dropScopes) {
    content.dropped.set(scope, revision)
    for (const table of ['segments', 'delta'] as const) {
      for (const [key, stored] of tables[table]) {
        if ((stored.record as Tables['delta']).scope === scope) tables[table].delete(key)
      }
    }
    tables.directory.delete(scope)
  }
  for (const [table, keys] of plan.changes) {
    for (const [key, record] of keys) {
      if (record === null) {
        tables[table].delete(key)
        continue
      }
      if (carriesRevision(table)) (record as CommandRecord).revision = revision
      tables[table].set(key, { record, revision })
      if (isVersioned(table)) content.trail.push({ revision, table, key })
    }
  }
  shortenTrail(content)
  return { ok: true, revision }
}

/** The port shows the revision on these two only. */
const carriesRevision = (table: TableName): boolean => table === 'commands' || table === 'meta'

function shortenTrail(content: Content): void {
  const { tables, trail } = content
  const live = tables.segments.size + tables.delta.size + tables.commands.size + tables.meta.size
  if (trail.length < 2 * live + 64) return
  content.trail = trail.filter(({ revision, table, key }) => tables[table].get(key)?.revision === revision)
}

function changesSince({ revision, tables, dropped, trail }: Content, since: number): ChangesSince {
  const changes: ChangesSince = {
    revision,
    segments: [],
    delta: [],
    commands: [],
    meta: [],
    droppedScopes: [],
  }
  let low = 0
  let high = trail.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((trail[middle]?.revision ?? 0) > since) high = middle
    else low = middle + 1
  }
  for (const step of trail.slice(low)) {
    const stored = tables[step.table].get(step.key)
    // Overtaken by a later change, which has its own step, or deleted since.
    if (stored?.revision !== step.revision) continue
    ;(changes[step.table] as AnyRecord[]).push(out(step.table, stored))
  }
  for (const [scope, droppedAt] of dropped)
    if (droppedAt > since) changes.droppedScopes.push({ scope, revision: droppedAt })
  return changes
}

const out = <T extends TableName>(table: T, stored: Stored): Tables[T] =>
  copyPlain(stored.record as Tables[T], table)

const byKey = ([a]: [string, Stored], [b]: [string, Stored]): number => (a < b ? -1 : a > b ? 1 : 0)
type Order = (a: [string, Stored], b: [string, Stored]) => number
const bySeq: Order = (a, b) =>
  (a[1].record as CommandRecord).seq - (b[1].record as CommandRecord).seq || byKey(a, b)
const newestFirst: Order = (a, b) =>
  (b[1].record as DraftRecord).updatedAt - (a[1].record as DraftRecord).updatedAt || byKey(b, a)
const orderOf = (table: TableName): Order =>
  table === 'commands' ? bySeq : table === 'drafts' ? newestFirst : byKey
