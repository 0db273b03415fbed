/**
 * The in-memory side of one tab: confirmed rows, overlay and bookkeeping, loaded from the device store and caught up
 * with what other tabs wrote. Whatever was read is unsealed here and nowhere else.
 */
import type { Actor } from '../../../domain/access/actor'
import { rowKinds, type RowKind } from '../../../domain/rows'
import type { Envelope } from '../../../sync/envelope'
import type { Outcome } from '../../../sync/outcome'
import type { ChangesSince, CommandRecord, DeviceStore, MetaRecord, Write } from '../../db/port'
import type { Vault } from '../ports'
import { Overlay } from '../rows/overlay'
import { RowMaps } from '../rows/rowMaps'
import { bySequence, emptyBookkeeping, isUnconfirmed, metaKeys, scopeKeyPrefix, type Bookkeeping, type OwnCommand, type ScopeState, type SignedIn } from './state'

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
  /** Own commands whose seal for this device does not open: their bundle for the tenant still can be delivered. */
  readonly unreadable = new Set<string>()
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
    for (;;) {
      const since = this.books.revision
      if (since > 0 && (await this.store.revision()) === since) return undefined
      const changes = await this.store.changesSince(since)
      if (changes.revision === since) return undefined
      const opened = await this.openAll(changes)
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

  private async openAll(changes: ChangesSince): Promise<Opened> {
    const lines: Opened['lines'] = []
    for (const { id, scope, sealed } of changes.segments) {
      lines.push({ scope, lines: await this.openLines(sealed, sealContext.segment(id)) })
    }
    for (const { key, scope, sealed } of changes.delta) {
      lines.push({ scope, lines: await this.openLines(sealed, sealContext.delta(key)) })
    }
    const commands: OwnCommand[] = []
    const unreadable: string[] = []
    for (const record of changes.commands) {
      try {
        commands.push(await this.openCommand(record))
      } catch {
        unreadable.push(record.id)
      }
    }
    return { lines, commands, unreadable }
  }

  /** All at once, without awaiting: nobody sees half of it. */
  private take(changes: ChangesSince, { lines, commands, unreadable }: Opened): MemoryChange {
    const kinds = new Set<RowKind>()
    // A scope may have been dropped and filled again since: the drop is older than what is read now.
    for (const { scope } of changes.droppedScopes) for (const kind of this.dropScope(scope)) kinds.add(kind)
    for (const { id, scope } of changes.segments) this.segments.set(id, scope)
    for (const opened of lines) {
      if (opened.lines === 'broken') {
        // A record that cannot be opened must not block the rest: its scope is fetched again.
        this.broken.add(opened.scope)
        continue
      }
      for (const line of opened.lines) {
        const touched = this.confirmed.apply(opened.scope, line)
        if (touched) kinds.add(touched.kind)
      }
    }
    for (const record of changes.meta) this.takeMeta(record)
    for (const command of commands) this.books.commands.set(command.id, command)
    for (const id of unreadable) this.unreadable.add(id)
    this.books.revision = changes.revision
    this.rebase()
    if (commands.length > 0) for (const kind of rowKinds) kinds.add(kind)
    return { kinds, commands: commands.length > 0 }
  }

  private async openLines(sealed: Uint8Array, context: string): Promise<string[] | 'broken'> {
    try {
      const text = await this.vault.open(sealed, context)
      return text === '' ? [] : text.split('\n')
    } catch {
      return 'broken'
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

  private async openCommand(record: CommandRecord): Promise<OwnCommand> {
    const { id, seq, state, savedAt } = record
    const known = this.books.commands.get(id)
    const envelope =
      known?.envelope ?? (JSON.parse(await this.vault.open(record.sealed, sealContext.command(id))) as Envelope)
    const outcome = record.sealedOutcome
      ? (JSON.parse(await this.vault.open(record.sealedOutcome, sealContext.outcome(id))) as Outcome)
      : null
    return { id, seq, state, savedAt, envelope, outcome, record }
  }
}

interface Opened {
  lines: { scope: string; lines: string[] | 'broken' }[]
  commands: OwnCommand[]
  unreadable: string[]
}
