/**
 * One round with the server: send what waits, ask after what was delivered otherwise, take outcomes and pages. Whatever
 * comes is stored in one transaction with its cursors before anything is believed. Rules: `src/sync/SPEC.md`.
 */
import type { RowKind } from '../../../domain/rows'
import { protocolVersion } from '../../../sync/protocolVersion'
import type { SyncResponse } from '../../../sync/down'
import type { Outcome } from '../../../sync/outcome'
import type { SyncRequest } from '../../../sync/up'
import type { Clock } from '../ports'
import { takeAnswer } from './answer'
import { fillScopes, type FillPorts } from './fill'
import type { Memory } from './memory'
import {
  chooseCommands,
  hasOrdinary,
  noteAnswered,
  noteLost,
  noteRefused,
  type Portion,
  type SendingState,
} from './outbox'
import { isSound } from './pages'
import { bySequence } from './state'

export interface RoundPorts extends FillPorts {
  clock: Clock
  /** More scopes are held, so many ms after the round began, and others are still coming. */
  onFilled(afterMs: number): void
}

export type RoundResult =
  | {
      result: 'done'
      sent: number
      /** Another round has something to do. */
      more: boolean
      /** Anything came or was settled: another round would not be the same again. */
      progress: boolean
      kinds: Set<RowKind>
    }
  /** The request or its answer was lost; it may have acted. */
  | { result: 'offline' }
  /** `again`: what was sent is to blame, and other work can be tried at once. */
  | { result: 'refused'; code: string; retryAfterS: number | null; status: number; again: boolean }

/** A round that seems to have taken longer (or less than nothing) was slept through, or the clock was set meanwhile. */
const longestRoundMs = 5 * 60_000

export async function syncRound(
  memory: Memory,
  ports: RoundPorts,
  sending: SendingState,
  portion: Portion = 'ordinary',
): Promise<RoundResult> {
  await memory.catchUp()
  const { clock } = ports
  const request = buildRequest(memory, clock, sending, portion)
  const { lastContact } = memory.books
  const wasBroken = new Set(memory.broken)
  const sentAt = clock.now()
  const answer = await ports.transport.sync(request)
  const tookMs = clock.now() - sentAt
  if (!answer.ok) {
    if (answer.reason === 'network') {
      noteLost(sending, tookMs)
      return { result: 'offline' }
    }
    const { problem, status } = answer
    const again = noteRefused(sending, request.envelopes, problem.code)
    return { result: 'refused', code: problem.code, retryAfterS: problem.retryAfterS ?? null, status, again }
  }
  const response = answer.value
  const outcomes = await verifiedOutcomes(memory, ports, response)
  noteAnswered(sending, request.envelopes, new Set(outcomes.map(({ commandId }) => commandId)))
  const isTimed = tookMs >= 0 && tookMs <= longestRoundMs
  const clockOffsetMs = isTimed ? Math.round(response.serverTimeMs - (sentAt + tookMs / 2)) : null
  const pages = response.pages.filter(isSound)
  const kinds = await takeAnswer(memory, ports, {
    request,
    response,
    pages,
    outcomes,
    clockOffsetMs,
    lastContact,
  })
  if (!kinds) {
    return { result: 'done', sent: request.envelopes.length, more: true, progress: false, kinds: new Set() }
  }
  const filled = await fillScopes(
    memory,
    ports,
    pages.filter(({ blocks }) => blocks.length > 0),
    () => ports.onFilled(clock.now() - sentAt),
  )
  const isNewlyBroken = [...memory.broken].some((scope) => !wasBroken.has(scope))
  return {
    result: 'done',
    sent: request.envelopes.length,
    more: response.more || filled.again || isNewlyBroken || hasOrdinary(memory, sending),
    progress:
      outcomes.length > 0 || pages.some(({ lines, reset }) => lines !== '' || reset) || filled.progress,
    kinds,
  }
}

function buildRequest(memory: Memory, clock: Clock, sending: SendingState, portion: Portion): SyncRequest {
  const { books } = memory
  const asked = [...books.commands.values()].filter(({ state }) => state === 'delivered' || state === 'held')
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
    envelopes: chooseCommands(memory, sending, portion).map(({ envelope }) => envelope),
    ask: asked
      .sort(bySequence)
      .slice(0, 500)
      .map(({ id }) => id),
    maxRows: sending.maxRows,
  }
}

/** Only outcomes the server signed, and only for own commands. */
async function verifiedOutcomes(
  memory: Memory,
  { vault }: RoundPorts,
  response: SyncResponse,
): Promise<Outcome[]> {
  const verified: Outcome[] = []
  for (const outcome of response.outcomes) {
    if (memory.books.commands.has(outcome.commandId) && (await vault.verifyOutcome(outcome)))
      verified.push(outcome)
  }
  return verified
}
