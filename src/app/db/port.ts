/**
 * The device's store: eight tables behind one small port, with a Dexie and an in-memory driver passing one contract.
 * A write is plain data (`Batch`), prepared outside: sealing awaits, and IndexedDB commits a transaction as soon as a
 * task ends without a request, so nothing foreign may be awaited inside (docs/incidents.md I04).
 */
import type { Outcome } from '../../sync/outcome'

/** A few hundred rows of one scope and kind, sealed together; the header names no resident. */
export interface SegmentRecord {
  /** `scope|…`, unique on the device. */
  id: string
  scope: string
  kind: string
  fromVersion: number
  toVersion: number
  rows: number
  sealed: Uint8Array
}

/** One row that came after its scope's segments; `sealed` holds its line, also for a tombstone. */
export interface DeltaRecord {
  /** `scope|kind|id`. */
  key: string
  scope: string
  version: number
  sealed: Uint8Array
}

export const commandStates = [
  'waiting',
  'delivered',
  'applied',
  'rejected',
  'held',
  'quarantined',
  'settled',
] as const
/**
 * waiting → delivered (receipt) → applied | rejected | held | quarantined. A rejected one stays until the person
 * settles it (`settled`), an applied one 90 days.
 */
export type CommandState = (typeof commandStates)[number]

export interface CommandRecord {
  id: string
  seq: number
  state: CommandState
  /** Device clock at saving, ms: for "oldest unsent" only. */
  savedAt: number
  /** Envelope, sealed with this device's data key. */
  sealed: Uint8Array
  /**
   * The same, sealed to the tenant's public key and signed: for delivery by whoever carries it. It names the device it
   * was signed as, which may have got another id since.
   */
  bundle: { deviceId: string; keyId: string; sealed: Uint8Array; signature: Uint8Array }
  /** Signed outcome, once known. Its params may quote what was typed, so it is sealed as well. */
  sealedOutcome: Uint8Array | null
  /** Plain parts of the outcome that the queue needs while locked. */
  outcomeVersion: number | null
  outcomeResult: Outcome['result'] | null
  /** Stored at the driver's commit: the revision that last touched it. */
  revision?: number
}

/** A form being filled in; saved at each change, sealed, any number of them. */
export interface DraftRecord {
  id: string
  /** Which form: `visit`, `subject`, `issue.resubmit`, … */
  form: string
  updatedAt: number
  sealed: Uint8Array
}

/** A photo in its own queue; sent only when the server's receipt names the hash. */
export interface MediaRecord {
  sha256: string
  state: 'queued' | 'sent'
  sizeBytes: number
  mimeType: string
  sealed: Uint8Array
}

/** How the names of a scope are read (`search/directory.ts`). Only a shortcut: what is lost is worked out again. */
export interface DirectoryRecord {
  scope: string
  sealed: Uint8Array
}

/**
 * What the first screen showed when it was kept (`client/engine/home.ts`): one record, gone with the first scope that
 * is dropped, since it may tell of it. Only a shortcut as well.
 */
export interface HomeRecord {
  key: typeof homeKey
  sealed: Uint8Array
}
export const homeKey = 'home'

/** Small things by name: scopes held, cursors, epoch, clock offset, sequence. */
export interface MetaRecord {
  key: string
  value: unknown
  revision?: number
}

export interface Tables {
  segments: SegmentRecord
  delta: DeltaRecord
  commands: CommandRecord
  drafts: DraftRecord
  media: MediaRecord
  meta: MetaRecord
  directory: DirectoryRecord
  home: HomeRecord
}
export type TableName = keyof Tables
export const tableNames = [
  'segments',
  'delta',
  'commands',
  'drafts',
  'media',
  'meta',
  'directory',
  'home',
] as const satisfies readonly TableName[]
export const primaryKeys = {
  segments: 'id',
  delta: 'key',
  commands: 'id',
  drafts: 'id',
  media: 'sha256',
  meta: 'key',
  directory: 'scope',
  home: 'key',
} as const satisfies { [T in TableName]: keyof Tables[T] }

export type Write =
  | { [T in TableName]: { op: 'put'; table: T; record: Tables[T] } }[TableName]
  | { op: 'delete'; table: TableName; key: string }
  | {
      /** Drops all segments, delta rows and the directory of a scope, and what was kept of the first screen. */
      op: 'dropScope'
      scope: string
    }

export interface Batch {
  /**
   * Compare-and-swap: the revision the writer had caught up to. A writer that decided on stale rows gets
   * `{ ok: false }`, nothing is written, and it must catch up and decide again. Absent: no check, and the revision
   * stays (drafts, media, directory, home: nobody decides on them).
   */
  expectRevision?: number
  writes: readonly Write[]
}

export type CommitResult = { ok: true; revision: number } | { ok: false; revision: number }

/** What other tabs must read to catch up from a revision. */
export interface ChangesSince {
  revision: number
  segments: SegmentRecord[]
  delta: DeltaRecord[]
  commands: CommandRecord[]
  meta: MetaRecord[]
  /** Scopes dropped since, with the revision of the drop. */
  droppedScopes: { scope: string; revision: number }[]
}

/** What there is at the start of a tab: small records whole, of rows only where they lie. */
export interface Beginning {
  revision: number
  /** Scopes with segments or delta rows. */
  scopes: string[]
  /** Keys of all segments. */
  segments: string[]
  commands: CommandRecord[]
  meta: MetaRecord[]
}

/** The scope in whose name a segment or a delta row has its key. */
export const scopeOfKey = (key: string): string => key.slice(0, key.indexOf('|'))

export interface DeviceStore {
  /** One transaction over all tables it names, `durability: 'strict'`; resolves after its `complete` event. */
  commit(batch: Batch): Promise<CommitResult>
  revision(): Promise<number>
  /** Read in one transaction. */
  beginning(): Promise<Beginning>
  /** All rows of a scope, read in one transaction. */
  ofScope(scope: string): Promise<{ segments: SegmentRecord[]; delta: DeltaRecord[] }>
  /** Everything written after `revision`, read in one transaction; 0 reads all. */
  changesSince(revision: number): Promise<ChangesSince>
  get<T extends TableName>(table: T, key: string): Promise<Tables[T] | undefined>
  /** All records of a table; `commands` in seq order, `drafts` newest first, the others in key order. */
  all<T extends TableName>(table: T): Promise<Tables[T][]>
  count(table: TableName): Promise<number>
  close(): void
  /** Deletes everything of this person on this device; used by sign-out after nothing is left unsent, and by wipe. */
  destroy(): Promise<void>
}

/** Thrown when the browser refuses to store more; nothing of the batch was written. */
export class DeviceFull extends Error {
  constructor(options?: { cause?: unknown }) {
    super('no room left on this device', options)
    this.name = 'DeviceFull'
  }
}

/** Thrown when the connection to the storage process died and could not be reopened; nothing of the batch is certain. */
export class DeviceStoreLost extends Error {
  constructor(options?: { cause?: unknown }) {
    super('the connection to the device store was lost', options)
    this.name = 'DeviceStoreLost'
  }
}
