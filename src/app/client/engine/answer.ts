/**
 * Taking an answer: outcomes, pages without blocks, dropped scopes and bookkeeping are stored in one transaction, then
 * shown. Another tab may have written or taken an answer meanwhile, so what is taken is worked out anew at each try.
 */
import type { RowKind } from '../../../domain/rows'
import type { Page, SyncResponse } from '../../../sync/down'
import type { Outcome } from '../../../sync/outcome'
import type { SyncRequest } from '../../../sync/up'
import { DeviceFull, type Write } from '../../db/port'
import type { Clock, Vault } from '../ports'
import type { Memory } from './memory'
import { sealContext } from './unseal'
import { nextCommands } from './nextCommands'
import { sealPage, showPages } from './pages'
import { metaKeys, type Bookkeeping, type ScopeState } from './state'

export interface AnswerPorts {
  vault: Vault
  clock: Clock
}

export interface Answer {
  request: SyncRequest
  response: SyncResponse
  /** The sound ones. */
  pages: readonly Page[]
  outcomes: readonly Outcome[]
  /** Null when the round trip could not be timed: the offset known before stays. */
  clockOffsetMs: number | null
  /** The last contact known when it was asked for. */
  lastContact: Bookkeeping['lastContact']
}

/** The kinds of rows that changed; undefined when nothing of the answer could be taken. */
export async function takeAnswer(
  memory: Memory,
  ports: AnswerPorts,
  answer: Answer,
): Promise<Set<RowKind> | undefined> {
  try {
    return await storeAnswer(memory, ports, answer)
  } catch (error) {
    if (!(error instanceof DeviceFull) || answer.outcomes.length === 0) throw error
    // What was sent must not wait for ever for pages to find room: outcomes alone are small.
    await storeAnswer(memory, ports, {
      ...answer,
      pages: [],
      response: { ...answer.response, pullServed: false },
    })
    throw error
  }
}

async function storeAnswer(
  memory: Memory,
  ports: AnswerPorts,
  answer: Answer,
): Promise<Set<RowKind> | undefined> {
  const sealedPages = new Map<string, Write[]>()
  const sealedOutcomes = new Map<string, Uint8Array>()
  for (const page of answer.pages)
    if (page.blocks.length === 0) sealedPages.set(page.scope, await sealPage(ports.vault, page))
  for (const outcome of answer.outcomes) {
    const sealed = await ports.vault.seal(JSON.stringify(outcome), sealContext.outcome(outcome.commandId))
    sealedOutcomes.set(outcome.commandId, sealed)
  }
  for (;;) {
    const { revision } = memory.books
    const plan = planAnswer(memory, answer, sealedPages, sealedOutcomes, ports.clock.now())
    const kinds = new Set<RowKind>()
    if (!plan) return undefined
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
  answer: Answer,
  sealedPages: ReadonlyMap<string, Write[]>,
  sealedOutcomes: ReadonlyMap<string, Uint8Array>,
  deviceMs: number,
): Plan | undefined {
  const { books } = memory
  const { request, response } = answer
  // Another tab took an answer meanwhile. Which is newer can't be told (a tab may have been frozen for hours), so only
  // what is true in any order is taken from this one; of another history, nothing.
  const isLate = !isSameContact(books.lastContact, answer.lastContact)
  const isOtherHistory = books.epoch !== null && books.epoch !== response.epoch
  if (isLate && isOtherHistory) return undefined
  const commands = nextCommands(memory, {
    outcomes: answer.outcomes,
    sealed: sealedOutcomes,
    unknownAsked: isLate ? [] : response.unknownAsked,
    isNewHistory: isOtherHistory,
  })
  const current = answer.pages.filter((page) => isCurrent(memory, request, page))
  const pages = current.filter((page) => page.blocks.length === 0)
  const stillWaiting = [...memory.unsent().filter(({ id }) => !commands.has(id)), ...commands.values()].some(
    ({ state }) => state === 'waiting',
  )
  const isPulled = response.pullServed && !isLate
  // Rows leave only after unsent work was handed over; the next round asks again.
  const dropped = isPulled && !stillWaiting ? response.dropped : []
  const grants = isPulled ? response.grants : (books.grants ?? [])
  const changed = nextScopes(memory, request, response, current, isPulled ? grants : [])
  const emptied = new Set(dropped)
  for (const page of current) {
    const isRefetched = page.reset || memory.broken.has(page.scope)
    // Segments of a fill that was cut are kept: the same blocks are not fetched twice.
    const isUnfilled = page.blocks.length === 0 && !memory.holds(page.scope)
    if (isRefetched || isUnfilled) emptied.add(page.scope)
  }
  const after = new Map(books.scopes)
  for (const [scope, state] of changed) after.set(scope, state)
  for (const scope of dropped) after.delete(scope)
  const held = isPulled ? heldUpTo(grants, after, response) : 0
  const contact = {
    epoch: response.epoch,
    clockOffsetMs: answer.clockOffsetMs ?? books.clockOffsetMs,
    // Never back within a history: what was confirmed once is not to be shown from own commands again.
    caughtUp: isOtherHistory ? held : Math.max(books.caughtUp, held),
    grants,
    lastContact: { serverMs: response.serverTimeMs, deviceMs, shutOut: response.shutOut },
  }
  const meta = (key: string, value: unknown): Write => ({ op: 'put', table: 'meta', record: { key, value } })
  const writes: Write[] = [
    ...[...emptied].map((scope): Write => ({ op: 'dropScope', scope })),
    ...pages.flatMap((page) => sealedPages.get(page.scope) ?? []),
    ...[...commands.values()].map(({ record }): Write => ({ op: 'put', table: 'commands', record })),
    ...[...changed].map(([scope, state]) => meta(metaKeys.scope(scope), state)),
    ...dropped.map((scope) => meta(metaKeys.scope(scope), null)),
  ]
  if (!isLate) {
    writes.push(
      meta(metaKeys.epoch, contact.epoch),
      meta(metaKeys.clockOffset, contact.clockOffsetMs),
      meta(metaKeys.caughtUp, contact.caughtUp),
      meta(metaKeys.grants, contact.grants),
      meta(metaKeys.lastContact, contact.lastContact),
    )
  }
  return {
    writes,
    show(kinds) {
      for (const scope of emptied) for (const kind of memory.dropScope(scope)) kinds.add(kind)
      for (const command of commands.values()) books.commands.set(command.id, command)
      books.scopes = after
      if (!isLate) Object.assign(books, contact)
      showPages(memory, pages, kinds)
      memory.rebase()
    },
  }
}

const isSameContact = (a: Bookkeeping['lastContact'], b: Bookkeeping['lastContact']): boolean =>
  a?.serverMs === b?.serverMs && a?.deviceMs === b?.deviceMs

/** A page fits only what the device held when it asked: after another tab pulled meanwhile it is dropped. */
function isCurrent(memory: Memory, request: SyncRequest, page: Page): boolean {
  const held = memory.broken.has(page.scope) ? null : (memory.books.scopes.get(page.scope)?.cursor ?? null)
  return askedCursor(request, page.scope) === held
}

const askedCursor = (request: SyncRequest, scope: string): string | null =>
  request.holds.find((hold) => hold.scope === scope)?.cursor ?? null

/** The scopes whose state changes by these pages; `granted` without a page are unchanged, so all of them is here. */
function nextScopes(
  { books, broken }: Memory,
  request: SyncRequest,
  response: SyncResponse,
  pages: readonly Page[],
  granted: readonly string[],
): Map<string, ScopeState> {
  const next = new Map<string, ScopeState>()
  for (const { scope, reset, blocks, cursor, upTo, done } of pages) {
    const before = books.scopes.get(scope)
    const isRefetched = reset || broken.has(scope)
    const healed = (before?.healed ?? 0) + (broken.has(scope) ? 1 : 0)
    const wasFilled = !isRefetched && before?.filled === true
    next.set(
      scope,
      blocks.length > 0
        ? { scope, cursor: null, filled: false, upTo: 0, healed }
        : { scope, cursor, filled: wasFilled || done, upTo, healed },
    )
  }
  const paged = new Set(response.pages.map(({ scope }) => scope))
  for (const scope of granted) {
    const before = books.scopes.get(scope)
    if (!before || before.filled || before.cursor === null || paged.has(scope)) continue
    if (askedCursor(request, scope) === before.cursor) next.set(scope, { ...before, filled: true })
  }
  return next
}

/** The version up to which all granted scopes are held; a scope without a page did not change. */
function heldUpTo(
  grants: readonly string[],
  scopes: ReadonlyMap<string, ScopeState>,
  response: SyncResponse,
): number {
  const paged = new Set(response.pages.map(({ scope }) => scope))
  return grants.reduce((lowest, scope) => {
    const state = scopes.get(scope)
    if (!state || state.cursor === null) return 0
    return Math.min(lowest, paged.has(scope) ? state.upTo : response.version)
  }, response.version)
}
