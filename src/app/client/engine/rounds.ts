/**
 * Rounds until nothing more is to be done on either side, or the network gives out. What is in doubt comes last, so
 * that neither other work nor pulling waits for it.
 */
import type { Memory } from './memory'
import { doubtfulPortions, type Portion, type SendingState } from './outbox'
import { syncRound, type RoundPorts, type RoundResult } from './round'

export type RoundsReport =
  | { result: 'done'; rounds: number; sent: number }
  | { result: 'offline' }
  | { result: 'refused'; code: string; retryAfterS: number | null; status: number }

type Done = Extract<RoundResult, { result: 'done' }>
type Refused = Extract<RoundResult, { result: 'refused' }>

/** Rounds in one sync at most; a phone back after a month has some ten. */
const maxRounds = 500
/** So many rounds in a row that brought nothing, though they promised to, will not be followed by a better one. */
const maxFruitless = 3
/** Halving a full batch down to one command takes seven; more than that and it is not one command that is to blame. */
const maxRefusals = 16

/** `onRound` is told after each round that took an answer. */
export async function runRounds(
  memory: Memory,
  ports: RoundPorts,
  sending: SendingState,
  onRound: (result: Done) => void,
): Promise<RoundsReport> {
  let rounds = 0
  let sent = 0
  async function run(portion: Portion): Promise<RoundResult> {
    rounds += 1
    const result = await syncRound(memory, ports, sending, portion)
    if (result.result === 'done') {
      sent += result.sent
      onRound(result)
    }
    return result
  }

  /** Why nothing is sent any more: what the server has can be pulled all the same. */
  let stopped: Refused | undefined
  let refusals = 0
  for (let fruitless = 0; rounds < maxRounds; ) {
    const result = await run(stopped ? 'nothing' : 'ordinary')
    if (result.result === 'refused' && !stopped) {
      const isHopeless = result.code === 'storageFull' || ++refusals === maxRefusals
      if (isHopeless) stopped = result
      if (isHopeless || result.again) continue
    }
    if (result.result !== 'done') return toReport(result)
    fruitless = result.progress ? 0 : fruitless + 1
    if (!result.more || fruitless === maxFruitless || (stopped && !result.progress)) break
  }
  if (stopped) return toReport(stopped)

  let refused: Refused | undefined
  for (const portion of doubtfulPortions(memory, sending)) {
    const result = await run(portion)
    if (result.result === 'offline') return result
    if (result.result === 'refused') refused = result
  }
  return refused ? toReport(refused) : { result: 'done', rounds, sent }
}

const toReport = (result: Exclude<RoundResult, Done>): RoundsReport =>
  result.result === 'offline'
    ? result
    : { result: 'refused', code: result.code, retryAfterS: result.retryAfterS, status: result.status }
