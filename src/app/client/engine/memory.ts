/**
 * The in-memory side of one tab: confirmed rows, overlay and bookkeeping, loaded from the device store and caught up
 * with what other tabs wrote. Whatever was read is unsealed here and nowhere else.
 */
import type { Actor } from '../../../domain/access/actor'
import { rowKinds, type RowKind } from '../../../domain/rows'
import type { Envelope } from '../../../sync/envelope'
import type { Outcome } from '../../../sync/outcome'
import type { ChangesSince, CommandRecord, DeviceStore, MetaRecord } from '../../db/port'
import type { Vault } from '../ports'
import { Overlay } from '../rows/overlay'
import { RowMaps } from '../rows/rowMaps'
import { bySequence, emptyBookkeeping, isUnconfirmed, metaKeys, scopeKeyPrefix, type Bookkeeping, type ScopeState, type SignedIn } from './state'

export const sealContext = {
  command: (id: string) => `command|${id}`,
  outcome: (id: string) => `outcome|${id}`,
  delta: (key: string) => `delta|${key}`,
  segment: (id: string) => `segment|${id}`,
  draft: (id: string) => `draft|${id}`,
}

/** What changed for those who show it. */
export interface MemoryChange {
  kinds: Set<RowKind>
  commands: boolean
}

export class Memory {
  confirmed = new RowMaps()
  books: Bookkeeping = emptyBookkeeping()
  overlay: Overlay
  /** Scopes with a segment or row that could not be opened: they are fetched again. */
  readonly broken = new Set<string>()
  /** Segments on disk, by id, with their scope. */
  readonly segments = new Map<string, string>()
  private readonly store: DeviceStore
  private readonly vault: Vault
  private readonly signedIn: SignedIn

  constructor(store: DeviceStore, vault: Vault, signedIn: SignedIn) {
    this.store = store
    this.vault = vault
    this.signedIn = signedIn
    this.overlay = new Overlay(this.confirmed, () => this.isComplete())
  }

  actor(): Actor | undefined {
    const person = this.confirmed.get('person', this.signedIn.personId)
    if (!person) return undefined
    const { roles, unitId, active } = person.data
    return { personId: this.signedIn.personId, deviceId: this.signedIn.deviceId, roles, unitId, active }
  }

  /** Every granted scope is filled. */
  isComplete(): boolean {
    const { grants, scopes } = this.books
    return grants !== null && grants.every((scope) => scopes.get(scope)?.cursor != null)
  }

  /** Reads what was written since the revision known here (all of it at the start). */
  async catchUp(): Promise<MemoryChange | undefined> {
    if (this.books.revision > 0 && (await this.store.revision()) === this.books.revision) return undefined
    const changes = await this.store.changesSince(this.books.revision)
    if (changes.revision === this.books.revision) return undefined
    return this.take(changes)
  }

  dropScope(scope: string): Set<RowKind> {
    for (const [id, owner] of this.segments) if (owner === scope) this.segments.delete(id)
    return this.confirmed.dropScope(scope)
  }

  /** Folds all unconfirmed own commands over the confirmed rows again. */
  rebase(): void {
    this.overlay = new Overlay(this.confirmed, () => this.isComplete())
    const actor = this.actor()
    if (!actor) return
    const open = [...this.books.commands.values()].filter((command) => isUnconfirmed(command, this.books.caughtUp))
    for (const command of open.sort(bySequence)) this.overlay.fold(command.envelope, actor)
  }

  private async take(changes: ChangesSince): Promise<MemoryChange> {
    const kinds = new Set<RowKind>()
    const note = (touched: { kind: RowKind } | undefined) => touched && kinds.add(touched.kind)
    // A scope may have been dropped and filled again since: the drop is older than what is read now.
    for (const { scope } of changes.droppedScopes) for (const kind of this.dropScope(scope)) kinds.add(kind)
    for (const segment of changes.segments) {
      this.segments.set(segment.id, segment.scope)
      for (const line of await this.openLines(segment.sealed, sealContext.segment(segment.id), segment.scope)) {
        note(this.confirmed.apply(segment.scope, line))
      }
    }
    for (const delta of changes.delta) {
      for (const line of await this.openLines(delta.sealed, sealContext.delta(delta.key), delta.scope)) {
        note(this.confirmed.apply(delta.scope, line))
      }
    }
    for (const record of changes.meta) this.takeMeta(record)
    for (const record of changes.commands) await this.takeCommand(record)
    this.books.revision = changes.revision
    this.rebase()
    if (changes.commands.length > 0) for (const kind of rowKinds) kinds.add(kind)
    return { kinds, commands: changes.commands.length > 0 }
  }

  /** A record that cannot be opened must not block the rest: its scope is fetched again. */
  private async openLines(sealed: Uint8Array, context: string, scope: string): Promise<string[]> {
    try {
      const text = await this.vault.open(sealed, context)
      return text === '' ? [] : text.split('\n')
    } catch {
      this.broken.add(scope)
      return []
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

  private async takeCommand(record: CommandRecord): Promise<void> {
    const known = this.books.commands.get(record.id)
    const envelope =
      known?.envelope ?? (JSON.parse(await this.vault.open(record.sealed, sealContext.command(record.id))) as Envelope)
    const outcome = record.sealedOutcome
      ? (JSON.parse(await this.vault.open(record.sealedOutcome, sealContext.outcome(record.id))) as Outcome)
      : null
    this.books.commands.set(record.id, {
      id: record.id,
      seq: record.seq,
      state: record.state,
      savedAt: record.savedAt,
      envelope,
      outcome,
      record,
    })
  }
}
