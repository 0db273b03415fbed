import { brotliDecompress } from 'node:zlib'
import { promisify } from 'node:util'
import { parse } from '../../domain/schema'
import { envelopeSchema, type Envelope } from '../../sync/envelope'
import type { Outcome } from '../../sync/outcome'
import { oldestServedVersion, protocolVersion } from '../../sync/protocolVersion'
import type { DeliverResponse, Receipt, SyncResponse } from '../../sync/down'
import type { SyncRequest } from '../../sync/up'
import type { OutcomeSigner, Random, ServerClock } from '../ports'
import type { LoggedCommand, Store } from '../store/port'
import { cutBlocks, defaultBlockSizes, offsetIn, type BlockSizes } from './blocks'
import { defaultMaxRows, grantsNow, pull, type Pulled } from './pull'
import { runCommands, type Submission } from './runner'
import type { Identity, OpenedBundle, SyncService } from './service'

export interface SyncServicePorts {
  store: Store
  signer: OutcomeSigner
  clock: ServerClock
  random: Random
  onBug: (error: unknown, envelope: Envelope) => void
  /** Blocks were cut: they can be packed more tightly. */
  onCut?: (tenantId: string) => void
  blockSizes?: BlockSizes
  /** Rows in one answer at most. */
  maxRows?: number
}

const unpack = promisify(brotliDecompress)

export function createSyncService(ports: SyncServicePorts): SyncService {
  const { store, clock, random, blockSizes: sizes = defaultBlockSizes, maxRows = defaultMaxRows } = ports
  const listeners = new Set<(tenantId: string) => void>()
  const cutting = new Map<string, Promise<void>>()

  /** Runs envelopes in one transaction and tells listeners after the commit. */
  async function run(
    tenantId: string,
    submissions: readonly Submission[],
    again: readonly string[] = [],
  ): Promise<(Outcome | undefined)[]> {
    if (submissions.length === 0 && again.length === 0) return []
    const result = await store.write(tenantId, (tx) => runCommands(tx, submissions, ports, again))
    if (result.changed > 0) for (const listener of listeners) listener(tenantId)
    return result.outcomes
  }

  /** What became of a person's own commands. */
  async function readOwn({ tenantId, personId }: Identity, ids: readonly string[]): Promise<LoggedCommand[]> {
    if (ids.length === 0) return []
    const known = () => store.read(tenantId, (tx) => tx.commands(ids))
    const isOwn = (command: LoggedCommand) => command.actorId === personId
    const own = (await known()).filter(isOwn)
    const predecessors = own.flatMap(({ heldFor }) => heldFor ?? [])
    if (predecessors.length === 0) return own
    // Held for something that is judged: a bug stood in the way then.
    const before = await store.read(tenantId, (tx) => tx.commands(predecessors))
    const judged = new Set(before.filter(({ result }) => result !== 'held').map(({ commandId }) => commandId))
    const stuck = own.filter(({ heldFor }) => judged.has(heldFor ?? '')).map(({ commandId }) => commandId)
    if (stuck.length === 0) return own
    await run(tenantId, [], stuck)
    return (await known()).filter(isOwn)
  }

  /** One cut per scope at a time: many phones sign in on the same morning. */
  function cutOnce(tenantId: string, scope: string): Promise<void> {
    const key = `${tenantId} ${scope}`
    const running = cutting.get(key)
    if (running) return running
    const started = cutBlocks(store, tenantId, scope, random, sizes)
      .then(() => ports.onCut?.(tenantId))
      .finally(() => cutting.delete(key))
    cutting.set(key, started)
    return started
  }

  async function pullPages(identity: Identity, request: SyncRequest): Promise<Pulled> {
    const read = (allowUncut: boolean) =>
      store.read(identity.tenantId, (tx) => pull(tx, identity, request, { allowUncut, sizes, maxRows }))
    const first = await read(true)
    if (first.uncut.length === 0) return first
    for (const scope of first.uncut) await cutOnce(identity.tenantId, scope)
    return read(false)
  }

  async function auditSensitive(identity: Identity, pulled: Pulled): Promise<void> {
    const entries = [...pulled.sensitiveRows].map(([scope, rows]) => ({
      at: clock.now(),
      actorId: identity.personId,
      deviceId: identity.deviceId,
      action: 'pull.sensitive',
      detail: { scope, rows },
    }))
    if (entries.length > 0) await store.write(identity.tenantId, (tx) => tx.appendAudit(entries))
  }

  return {
    async sync(identity, request): Promise<SyncResponse> {
      const receivedAt = clock.now()
      const submissions = request.envelopes.map((envelope) => ({ identity, envelope, receivedAt }))
      const outcomes = (await run(identity.tenantId, submissions)).filter((outcome) => outcome !== undefined)
      const own = await readOwn(identity, request.ask)
      const known = new Set(own.map((command) => command.commandId))
      const common = {
        protocol: protocolVersion,
        serverTimeMs: receivedAt,
        outcomes: [...outcomes, ...own.map((command) => JSON.parse(command.outcome) as Outcome)],
        unknownAsked: [...new Set(request.ask)].filter((id) => !known.has(id)),
      }
      if (request.pushOnly === true || request.protocol < oldestServedVersion) {
        const head = await store.read(identity.tenantId, (tx) => tx.head())
        const nothing = { grants: [], dropped: [], pages: [], more: false, pullServed: false }
        return { ...common, ...nothing, epoch: head.epoch, version: head.version }
      }
      const pulled = await pullPages(identity, request)
      await auditSensitive(identity, pulled)
      const { epoch, version, grants, dropped, pages, more, shutOut } = pulled
      const answer = { ...common, epoch, version, grants, dropped, pages, more, pullServed: true }
      return shutOut === undefined ? answer : { ...answer, shutOut }
    },

    async deliver(bundles): Promise<DeliverResponse> {
      const receipts: Receipt[] = []
      const byTenant = new Map<string, Submission[]>()
      for (const bundle of bundles) {
        const envelope = readEnvelope(bundle)
        if (!envelope) {
          receipts.push({
            commandId: bundle.commandId,
            receipt: 'refused',
            code: 'malformed',
            sha256: bundle.sha256,
          })
          continue
        }
        receipts.push({ commandId: bundle.commandId, receipt: 'stored', sha256: bundle.sha256 })
        const submission = { identity: bundle.identity, envelope, receivedAt: clock.now() }
        byTenant.set(bundle.identity.tenantId, [
          ...(byTenant.get(bundle.identity.tenantId) ?? []),
          submission,
        ])
      }
      // A receipt is given only after the commit; a bundle that met a bug in a command is not receipted.
      const unjudged = new Set<string>()
      for (const [tenantId, submissions] of byTenant) {
        const outcomes = await run(tenantId, submissions)
        outcomes.forEach((outcome, index) => {
          const id = submissions[index]?.envelope.id
          if (!outcome && id) unjudged.add(id)
        })
      }
      return {
        receipts: receipts.filter(({ commandId }) => !unjudged.has(commandId)),
        serverTimeMs: clock.now(),
      }
    },

    async blocks(identity, request) {
      const pack = await store.read(identity.tenantId, async (tx) => {
        const found = await tx.packOf(request.from)
        return found && (await grantsNow(tx, identity)).includes(found.scope) ? found : undefined
      })
      const offset = pack && offsetIn(pack.blocks, request.from)
      if (!pack || offset === undefined) return undefined
      if (offset === 0) return { bytes: pack.content, packing: 'br' }
      return { bytes: (await unpack(pack.content)).subarray(offset), packing: undefined }
    },

    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    announce(tenantId) {
      for (const listener of listeners) listener(tenantId)
    },
  }
}

function readEnvelope({ plain, commandId, seq }: OpenedBundle): Envelope | undefined {
  let value: unknown
  try {
    value = JSON.parse(plain)
  } catch {
    return undefined
  }
  const parsed = parse(envelopeSchema, value)
  return parsed.ok && parsed.value.id === commandId && parsed.value.seq === seq ? parsed.value : undefined
}
