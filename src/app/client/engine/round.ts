/**
 * One round with the server: send what waits, ask after what was delivered otherwise, take outcomes and pages. Whatever
 * comes is stored in one transaction with its cursors before anything is believed. Rules: `src/sync/SPEC.md`.
 */
import type { RowKind } from '../../../domain/rows'
import { protocolVersion } from '../../../sync/protocolVersion'
import { parseLine } from '../../../sync/line'
import { rowKey } from '../../../domain/rows'
import type { BlockRef, Page, SyncResponse } from '../../../sync/down'
import type { Outcome } from '../../../sync/outcome'
import type { SyncRequest } from '../../../sync/up'
import type { CommandRecord, SegmentRecord, Write } from '../../db/port'
import type { Clock, Transport, Vault } from '../ports'
import { addLine, emptySum, formatSum } from '../../../sync/checksum'
import { sealContext, type Memory } from './memory'
import { bySequence, metaKeys, type OwnCommand, type ScopeState } from './state'

export interface RoundPorts {
  vault: Vault
  clock: Clock
  transport: Transport
}

/** How sending went lately; kept by the engine between rounds, lost at a restart without harm. */
export interface SendingState {
  /** Envelopes sent at most in one round: halved when a whole request is refused, so that one poisoned command is found. */
  batchLimit: number
  /** Rounds in which an envelope got no answer though the request did: sent last, so that it delays only itself. */
  unanswered: Map<string, number>
  /** Scopes to verify next, in turn. */
  verifyNext: number
}
export const freshSending = (): SendingState => ({ batchLimit: 100, unanswered: new Map(), verifyNext: 0 })

export type RoundResult =
  | { result: 'done'; sent: number; more: boolean; kinds: Set<RowKind> }
  /** The request or its answer was lost; it may have acted. */
  | { result: 'offline' }
  | { result: 'refused'; code: string; retryAfterS: number | null; status: number }

/** Bytes of envelopes in one request, so that a slow line gets an answer before it breaks. */
const maxEnvelopeChars = 400_000

export async function syncRound(memory: Memory, ports: RoundPorts, sending: SendingState): Promise<RoundResult> {
  await memory.catchUp()
  const request = buildRequest(memory, ports.clock, sending)
  const sentAt = ports.clock.now()
  const answer = await ports.transport.sync(request)
  if (!answer.ok) {
    if (answer.reason === 'network') return { result: 'offline' }
    sending.batchLimit = Math.max(1, Math.floor(Math.min(sending.batchLimit, request.envelopes.length || 1) / 2))
    const { problem, status } = answer
    return { result: 'refused', code: problem.code, retryAfterS: problem.retryAfterS ?? null, status }
  }
  sending.batchLimit = Math.min(100, sending.batchLimit * 2)
  const response = answer.value
  noteUnanswered(request, response, sending)
  const clockOffsetMs = Math.round(response.serverTimeMs - (sentAt + ports.clock.now()) / 2)
  const outcomes = await verifiedOutcomes(memory, ports, response)
  const kinds = await takeAnswer(memory, ports, { request, response, outcomes, clockOffsetMs })
  const filled = await fillScopes(memory, ports, response, kinds)
  const waiting = [...memory.books.commands.values()].some((command) => command.state === 'waiting')
  const progress = request.envelopes.length > 0 && outcomes.length > 0
  return { result: 'done', sent: request.envelopes.length, more: response.more || filled === 'again' || memory.broken.size > 0 || (waiting && progress), kinds }
}

function buildRequest(memory: Memory, clock: Clock, sending: SendingState): SyncRequest {
  const { books } = memory
  const commands = [...books.commands.values()]
  const tries = (command: OwnCommand) => sending.unanswered.get(command.id) ?? 0
  const waiting = commands
    .filter((command) => command.state === 'waiting')
    .sort((a, b) => tries(a) - tries(b) || bySequence(a, b))
  let chars = 0
  const envelopes = waiting
    .slice(0, sending.batchLimit)
    .map((command) => command.envelope)
    .filter((envelope, index) => {
      chars += JSON.stringify(envelope.args).length
      return index === 0 || chars <= maxEnvelopeChars
    })
  const asked = commands.filter((command) => command.state === 'delivered' || command.state === 'held')
  const scopes = [...books.scopes.values()]
  const verified = scopes.length === 0 ? undefined : scopes[sending.verifyNext++ % scopes.length]?.scope
  return {
    protocol: protocolVersion,
    epoch: books.epoch,
    clockMs: clock.now(),
    holds: scopes.map(({ scope, cursor }) => {
      const usable = memory.broken.has(scope) ? null : cursor
      return { scope, cursor: usable, ...(scope === verified && usable !== null ? { verify: true } : {}) }
    }),
    envelopes,
    ask: asked.sort(bySequence).slice(0, 500).map((command) => command.id),
  }
}

function noteUnanswered(request: SyncRequest, response: SyncResponse, sending: SendingState): void {
  const answered = new Set(response.outcomes.map((outcome) => outcome.commandId))
  for (const { id } of request.envelopes) {
    if (answered.has(id)) sending.unanswered.delete(id)
    else sending.unanswered.set(id, (sending.unanswered.get(id) ?? 0) + 1)
  }
}

/** Only outcomes the server signed, and only for own commands. */
async function verifiedOutcomes(memory: Memory, { vault }: RoundPorts, response: SyncResponse): Promise<Outcome[]> {
  const verified: Outcome[] = []
  for (const outcome of response.outcomes) {
    if (memory.books.commands.has(outcome.commandId) && (await vault.verifyOutcome(outcome))) verified.push(outcome)
  }
  return verified
}

interface Answer {
  request: SyncRequest
  response: SyncResponse
  outcomes: readonly Outcome[]
  clockOffsetMs: number
}

/** Stores outcomes, pages without blocks, dropped scopes and bookkeeping in one transaction, then shows them. */
async function takeAnswer(memory: Memory, ports: RoundPorts, answer: Answer): Promise<Set<RowKind>> {
  const { response } = answer
  const sealedPages = new Map<string, Write[]>()
  const sealedOutcomes = new Map<string, Uint8Array>()
  for (const page of response.pages) if (page.blocks.length === 0) sealedPages.set(page.scope, await sealPage(ports, page))
  for (const outcome of answer.outcomes) {
    const sealed = await ports.vault.seal(JSON.stringify(outcome), sealContext.outcome(outcome.commandId))
    sealedOutcomes.set(outcome.commandId, sealed)
  }
  for (;;) {
    const { revision } = memory.books
    const plan = planAnswer(memory, answer, sealedPages, sealedOutcomes, ports.clock.now())
    const kinds = new Set<RowKind>()
    if (await memory.commit(revision, plan.writes, () => plan.show(kinds))) return kinds
    // Another tab wrote meanwhile: catch up, and take only what still fits what is held now.
    await memory.catchUp()
  }
}

interface Plan {
  writes: Write[]
  /** Brings the memory to what was written. */
  show: (kinds: Set<RowKind>) => void
}

function planAnswer(
  memory: Memory,
  { request, response, outcomes, clockOffsetMs }: Answer,
  sealedPages: ReadonlyMap<string, Write[]>,
  sealedOutcomes: ReadonlyMap<string, Uint8Array>,
  deviceMs: number,
): Plan {
  const { books } = memory
  const newEpoch = books.epoch !== null && books.epoch !== response.epoch
  const commands = nextCommands(memory, outcomes, sealedOutcomes, response.unknownAsked, newEpoch ? response.epoch : null)
  const current = response.pages.filter((page) => isCurrent(memory, request, page))
  const pages = current.filter((page) => page.blocks.length === 0)
  const stillWaiting = [...books.commands.values()].some(
    ({ id, state }) => (commands.get(id)?.state ?? state) === 'waiting',
  )
  // Rows leave only after unsent work was handed over; the next round asks again.
  const dropped = response.pullServed && !stillWaiting ? response.dropped : []
  const scopes = new Map<string, ScopeState | null>()
  const emptied = new Set<string>(dropped)
  for (const scope of dropped) scopes.set(scope, null)
  for (const page of current) {
    const { scope } = page
    const before = books.scopes.get(scope)
    const healed = (before?.healed ?? 0) + (memory.broken.has(scope) ? 1 : 0)
    if (page.blocks.length > 0) {
      // Segments of a fill that was cut are kept: the same blocks are not fetched twice.
      if (page.reset || memory.broken.has(scope)) emptied.add(scope)
      scopes.set(scope, { scope, cursor: null, upTo: 0, healed })
    } else {
      if (page.reset || before?.cursor == null || memory.broken.has(scope)) emptied.add(scope)
      scopes.set(scope, { scope, cursor: page.cursor, upTo: page.upTo, healed })
    }
  }
  const grants = response.pullServed ? response.grants : (books.grants ?? [])
  const after = new Map(books.scopes)
  for (const [scope, state] of scopes) {
    if (state) after.set(scope, state)
    else after.delete(scope)
  }
  const caughtUp = response.pullServed ? caughtUpTo(grants, after, response) : books.caughtUp
  const lastContact = { serverMs: response.serverTimeMs, deviceMs }
  const meta = (key: string, value: unknown): Write => ({ op: 'put', table: 'meta', record: { key, value } })
  const writes: Write[] = [
    ...[...emptied].map((scope): Write => ({ op: 'dropScope', scope })),
    ...pages.flatMap((page) => sealedPages.get(page.scope) ?? []),
    ...[...commands.values()].map(({ record }): Write => ({ op: 'put', table: 'commands', record })),
    ...[...scopes].map(([scope, state]) => meta(metaKeys.scope(scope), state)),
    meta(metaKeys.epoch, response.epoch),
    meta(metaKeys.clockOffset, clockOffsetMs),
    meta(metaKeys.caughtUp, caughtUp),
    meta(metaKeys.grants, grants),
    meta(metaKeys.lastContact, lastContact),
  ]
  return {
    writes,
    show(kinds) {
      for (const scope of emptied) for (const kind of memory.dropScope(scope)) kinds.add(kind)
      for (const page of pages) applyLines(memory, page, kinds)
      for (const scope of emptied) memory.broken.delete(scope)
      for (const command of commands.values()) books.commands.set(command.id, command)
      books.scopes = after
      Object.assign(books, { epoch: response.epoch, clockOffsetMs, caughtUp, grants, lastContact })
      healDiffering(memory, pages)
      memory.rebase()
    },
  }
}

/** A page fits only what the device held when it asked: after another tab pulled meanwhile it is dropped. */
function isCurrent(memory: Memory, request: SyncRequest, page: Page): boolean {
  const asked = request.holds.find((hold) => hold.scope === page.scope)?.cursor ?? null
  const held = memory.broken.has(page.scope) ? null : (memory.books.scopes.get(page.scope)?.cursor ?? null)
  return asked === held
}

function nextCommands(
  memory: Memory,
  outcomes: readonly Outcome[],
  sealed: ReadonlyMap<string, Uint8Array>,
  unknownAsked: readonly string[],
  newEpoch: string | null,
): Map<string, OwnCommand> {
  const next = new Map<string, OwnCommand>()
  const change = (command: OwnCommand, fields: Partial<CommandRecord>, outcome: Outcome | null = command.outcome) => {
    const record = { ...command.record, ...fields }
    next.set(command.id, { ...command, state: record.state, outcome, record })
  }
  // A restored server may have lost what it once accepted: everything still kept is offered again.
  if (newEpoch !== null) {
    for (const command of memory.books.commands.values()) {
      if (command.state === 'applied' || command.state === 'delivered') change(command, { state: 'waiting' })
    }
  }
  for (const id of unknownAsked) {
    const command = memory.books.commands.get(id)
    if (command && (command.state === 'delivered' || command.state === 'held')) change(command, { state: 'waiting' })
  }
  for (const outcome of outcomes) {
    const command = memory.books.commands.get(outcome.commandId)
    // What the person has settled stays settled, and a final answer is never replaced by an older one.
    if (!command || command.state === 'settled') continue
    if (command.state === 'rejected' && outcome.result !== 'applied') continue
    change(
      command,
      {
        state: outcome.result === 'payloadConflict' ? 'rejected' : outcome.result,
        sealedOutcome: sealed.get(outcome.commandId) ?? null,
        outcomeVersion: outcome.version,
        outcomeResult: outcome.result,
      },
      outcome,
    )
  }
  return next
}

/** The version up to which all granted scopes are held; a scope without a page did not change. */
function caughtUpTo(grants: readonly string[], scopes: ReadonlyMap<string, ScopeState>, response: SyncResponse): number {
  const paged = new Map(response.pages.map((page) => [page.scope, page]))
  return grants.reduce((lowest, scope) => {
    const state = scopes.get(scope)
    if (state?.cursor == null) return 0
    return Math.min(lowest, paged.has(scope) ? state.upTo : response.version)
  }, response.version)
}

function applyLines(memory: Memory, page: Page, kinds: Set<RowKind>): void {
  for (const line of page.lines === '' ? [] : page.lines.split('\n')) {
    const touched = memory.confirmed.apply(page.scope, line)
    if (touched) kinds.add(touched.kind)
  }
}

/** A scope refetched this often in one session has another trouble than rot: it is told, not fetched for ever. */
const maxHeals = 5

/** A scope whose own checksum differs from the server's is fetched again from the start. */
function healDiffering(memory: Memory, pages: readonly Page[]): void {
  for (const page of pages) {
    if (page.sum === null || page.sum === memory.confirmed.scopeSum(page.scope)) continue
    const state = memory.books.scopes.get(page.scope)
    if (state && state.healed < maxHeals) memory.broken.add(page.scope)
  }
}

async function sealPage({ vault }: RoundPorts, page: Page): Promise<Write[]> {
  const writes: Write[] = []
  for (const line of page.lines === '' ? [] : page.lines.split('\n')) {
    const parsed = parseLine(line)
    if (!parsed) throw new Error('a broken line in a page')
    const key = `${page.scope}|${rowKey(parsed.kind, parsed.id)}`
    const sealed = await vault.seal(line, sealContext.delta(key))
    writes.push({ op: 'put', table: 'delta', record: { key, scope: page.scope, version: parsed.version, sealed } })
  }
  return writes
}

/**
 * First fill of large scopes: blocks are sealed and stored as they come, each on its own, so that a cut line costs one
 * block. The cursor is set with the last of them; until then the scope counts as not held.
 */
async function fillScopes(
  memory: Memory,
  ports: RoundPorts,
  response: SyncResponse,
  kinds: Set<RowKind>,
): Promise<'done' | 'again'> {
  let result: 'done' | 'again' = 'done'
  for (const page of response.pages.filter((candidate) => candidate.blocks.length > 0)) {
    if ((await fillScope(memory, ports, page, kinds)) === 'again') result = 'again'
  }
  return result
}

const segmentId = (scope: string, block: BlockRef): string => `${scope}|${block.id}`

async function fillScope(memory: Memory, ports: RoundPorts, page: Page, kinds: Set<RowKind>): Promise<'done' | 'again'> {
  const { scope } = page
  if (memory.books.scopes.get(scope)?.cursor != null) return 'done'
  const stored = new Set(page.blocks.filter((block) => memory.segments.has(segmentId(scope, block))).map(({ id }) => id))
  const wanted = new Map(page.blocks.filter((block) => !stored.has(block.id)).map((block) => [block.id, block]))
  if (wanted.size > 0) {
    const answer = await ports.transport.blocks({ blocks: [...wanted.keys()].slice(0, 500) }, async (id, text) => {
      const block = wanted.get(id)
      if (block && (await storeBlock(memory, ports, scope, block, text, kinds))) stored.add(id)
    })
    if (!answer.ok) return 'done'
  }
  // The server may have cut the scope anew meanwhile: the next answer names other blocks.
  if (page.blocks.some((block) => !stored.has(block.id))) return 'again'
  const tail = await sealPage(ports, page)
  const keep = new Set(page.blocks.map((block) => segmentId(scope, block)))
  for (;;) {
    const before = memory.books.scopes.get(scope)
    if (before?.cursor != null) return 'done'
    const isStale = [...memory.segments].some(([id, owner]) => owner === scope && !keep.has(id))
    if (isStale) return restartScope(memory, scope)
    const state: ScopeState = { scope, cursor: page.cursor, upTo: page.upTo, healed: before?.healed ?? 0 }
    const writes: Write[] = [...tail, { op: 'put', table: 'meta', record: { key: metaKeys.scope(scope), value: state } }]
    const committed = await memory.commit(memory.books.revision, writes, () => {
      memory.books.scopes.set(scope, state)
      applyLines(memory, page, kinds)
      healDiffering(memory, [page])
      memory.rebase()
    })
    if (committed) return 'again'
    await memory.catchUp()
  }
}

/** Blocks of an older cut are mixed in: the scope starts anew, once. */
async function restartScope(memory: Memory, scope: string): Promise<'again'> {
  const dropped = await memory.commit(memory.books.revision, [{ op: 'dropScope', scope }], () => memory.dropScope(scope))
  if (!dropped) await memory.catchUp()
  return 'again'
}

/** False when the block is not what the server announced: it is fetched again. */
async function storeBlock(
  memory: Memory,
  ports: RoundPorts,
  scope: string,
  block: BlockRef,
  text: string,
  kinds: Set<RowKind>,
): Promise<boolean> {
  if ((await ports.vault.sha256Hex(new TextEncoder().encode(text))) !== block.sha256) return false
  const lines = text === '' ? [] : text.split('\n')
  const id = segmentId(scope, block)
  const record: SegmentRecord = {
    id,
    scope,
    kind: block.kind,
    fromVersion: block.fromVersion,
    toVersion: block.toVersion,
    rows: block.rows,
    sum: formatSum(lines.reduce(addLine, emptySum)),
    sealed: await ports.vault.seal(text, sealContext.segment(id)),
  }
  for (;;) {
    // Filled by another tab meanwhile: this block would bring back rows that have left since.
    if (memory.books.scopes.get(scope)?.cursor != null) return false
    const stored = await memory.commit(memory.books.revision, [{ op: 'put', table: 'segments', record }], () => {
      memory.segments.set(id, scope)
      for (const line of lines) {
        const touched = memory.confirmed.apply(scope, line)
        if (touched) kinds.add(touched.kind)
      }
    })
    if (stored) return true
    await memory.catchUp()
  }
}
