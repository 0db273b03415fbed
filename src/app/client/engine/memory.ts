/**
 * The in-memory side of one tab: confirmed rows, overlay and bookkeeping, loaded from the device store and caught up
 * with what other tabs wrote.
 */
import type { Actor } from '../../../domain/access/actor'
import { rowKinds, type Relation, type RowKind } from '../../../domain/rows'
import {
  scopeOfKey,
  type ChangesSince,
  type CommandRecord,
  type DeviceStore,
  type MetaRecord,
  type Write,
} from '../../db/port'
import type { Vault } from '../ports'
import { Overlay } from '../rows/overlay'
import { RowMaps } from '../rows/rowMaps'
import { mayAnswer, mayHold } from '../rows/scopeKinds'
import {
  bySequence,
  emptyBookkeeping,
  isUnconfirmed,
  metaKeys,
  scopeKeyPrefix,
  type Bookkeeping,
  type OwnCommand,
  type ScopeState,
  type SignedIn,
} from './state'
import { createUnsealer, sealContext, type Opened, type Unsealer } from './unseal'

/** What changed for those who show it. */
export interface MemoryChange {
  kinds: Set<RowKind>
  commands: boolean
}

/** Reference data and the own things: small, and the first that every page needs. */
const isFirst = (scope: string): boolean => scope === 'tenant' || scope.startsWith('user:')

/** No scope of the server: rows that the first screen needs (`home.ts`). */
const homeScope = 'home'

/** Lets the page do other things when it was kept busy for a while. */
export type Rest = () => Promise<void>

export interface MemoryPorts {
  store: DeviceStore
  vault: Vault
  signedIn: SignedIn
  rest: Rest
}

export class Memory {
  confirmed = new RowMaps()
  books: Bookkeeping = emptyBookkeeping()
  overlay: Overlay
  /** Scopes with a segment or row that could not be opened or whose checksum differs: they are fetched again. */
  readonly broken = new Set<string>()
  /** Times a scope was found to differ since the start. */
  readonly differed = new Map<string, number>()
  /** Own commands whose seal for this device does not open: their bundle for the tenant still can be delivered. */
  readonly unreadable = new Map<string, CommandRecord>()
  /** Segments on disk, by id, with their scope. */
  readonly segments = new Map<string, string>()
  /** Scopes of which the disk holds rows that are not unpacked here yet. */
  private readonly closed = new Set<string>()
  /** Closed scopes that were written to since their rows were read from the disk. */
  private readonly touched = new Set<string>()
  private opening: Promise<MemoryChange> | undefined
  private readonly store: DeviceStore
  private readonly unsealer: Unsealer
  private readonly signedIn: SignedIn
  private readonly rest: Rest

  constructor({ store, vault, signedIn, rest }: MemoryPorts) {
    this.store = store
    this.unsealer = createUnsealer(vault, (id) => this.books.commands.get(id)?.envelope)
    this.signedIn = signedIn
    this.rest = rest
    this.overlay = new Overlay(this.confirmed, (kind, relation) => this.holdsAll(kind, relation))
  }

  actor(): Actor | undefined {
    const person = this.confirmed.get('person', this.signedIn.personId)
    if (!person) return undefined
    const { roles, unitId, active } = person.data
    return { personId: this.signedIn.personId, deviceId: this.signedIn.deviceId, roles, unitId, active }
  }

  /** The scope has a cursor: it was filled, or is being filled page by page. */
  holds(scope: string): boolean {
    return typeof this.books.scopes.get(scope)?.cursor === 'string'
  }

  /** Every granted scope lies whole on the disk. */
  isFilled(): boolean {
    const { grants, scopes } = this.books
    return grants !== null && grants.every((scope) => scopes.get(scope)?.filled === true)
  }

  /** What the disk holds of the scope is unpacked here. */
  isOpened(scope: string): boolean {
    return !this.closed.has(scope)
  }

  /** All that is held is unpacked. */
  isOpen(): boolean {
    return this.nextClosed() === undefined
  }

  /** Every granted scope in which rows of this kind can lie is filled and unpacked. */
  holdsAll(kind: RowKind, relation?: Relation): boolean {
    const { grants, scopes } = this.books
    return (
      grants !== null &&
      (relation === undefined || mayAnswer(grants, relation)) &&
      grants.every(
        (scope) => !mayHold(scope, kind) || (scopes.get(scope)?.filled === true && this.isOpened(scope)),
      )
    )
  }

  /** Saved here and not with the server, those included that no longer open. */
  unsent(): (OwnCommand | CommandRecord)[] {
    return [...this.books.commands.values(), ...this.unreadable.values()].filter(
      ({ state }) => state === 'waiting',
    )
  }

  /** Reads the own books and commands, and the reference data; `open` does the rest. */
  async start(): Promise<void> {
    const beginning = await this.store.beginning()
    const { commands, unreadable } = await this.unsealer.commands(beginning.commands)
    for (const record of beginning.meta) this.takeMeta(record)
    for (const command of commands) this.books.commands.set(command.id, command)
    for (const record of unreadable) this.unreadable.set(record.id, record)
    for (const scope of beginning.scopes) this.closed.add(scope)
    for (const id of beginning.segments) this.segments.set(id, scopeOfKey(id))
    this.books.revision = beginning.revision
    for (const scope of [...this.closed].filter(isFirst)) if (this.holds(scope)) await this.openScope(scope)
    this.rebase()
  }

  /** Unpacks all that is held and not unpacked yet; resolves with what is shown by it, which others wait for as well. */
  open(): Promise<MemoryChange> {
    this.opening ??= this.openRest().finally(() => (this.opening = undefined))
    return this.opening
  }

  private async openRest(): Promise<MemoryChange> {
    const kinds = new Set<RowKind>()
    for (let scope = this.nextClosed(); scope !== undefined; scope = this.nextClosed()) {
      await this.openScope(scope)
      for (const kind of rowKinds) kinds.add(kind)
    }
    for (const kind of this.confirmed.dropScope(homeScope)) kinds.add(kind)
    if (kinds.size > 0) this.rebase()
    return { kinds, commands: kinds.size > 0 }
  }

  /** Until `open` has unpacked the real ones. */
  showHomeRows(lines: readonly string[]): void {
    for (const line of lines) {
      try {
        this.confirmed.apply(homeScope, line)
      } catch {
        // Written by an older build: the real row comes in a moment.
      }
    }
    this.rebase()
  }

  private nextClosed(): string | undefined {
    for (const scope of this.closed) if (this.holds(scope)) return scope
    return undefined
  }

  /** Reads the scope's rows from the disk until nothing is written to it meanwhile. */
  private async openScope(scope: string): Promise<void> {
    while (this.closed.has(scope)) {
      this.touched.delete(scope)
      const { segments, delta } = await this.store.ofScope(scope)
      const opened = await Promise.all([
        ...segments.map(({ id, sealed }) => this.unsealer.lines(sealed, sealContext.segment(id))),
        ...delta.map(({ key, sealed }) => this.unsealer.lines(sealed, sealContext.delta(key))),
      ])
      if (!(await this.unpack(scope, opened))) continue
      this.closed.delete(scope)
    }
  }

  /** False when the scope was written to or dropped meanwhile. */
  private async unpack(scope: string, opened: readonly (string | undefined)[]): Promise<boolean> {
    if (this.touched.has(scope)) return false
    this.confirmed.dropScope(scope)
    for (const lines of opened) {
      // A record that cannot be opened must not block the rest: its scope is fetched again.
      if (lines === undefined) this.broken.add(scope)
      else this.applyLines(scope, lines, new Set())
      await this.rest()
      if (this.touched.has(scope)) return false
    }
    return true
  }

  /** A segment came to the disk that is not unpacked yet. */
  addClosed(scope: string, segmentId: string): void {
    this.segments.set(segmentId, scope)
    this.closed.add(scope)
    this.touched.add(scope)
  }

  /** Reads what was written since the revision known here. */
  async catchUp(): Promise<MemoryChange | undefined> {
    for (;;) {
      const since = this.books.revision
      if ((await this.store.revision()) === since) return undefined
      const changes = await this.store.changesSince(since)
      if (changes.revision === since) return undefined
      const opened = await this.unsealer.changes(changes)
      // Unsealing awaits: a save or a page of this very tab may have moved the memory on meanwhile.
      if (this.books.revision === since) return this.take(changes, opened)
    }
  }

  /**
   * Commits what was decided on `revision` and shows it. When this tab's memory has read on meanwhile, it has read this
   * commit as well, so nothing is to be shown again. False: another tab wrote first, decide anew.
   */
  async commit(revision: number, writes: readonly Write[], show: () => void): Promise<boolean> {
    const result = await this.store.commit({ expectRevision: revision, writes })
    if (!result.ok) return false
    if (this.books.revision === revision) {
      this.books.revision = result.revision
      show()
    }
    return true
  }

  dropScope(scope: string): Set<RowKind> {
    this.broken.delete(scope)
    this.closed.delete(scope)
    this.touched.add(scope)
    for (const [id, owner] of this.segments) if (owner === scope) this.segments.delete(id)
    return this.confirmed.dropScope(scope)
  }

  /** Folds all unconfirmed own commands over the confirmed rows again. */
  rebase(): void {
    this.overlay = new Overlay(this.confirmed, (kind, relation) => this.holdsAll(kind, relation))
    const actor = this.actor()
    if (!actor) return
    const open = [...this.books.commands.values()].filter((command) =>
      isUnconfirmed(command, this.books.caughtUp),
    )
    for (const command of open.sort(bySequence)) {
      try {
        this.overlay.fold(command.envelope, actor)
      } catch {
        // A bug in one command: it is not shown in the rows, but everything else is, and the server judges it.
      }
    }
  }

  /** All at once, without awaiting: nobody sees half of it. */
  private take(changes: ChangesSince, { lines, commands, unreadable }: Opened): MemoryChange {
    const kinds = new Set<RowKind>()
    // A scope may have been dropped and filled again since: the drop is older than what is read now.
    for (const { scope } of changes.droppedScopes) for (const kind of this.dropScope(scope)) kinds.add(kind)
    for (const record of changes.meta) this.takeMeta(record)
    for (const { id, scope } of changes.segments) {
      this.segments.set(id, scope)
      // Blocks of a fill that is not through: the scope counts as empty until then.
      if (!this.holds(scope)) this.closed.add(scope)
    }
    for (const opened of lines) {
      if (opened.lines !== undefined) this.takeLines(opened.scope, opened.lines, kinds)
      else this.broken.add(opened.scope)
    }
    for (const command of commands) this.books.commands.set(command.id, command)
    for (const record of unreadable) this.unreadable.set(record.id, record)
    this.books.revision = changes.revision
    this.rebase()
    if (commands.length > 0) for (const kind of rowKinds) kinds.add(kind)
    return { kinds, commands: commands.length + unreadable.length > 0 }
  }

  /**
   * Shows lines joined by newlines that were stored. Those of a scope that is not unpacked yet are read with it. One
   * that is none must not keep the rest from being shown, or the app from starting.
   */
  takeLines(scope: string, lines: string, kinds: Set<RowKind>): void {
    if (this.closed.has(scope)) this.touched.add(scope)
    else this.applyLines(scope, lines, kinds)
  }

  private applyLines(scope: string, lines: string, kinds: Set<RowKind>): void {
    for (const line of lines === '' ? [] : lines.split('\n')) {
      try {
        const touched = this.confirmed.apply(scope, line)
        if (touched) kinds.add(touched.kind)
      } catch {
        this.broken.add(scope)
      }
    }
  }

  private takeMeta({ key, value }: MetaRecord): void {
    const books = this.books
    if (key.startsWith(scopeKeyPrefix)) {
      const scope = key.slice(scopeKeyPrefix.length)
      if (value === null) books.scopes.delete(scope)
      else books.scopes.set(scope, value as ScopeState)
      return
    }
    switch (key) {
      case metaKeys.sequence:
        books.sequence = value as number
        break
      case metaKeys.epoch:
        books.epoch = value as string
        break
      case metaKeys.clockOffset:
        books.clockOffsetMs = value as number
        break
      case metaKeys.caughtUp:
        books.caughtUp = value as number
        break
      case metaKeys.grants:
        books.grants = value as string[]
        break
      case metaKeys.lastContact:
        books.lastContact = value as Bookkeeping['lastContact']
        break
    }
  }
}
