/**
 * The server's store: everything that must survive, behind some twenty methods. Two adapters (SQLite, PostgreSQL)
 * pass one contract suite. Rules that keep the way open are in `docs/store.md` and checked by the catalogue test:
 * `tenant_id` first in every key, one transaction = one tenant with its head row locked first, one statement per
 * batch, no triggers, sequences, advisory locks or LISTEN.
 */
import type { RowKind, Relation } from '../../domain/rows'

/** A row as stored. `json` is the canonical JSON of its data: it is hashed and sent as it stands, never written anew. */
export interface StoredRow {
  kind: RowKind
  id: string
  version: number
  json: string
  /** Scopes it lies in, as given at its last write. */
  scopes: string[]
}

/** One row to write: it replaces what was there, its references and its scopes. */
export interface RowWrite extends StoredRow {
  references: { field: string; target: string }[]
  /** Scopes it lay in before and leaves now: they get a tombstone with this version. */
  leftScopes: string[]
}

export interface TenantHead {
  tenantId: string
  name: string
  /** Id of this server history; a restored backup gets a new one. */
  epoch: string
  /** Counter of all changes: every pulled row has a version of its own. */
  version: number
  /** End of the hash chain over the command log, hex. */
  chainHash: string
}

/** A line of a scope's change list; `json` null = tombstone. */
export interface ScopeLine {
  kind: RowKind
  id: string
  version: number
  json: string | null
}

export interface ScopeSum {
  scope: string
  /** Version of the last change in this scope. */
  version: number
  /** `formatSum` of all present lines. */
  sum: string
}

export interface LoggedCommand {
  commandId: string
  deviceId: string
  deviceSeq: number
  name: string
  nameVersion: number
  actorId: string
  occurredAt: number
  receivedAt: number
  /** Signed outcome as JSON text, sent again as it stands. */
  outcome: string
  result: string
  /** Command it waits for, when held. */
  heldFor: string | null
  version: number
  payloadHash: string
  chainHash: string
}

/** The payload lies apart, so that it can be erased by law while the chain stays whole. */
export interface CommandPayload {
  commandId: string
  salt: string
  /** Canonical JSON of `payloadOf(envelope)` plus seq; null after erasure. */
  payload: string | null
}

export interface StoredBlock {
  id: string
  kind: RowKind
  fromVersion: number
  toVersion: number
  rows: number
  /** Of its lines' UTF-8 bytes, hex. */
  sha256: string
  /** Of its lines, UTF-8. */
  bytes: number
  packId: string
}

/** Blocks of one scope that are compressed together. */
export interface BlockPack {
  id: string
  scope: string
  /** The lines of all its blocks, joined by newlines, brotli. */
  content: Uint8Array
  /** Packed as small as can be, and no longer as quickly as can be. */
  isTight: boolean
}

export interface Account {
  /** Lower case, unique in the tenant. */
  login: string
  personId: string
  passwordHash: string
}

export interface DeviceRecord {
  deviceId: string
  personId: string
  /** JWK, JSON text. */
  publicKey: string
  label: string
  registeredAt: number
  /** Last contact, server clock, ms. */
  seenAt: number
  revokedAt: number | null
}

export interface AuditEntry {
  at: number
  actorId: string
  deviceId: string
  /** e.g. `pull.sensitive`, `signIn`, `device.revoked`. */
  action: string
  /** Ids and counts only, no residents' data. */
  detail: Record<string, string | number>
}

/** Everything read inside one `read` or `write` sees one consistent state. */
export interface ReadTx {
  head(): Promise<TenantHead>
  rows(references: readonly { kind: RowKind; id: string }[]): Promise<StoredRow[]>
  /** Rows whose reference points to the target; one statement for all relations asked. */
  related(
    relations: readonly { relation: Relation; target: string }[],
  ): Promise<(StoredRow & { relation: Relation; target: string })[]>
  rowsOfKind(kind: RowKind): Promise<StoredRow[]>
  countRows(kind: RowKind): Promise<number>
  /** Lines of the scope with version in (after, upTo], in version order, at most `limit`. */
  lines(scope: string, after: number, upTo: number, limit: number): Promise<ScopeLine[]>
  /** Present lines of one kind of a scope in (after, upTo], for cutting blocks. */
  presentLines(scope: string, kind: RowKind, after: number, upTo: number, limit: number): Promise<ScopeLine[]>
  sums(scopes: readonly string[]): Promise<ScopeSum[]>
  commands(commandIds: readonly string[]): Promise<LoggedCommand[]>
  payloads(commandIds: readonly string[]): Promise<CommandPayload[]>
  /** Commands of the log in chain order, for verification and rebuilding: after this chain position (0-based). */
  logPage(afterPosition: number, limit: number): Promise<(LoggedCommand & { position: number })[]>
  heldFor(commandIds: readonly string[]): Promise<LoggedCommand[]>
  /** In the order in which they lie in their packs. */
  blocks(scope: string): Promise<StoredBlock[]>
  /** The pack in which a block lies, with all its blocks in order. */
  packOf(blockId: string): Promise<(BlockPack & { blocks: { id: string; bytes: number }[] }) | undefined>
  /** One that is not packed tightly yet. */
  loosePack(): Promise<BlockPack | undefined>
  accountByLogin(login: string): Promise<Account | undefined>
  accountOf(personId: string): Promise<Account | undefined>
  device(deviceId: string): Promise<DeviceRecord | undefined>
  /** By their last contact, newest first; at most `limit`. */
  devicesOf(personId: string, limit: number): Promise<DeviceRecord[]>
  audit(limit: number): Promise<AuditEntry[]>
}

export interface WriteTx extends ReadTx {
  putRows(rows: readonly RowWrite[]): Promise<void>
  putSums(sums: readonly ScopeSum[]): Promise<void>
  /** New log entries with their payloads, in chain order; also an entry that changes its result from `held`. */
  appendCommands(entries: readonly { command: LoggedCommand; payload: CommandPayload }[]): Promise<void>
  /**
   * A held command was judged, or is held for another one now: a new link of the chain, which supersedes the held one
   * as the command's standing answer. The log itself is append-only.
   */
  settleHeld(command: LoggedCommand): Promise<void>
  /** Reserves `count` numbers of a counter (`issue:2026`), returns the first; starts at 1, never reused; 0 only looks. */
  reserveNumbers(counter: string, count: number): Promise<number>
  setHead(head: { version: number; chainHash: string }): Promise<void>
  /** Replaces all blocks of the scope. */
  putBlocks(scope: string, packs: readonly (BlockPack & { blocks: readonly StoredBlock[] })[]): Promise<void>
  /** The same bytes packed more tightly; nothing happens when the pack is gone. */
  tightenPack(packId: string, content: Uint8Array): Promise<void>
  dropBlocks(scope: string): Promise<void>
  putAccount(account: Account): Promise<void>
  putDevice(device: DeviceRecord): Promise<void>
  appendAudit(entries: readonly AuditEntry[]): Promise<void>
}

export interface Store {
  readonly kind: 'sqlite' | 'postgres'
  /** Brings the schema up to date under a lock; forward only. Refuses a schema newer than this program. */
  migrate(): Promise<void>
  schemaVersion(): Promise<number>
  /** Tenants of this store. */
  tenants(): Promise<TenantHead[]>
  createTenant(head: TenantHead): Promise<void>
  /**
   * Tenants that have a row of this kind and id, by key: for the few addresses that tell no tenant (`/public/…`). Ids
   * are made by clients, so two tenants may use the same one.
   */
  tenantsWith(kind: RowKind, id: string): Promise<string[]>
  /** Secrets of the deployment (signing keys …) are kept by the key ring, not here; this is for small settings. */
  read<T>(tenantId: string, work: (tx: ReadTx) => Promise<T>): Promise<T>
  /** Locks the tenant's head first; retried on 40001, 40P01 and 08xxx, so `work` must be repeatable. */
  write<T>(tenantId: string, work: (tx: WriteTx) => Promise<T>): Promise<T>
  /** Answers within a second or throws; used by `/api/health`. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** Thrown when a tenant is not in this store. */
export class UnknownTenant extends Error {
  readonly tenantId: string

  constructor(tenantId: string) {
    super(`no such tenant: ${tenantId}`)
    this.name = 'UnknownTenant'
    this.tenantId = tenantId
  }
}

/** Thrown by adapters when the disk has no room (SQLITE_FULL, 53100); nothing was changed. */
export class StorageFull extends Error {
  constructor(options?: { cause?: unknown }) {
    super('no room left on the disk', options)
    this.name = 'StorageFull'
  }
}
