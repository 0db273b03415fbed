/**
 * The client engine of one tab: what composables talk to. It holds the rows, saves commands, syncs as the one leader,
 * and tells the plain truth about what is on this phone and what the server has.
 */
import type { Actor } from '../../../domain/access/actor'
import type { CommandRequest } from '../../../domain/command/registry'
import { rowKinds, type KindOfRelation, type Relation, type Row, type RowKind } from '../../../domain/rows'
import type { IdSource } from '../../../domain/ids'
import type { DeviceStore, DraftRecord, Write } from '../../db/port'
import type { ProblemCode } from '../../../sync/problems'
import type { Clock, Hints, Locks, Transport, Vault, Witness } from '../ports'
import { compactOne } from './compact'
import { deliverAll } from './deliver'
import { createHomeKeeper, readHome, type Shown } from './home'
import {
  dispatchCommands,
  settledRecords,
  unsettledRecords,
  type DispatchOptions,
  type SaveResult,
} from './dispatch'
import { Memory, type MemoryChange, type Rest } from './memory'
import { sealContext } from './unseal'
import { freshSending } from './outbox'
import { pruneCommands } from './prune'
import { runRounds, type RoundsReport } from './rounds'
import { bySequence, type OwnCommand, type SignedIn } from './state'

export interface ClientPorts {
  store: DeviceStore
  vault: Vault
  transport: Transport
  clock: Clock
  ids: IdSource
  locks: Locks
  hints: Hints
  witness: Witness
  signedIn: SignedIn
  rest: Rest
}

export interface ClientStatus {
  /** Saved here, not yet with the server. */
  waiting: number
  /** Handed over by another way, outcome not known yet. */
  delivered: number
  held: number
  /** Refused or quarantined and not settled: 需处理. */
  refused: number
  /** Device clock at saving of the oldest waiting command, ms. */
  oldestWaitingAt: number | null
  /** Server clock of the last answer, ms. */
  lastContactAt: number | null
  /** Server clock minus device clock, ms. */
  clockOffsetMs: number | null
  isSyncing: boolean
  /** How the last sync ended. `failed`: this device could not store what came. */
  lastResult: 'none' | 'done' | 'offline' | 'refused' | 'failed'
  /** Code of a refused round, e.g. `tooMany`, or why this device is shut out: `deviceRevoked`, `personInactive`. */
  lastProblem: string | null
  /** All that may be held is held and shown. */
  isComplete: boolean
  /** All that may be held lies on this device. */
  isFilled: boolean
  scopesHeld: number
  scopesGranted: number
  /** Set when the second witness knows of more than the database holds: the browser has wiped it. */
  loss: { saved: number; unsent: number } | null
  /** Own commands that no longer open here; what was sealed for the tenant is delivered all the same. */
  unreadable: number
  /** Times a scope was refetched because its checksum differed. */
  healed: number
}

export interface Draft {
  id: string
  form: string
  updatedAt: number
  content: unknown
}

/** `busy`: another tab is at it. */
export type SyncReport = RoundsReport | { result: 'busy' }

export interface Client {
  status(): ClientStatus
  actor(): Actor | undefined
  row<K extends RowKind>(kind: K, id: string): Row<K> | undefined
  rows<K extends RowKind>(kind: K): Iterable<Row<K>>
  related<R extends Relation>(relation: R, target: string): Row<KindOfRelation<R>>[]
  /** True while the row shows something the server has not confirmed. */
  isUnconfirmed(kind: RowKind, id: string): boolean
  /** Own commands, oldest first. */
  commands(): OwnCommand[]
  dispatch(
    requests: CommandRequest | readonly CommandRequest[],
    options?: DispatchOptions,
  ): Promise<SaveResult>
  /** Refused commands were dealt with: they leave 需处理 together and stay in the records. */
  settle(commandIds: readonly string[]): Promise<void>
  /** Takes `settle` back. */
  unsettle(commandIds: readonly string[]): Promise<void>
  drafts(): Promise<Draft[]>
  saveDraft(draft: Omit<Draft, 'updatedAt'>): Promise<void>
  dropDraft(id: string): Promise<void>
  /** Rounds until nothing more is waiting on either side, or the network gives out. */
  sync(): Promise<SyncReport>
  /** Layout work for idle moments. Returns whether there may be more. */
  tidy(): Promise<boolean>
  /** Resolves when all that lies on this device is shown; the first call begins it. */
  opened(): Promise<void>
  /** Before that: what `keepHome` was given last, if it is still true. Only rows that it names are there so far. */
  home(): unknown
  /** Keeps what the first screen shows now for the next start, and the rows it names. */
  keepHome(shown: Shown): Promise<void>
  /** Reads what other tabs wrote. */
  catchUp(): Promise<void>
  onChange(listener: (change: MemoryChange) => void): () => void
  close(): void
}

/**
 * On a good line all is there in a moment, and unpacking would only be in the way; on a bad one the first village is of
 * use while the others are still coming.
 */
const patienceMs = 3_000

/** Refusals of a device that can't prove itself any more: its work can still be delivered as it was sealed (SPEC CO6). */
const unproved = new Set<string>(['notSignedIn', 'wrongProof'] satisfies ProblemCode[])

export async function openClient(ports: ClientPorts): Promise<Client> {
  const { store, vault, locks, hints, witness, clock, signedIn } = ports
  const memory = new Memory(ports)
  const listeners = new Set<(change: MemoryChange) => void>()
  const sending = freshSending(Math.abs(Math.floor(clock.now() / 1_000)))
  let isSyncing = false
  let lastResult: ClientStatus['lastResult'] = 'none'
  let lastProblem: string | null = null
  let loss: ClientStatus['loss'] = null

  const tell = (change: MemoryChange): void => {
    for (const listener of listeners) listener(change)
  }
  const nothing = (): MemoryChange => ({ kinds: new Set(), commands: true })

  async function catchUp(): Promise<void> {
    const change = await memory.catchUp()
    if (change) tell(change)
    await openRows()
  }

  const openCommands = (): OwnCommand[] => [...memory.books.commands.values()]
  const inState = (...states: OwnCommand['state'][]) =>
    openCommands().filter(({ state }) => states.includes(state))

  function writeWitness(): void {
    witness.write({ saved: memory.books.sequence, unsent: memory.unsent().length, at: clock.now() })
  }

  /** Rows that are on the disk and not unpacked yet are, one piece after the other. */
  async function openRows(): Promise<void> {
    const change = await memory.open()
    if (change.kinds.size > 0) tell(change)
  }

  /** Own commands in another state, `next` worked out anew at each try. */
  async function restate(next: () => OwnCommand[]): Promise<void> {
    await locks.exclusive('write', async () => {
      for (;;) {
        await memory.catchUp()
        const commands = next()
        if (commands.length === 0) return
        const writes = commands.map(({ record }): Write => ({ op: 'put', table: 'commands', record }))
        const show = () => commands.forEach((command) => memory.books.commands.set(command.id, command))
        if (await memory.commit(memory.books.revision, writes, show)) return
      }
    })
    hints.tell()
    tell(nothing())
  }

  /** In the background: what goes wrong is met again by whoever waits for it. */
  const unpack = (): void => void openRows().catch(() => undefined)

  const [kept] = await Promise.all([readHome(ports).catch(() => undefined), memory.start()])
  const home = kept?.revision === memory.books.revision && !memory.isOpen() ? kept : undefined
  if (home) memory.showHomeRows(home.lines)
  const witnessed = witness.read()
  if (witnessed && witnessed.saved > memory.books.sequence) {
    loss = { saved: witnessed.saved - memory.books.sequence, unsent: witnessed.unsent }
    // Sequence numbers go on after the lost ones: the server may have them.
    memory.books.sequence = witnessed.saved
  }
  // A hint that can't be followed (the page is closing, the storage is gone) costs nothing.
  const stopListening = hints.onTold(() => void catchUp().catch(() => undefined))

  /** `mayHeal`: once only, so that what never opens is not fetched for ever. */
  async function rounds(mayHeal = true): Promise<SyncReport> {
    const onFilled = (afterMs: number): void => {
      if (afterMs > patienceMs) unpack()
    }
    const report = await runRounds(memory, { ...ports, onFilled }, sending, ({ kinds }) => {
      writeWitness()
      hints.tell()
      tell({ kinds, commands: true })
      // While the next round is on its way.
      unpack()
    })
    const isUnproved = report.result === 'refused' && unproved.has(report.code)
    const hasUnreadable = memory.unsent().some(({ id }) => memory.unreadable.has(id))
    if (isUnproved || (hasUnreadable && report.result !== 'offline')) {
      const handed = await deliverAll(store, ports.transport, vault, signedIn)
      await catchUp()
      writeWitness()
      hints.tell()
      // What only waited for it, like rows that may not be held any more, is done now and not at the next contact.
      if (handed > 0 && report.result === 'done') return rounds()
    }
    const broken = memory.broken.size
    await openRows()
    // What does not open any more is fetched again.
    if (mayHeal && memory.broken.size > broken && report.result === 'done') return rounds(false)
    return report
  }

  return {
    status() {
      const waiting = memory.unsent()
      const { books } = memory
      return {
        waiting: waiting.length,
        delivered: inState('delivered').length,
        held: inState('held').length,
        refused: inState('rejected', 'quarantined').length,
        oldestWaitingAt: waiting.reduce<number | null>(
          (oldest, { savedAt }) => Math.min(oldest ?? savedAt, savedAt),
          null,
        ),
        lastContactAt: books.lastContact?.serverMs ?? null,
        clockOffsetMs: books.clockOffsetMs,
        isSyncing,
        lastResult,
        lastProblem: lastProblem ?? books.lastContact?.shutOut ?? null,
        isComplete: memory.isFilled() && memory.isOpen(),
        isFilled: memory.isFilled(),
        scopesHeld: [...books.scopes.values()].filter(({ filled }) => filled).length,
        scopesGranted: books.grants?.length ?? 0,
        loss,
        unreadable: memory.unreadable.size,
        healed: [...books.scopes.values()].reduce((total, { healed }) => total + healed, 0),
      }
    },
    actor: () => memory.actor(),
    row: (kind, id) => memory.overlay.row(kind, id),
    rows: (kind) => memory.overlay.all(kind),
    related: (relation, target) => memory.overlay.rowsRelated(relation, target),
    isUnconfirmed: (kind, id) => memory.overlay.isUnconfirmed(kind, id),
    commands: () => openCommands().sort(bySequence),

    async dispatch(requests, options = {}) {
      const list = Array.isArray(requests)
        ? (requests as readonly CommandRequest[])
        : [requests as CommandRequest]
      await openRows()
      const result = await locks.exclusive('write', () => dispatchCommands(memory, ports, list, options))
      if (result.saved) {
        writeWitness()
        hints.tell()
      }
      tell({ kinds: new Set(rowKinds), commands: true })
      return result
    },

    settle: (commandIds) => restate(() => settledRecords(memory, commandIds)),
    unsettle: (commandIds) => restate(() => unsettledRecords(memory, commandIds)),

    async drafts() {
      const drafts: Draft[] = []
      for (const record of await store.all('drafts')) {
        const draft = await openDraft(vault, record)
        if (draft) drafts.push(draft)
      }
      return drafts
    },
    async saveDraft({ id, form, content }) {
      const sealed = await vault.seal(JSON.stringify({ content }), sealContext.draft(id))
      await store.commit({
        writes: [{ op: 'put', table: 'drafts', record: { id, form, updatedAt: clock.now(), sealed } }],
      })
      tell(nothing())
    },
    async dropDraft(id) {
      await store.commit({ writes: [{ op: 'delete', table: 'drafts', key: id }] })
      tell(nothing())
    },

    async sync() {
      if (isSyncing) return { result: 'busy' }
      isSyncing = true
      tell(nothing())
      try {
        const report = (await locks.ifFree('sync', () => rounds())) ?? ({ result: 'busy' } as const)
        if (report.result !== 'busy') {
          lastResult = report.result
          lastProblem = report.result === 'refused' ? report.code : null
        }
        return report
      } catch (error) {
        lastResult = 'failed'
        lastProblem = null
        throw error
      } finally {
        isSyncing = false
        tell(nothing())
      }
    },

    async tidy() {
      return locks.exclusive('write', async () => {
        await pruneCommands(memory)
        return (await compactOne(memory, ports)) !== undefined
      })
    },
    opened: openRows,
    home: () => (memory.isOpen() ? undefined : home?.content),
    keepHome: createHomeKeeper(ports, memory),
    catchUp,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      stopListening()
      listeners.clear()
      store.close()
    },
  }
}

/** Undefined for a draft that no longer opens: it must not keep the others from being found. */
async function openDraft(
  vault: Vault,
  { id, form, updatedAt, sealed }: DraftRecord,
): Promise<Draft | undefined> {
  try {
    const { content } = JSON.parse(await vault.open(sealed, sealContext.draft(id))) as { content: unknown }
    return { id, form, updatedAt, content }
  } catch {
    return undefined
  }
}
