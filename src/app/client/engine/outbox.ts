/**
 * What is sent in one request, and how much is asked for. One poisoned command delays only what depends on it
 * (`src/sync/SPEC.md` OB6): what is in doubt is sent after everything else, so that neither other work nor pulling waits
 * for it. Kept between rounds, lost at a restart without harm.
 */
import type { ProblemCode } from '../../../sync/problems'
import type { Envelope } from '../../../sync/envelope'
import type { Memory } from './memory'
import { bySequence, type OwnCommand } from './state'

/** Envelopes in one request at most; a day of a cadre is some 60. */
const largestBatch = 100
/** Bytes of envelopes in one request, so that a slow line gets an answer before it breaks. */
const maxEnvelopeChars = 400_000
/** Rows wanted in one answer; as many as the server gives by itself. */
const mostRows = 3_000
/** On a line that breaks again and again: what 32 kbit/s carry in some seconds. */
const smallest = { batch: 10, rows: 200 }
/** A round that was lost sooner than this met no network, not a slow one. */
const slowMs = 10_000
/** Commands for which whole requests were refused, tried in one sync: each costs a request of its own. */
const maxAlone = 8

export interface SendingState {
  /** Envelopes sent at most in one round: halved when a whole request is refused, so that the cause is found. */
  batchLimit: number
  /** Rows asked for in one answer. */
  maxRows: number
  /** Commands that got no answer though their request did. */
  readonly unanswered: Set<string>
  /** Commands for which a whole request was refused with nothing else in it; the one tried longest ago first. */
  readonly refusedAlone: Set<string>
  /** Scopes to verify next, in turn. */
  verifyNext: number
}

/** `turn`: where verifying starts, another place each time, since a phone may be opened for one round a day. */
export const freshSending = (turn = 0): SendingState => ({
  batchLimit: largestBatch,
  maxRows: mostRows,
  unanswered: new Set(),
  refusedAlone: new Set(),
  verifyNext: turn,
})

/** Which part of the outbox a round is for. */
export type Portion = 'ordinary' | 'nothing' | 'unanswered' | { alone: string }

/** Codes by which a server that is well says that it can't take what was sent. */
const contentProblems = new Set<string>([
  'malformed',
  'badEncoding',
  'tooLarge',
  'tooSlow',
  'wrongContentType',
] satisfies ProblemCode[])
/** A server that is not well may have been made so by what was sent. */
const maybeContentProblems = new Set<string>(['unavailable'] satisfies ProblemCode[])

export function chooseCommands(memory: Memory, sending: SendingState, portion: Portion): OwnCommand[] {
  if (portion === 'nothing') return []
  const open = openCommands(memory)
  if (typeof portion === 'object') return open.filter(({ id }) => id === portion.alone)
  const wanted =
    portion === 'ordinary'
      ? (id: string) => !isDoubtful(sending, id)
      : (id: string) => sending.unanswered.has(id)
  let chars = 0
  return open
    .filter(({ id }) => wanted(id))
    .slice(0, sending.batchLimit)
    .filter(({ envelope }, index) => {
      chars += JSON.stringify(envelope).length
      return index === 0 || chars <= maxEnvelopeChars
    })
}

/** True while something waits of which nothing bad is known. */
export const hasOrdinary = (memory: Memory, sending: SendingState): boolean =>
  [...memory.books.commands.values()].some(({ id, state }) => state === 'waiting' && !isDoubtful(sending, id))

/** What to try after everything else went its way. */
export function doubtfulPortions(memory: Memory, sending: SendingState): Portion[] {
  const open = openCommands(memory).map(({ id }) => id)
  const alone = [...sending.refusedAlone].filter((id) => open.includes(id)).slice(0, maxAlone)
  return [
    ...(open.some((id) => sending.unanswered.has(id)) ? (['unanswered'] as const) : []),
    ...alone.map((id) => ({ alone: id })),
  ]
}

export function noteAnswered(
  sending: SendingState,
  sent: readonly Envelope[],
  answered: ReadonlySet<string>,
): void {
  if (sent.length > 0) sending.batchLimit = Math.min(largestBatch, sending.batchLimit * 2)
  sending.maxRows = Math.min(mostRows, sending.maxRows * 2)
  for (const { id } of sent) {
    sending.refusedAlone.delete(id)
    if (answered.has(id)) sending.unanswered.delete(id)
    else sending.unanswered.add(id)
  }
}

/** Returns whether the rest may be tried at once. */
export function noteRefused(sending: SendingState, sent: readonly Envelope[], code: string): boolean {
  const isContent = contentProblems.has(code)
  if (!isContent && !maybeContentProblems.has(code)) return false
  const [first] = sent
  if (sent.length > 1) sending.batchLimit = Math.floor(sent.length / 2)
  else if (first) {
    sending.unanswered.delete(first.id)
    // Deleted first: to the end of the line.
    sending.refusedAlone.delete(first.id)
    sending.refusedAlone.add(first.id)
  }
  return isContent && first !== undefined
}

/** No answer came. A line that broke in the midst gets smaller pieces; no line at all says nothing about their size. */
export function noteLost(sending: SendingState, tookMs: number): void {
  if (tookMs < slowMs) return
  sending.batchLimit = Math.min(
    sending.batchLimit,
    Math.max(smallest.batch, Math.floor(sending.batchLimit / 2)),
  )
  sending.maxRows = Math.max(smallest.rows, Math.floor(sending.maxRows / 2))
}

const isDoubtful = ({ unanswered, refusedAlone }: SendingState, id: string): boolean =>
  unanswered.has(id) || refusedAlone.has(id)

/** What waits, in order; and whatever a held command waits for, should the server not have it (any more). */
function openCommands({ books }: Memory): OwnCommand[] {
  const commands = [...books.commands.values()]
  const heldFor = new Set(
    commands.flatMap(({ state, outcome }) =>
      state === 'held' && outcome?.result === 'held' ? [outcome.heldFor] : [],
    ),
  )
  const isMissed = ({ id, state }: OwnCommand) => heldFor.has(id) && state !== 'held' && state !== 'delivered'
  return commands.filter((command) => command.state === 'waiting' || isMissed(command)).sort(bySequence)
}
