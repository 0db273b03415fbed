/**
 * Saving: check, decide on the rows held, seal, commit with strict durability, show. Several commands of one stroke
 * (a visit and the issues raised in it) are saved together or not at all. A tab that was frozen for hours can't decide
 * on stale rows: the commit compares the revision, and the tab catches up and decides again.
 */
import type { CommandRequest } from '../../../domain/command/registry'
import { commandDefinitions } from '../../../domain/command/registry'
import type { Rejection } from '../../../domain/command/rejection'
import type { IdSource } from '../../../domain/ids'
import { envelopeSchema, type Envelope } from '../../../sync/envelope'
import { bundleHeader } from '../../../sync/up'
import { parse } from '../../../domain/schema'
import { DeviceStoreLost, type CommandRecord, type Write } from '../../db/port'
import type { Clock, Vault } from '../ports'
import type { Overlay } from '../rows/overlay'
import type { Memory } from './memory'
import { sealContext } from './unseal'
import { metaKeys, type OwnCommand, type SignedIn } from './state'

export interface DispatchOptions {
  /** The draft this came from: it goes in the same stroke. */
  draftId?: string
  /** Refused commands that this one puts right. */
  settles?: readonly string[]
  /** Versions of rows that the person looked at while typing, by row key, where they may be older than what is held now. */
  seen?: Readonly<Record<string, number>>
}

export type SaveResult =
  /** On disk. `unknown`: some were kept for the server to judge, since a row they need is not held here. */
  | { saved: true; commandIds: string[]; unknown: boolean }
  /** Nothing was saved: the command of this index would be refused; what was typed is still in the form and its draft. */
  | { saved: false; index: number; rejection: Rejection }
  /** Nothing was saved: this device does not hold who the person is yet. */
  | { saved: false; index: -1; rejection: null }

export interface DispatchPorts {
  vault: Vault
  clock: Clock
  ids: IdSource
  signedIn: SignedIn
}

/** A connection lost this often in one save will not come back without the person knowing. */
const maxLosses = 3

async function commitOrLose(commit: () => Promise<boolean>): Promise<boolean | 'lost'> {
  try {
    return await commit()
  } catch (error) {
    if (error instanceof DeviceStoreLost) return 'lost'
    throw error
  }
}

/** Stale more often than this means something else is wrong than another tab writing. */
const maxTries = 50

/** Must run under the write lock of all tabs (or be prepared to retry: the commit compares the revision anyway). */
export async function dispatchCommands(
  memory: Memory,
  ports: DispatchPorts,
  requests: readonly CommandRequest[],
  options: DispatchOptions,
): Promise<SaveResult> {
  const savedAt = ports.clock.now()
  const ids = requests.map(() => ports.ids.next())
  let losses = 0
  for (let attempt = 0; attempt < maxTries; attempt++) {
    // What is held is nearly always the latest, and the commit finds out; only a try that failed reads first.
    if (attempt > 0) await memory.catchUp()
    // The storage connection died after an earlier try had been written: it is saved, not to be saved again.
    if (ids.every((id) => memory.books.commands.has(id)))
      return { saved: true, commandIds: ids, unknown: false }
    const { revision } = memory.books
    const decided = decide(memory, requests, { ids, savedAt, seen: options.seen ?? {} })
    if (!decided.ok) {
      // No commit follows that would find stale rows out.
      if (attempt === 0 && (await memory.catchUp())) continue
      return decided.refusal
    }
    const records: OwnCommand[] = []
    for (const envelope of decided.envelopes) records.push(await sealCommand(envelope, savedAt, ports))
    const settled = settledRecords(memory, options.settles ?? [])
    const writes: Write[] = [
      ...[...records, ...settled].map(({ record }) => ({
        op: 'put' as const,
        table: 'commands' as const,
        record,
      })),
      {
        op: 'put',
        table: 'meta',
        record: { key: metaKeys.sequence, value: memory.books.sequence + requests.length },
      },
      ...(options.draftId === undefined
        ? []
        : [{ op: 'delete' as const, table: 'drafts' as const, key: options.draftId }]),
    ]
    const saved = await commitOrLose(() =>
      memory.commit(revision, writes, () => {
        memory.books.sequence += requests.length
        for (const command of [...records, ...settled]) memory.books.commands.set(command.id, command)
        memory.overlay = decided.overlay
      }),
    )
    if (saved === 'lost' && ++losses > maxLosses) throw new DeviceStoreLost()
    if (saved !== true) continue
    return { saved: true, commandIds: ids, unknown: decided.unknown }
  }
  throw new Error('other tabs kept writing: could not save')
}

type Decided =
  | { ok: true; envelopes: Envelope[]; overlay: Overlay; unknown: boolean }
  | { ok: false; refusal: Extract<SaveResult, { saved: false }> }

function decide(
  memory: Memory,
  requests: readonly CommandRequest[],
  { ids, savedAt, seen }: { ids: readonly string[]; savedAt: number; seen: Readonly<Record<string, number>> },
): Decided {
  const actor = memory.actor()
  if (!actor) return { ok: false, refusal: { saved: false, index: -1, rejection: null } }
  const overlay = memory.overlay.fork()
  const envelopes: Envelope[] = []
  let unknown = false
  for (const [index, { name, args }] of requests.entries()) {
    const { version } = commandDefinitions[name]
    const { base, after } = overlay.readsOf(name, version, args, actor)
    const envelope: Envelope = {
      id: ids[index] ?? '',
      seq: memory.books.sequence + index + 1,
      name,
      version,
      // A copy without the page's reactive wrappers: what is sealed is what was judged.
      args: JSON.parse(JSON.stringify(args)) as unknown,
      occurredAt: savedAt,
      clockOffsetMs: memory.books.clockOffsetMs,
      base: asSeen(base, seen),
      after,
    }
    const parsed = parse(envelopeSchema, envelope)
    if (!parsed.ok)
      throw new Error(
        `an envelope that would not travel: ${parsed.issues[0]?.path} ${parsed.issues[0]?.code}`,
      )
    const verdict = overlay.fold(envelope, actor)
    if (verdict.verdict === 'reject') {
      return { ok: false, refusal: { saved: false, index, rejection: verdict.rejection } }
    }
    unknown ||= verdict.verdict === 'unknown'
    envelopes.push(envelope)
  }
  return { ok: true, envelopes, overlay, unknown }
}

/** What came in while somebody was typing is not what they decided on. */
const asSeen = (
  base: Record<string, number>,
  seen: Readonly<Record<string, number>>,
): Record<string, number> =>
  Object.fromEntries(
    Object.entries(base).map(([key, version]) => [key, Math.min(version, seen[key] ?? version)]),
  )

/** Sealed twice: for this device, and to the tenant's key for whoever carries it. Before the transaction, never inside. */
async function sealCommand(envelope: Envelope, savedAt: number, ports: DispatchPorts): Promise<OwnCommand> {
  const { vault, signedIn } = ports
  const plain = JSON.stringify(envelope)
  const header = bundleHeader({
    tenantId: signedIn.tenantId,
    deviceId: signedIn.deviceId,
    commandId: envelope.id,
    seq: envelope.seq,
    keyId: vault.tenantKeyId,
  })
  const [sealed, bundle] = await Promise.all([
    vault.seal(plain, sealContext.command(envelope.id)),
    vault.sealForTenant(plain, header),
  ])
  const record: CommandRecord = {
    id: envelope.id,
    seq: envelope.seq,
    state: 'waiting',
    savedAt,
    sealed,
    bundle: { deviceId: signedIn.deviceId, keyId: vault.tenantKeyId, ...bundle },
    sealedOutcome: null,
    outcomeVersion: null,
    outcomeResult: null,
  }
  return { id: envelope.id, seq: envelope.seq, state: 'waiting', savedAt, envelope, outcome: null, record }
}

/** Refused commands that the person has dealt with; they stay readable for as long as applied ones do. */
export function settledRecords(memory: Memory, ids: readonly string[]): OwnCommand[] {
  return ids.flatMap((id) => {
    const command = memory.books.commands.get(id)
    if (!command || (command.state !== 'rejected' && command.state !== 'quarantined')) return []
    return [inState(command, 'settled')]
  })
}

/** The same as they were refused: what the server said about them tells which of the two states it was. */
export function unsettledRecords(memory: Memory, ids: readonly string[]): OwnCommand[] {
  return ids.flatMap((id) => {
    const command = memory.books.commands.get(id)
    if (command?.state !== 'settled') return []
    return [inState(command, command.record.outcomeResult === 'quarantined' ? 'quarantined' : 'rejected')]
  })
}

const inState = (command: OwnCommand, state: OwnCommand['state']): OwnCommand => ({
  ...command,
  state,
  record: { ...command.record, state },
})
