/** What the server needs from its surroundings; tests and the simulator give their own. */
import type { UnsignedOutcome, Outcome } from '../sync/outcome'

export interface ServerClock {
  /** ms since 1970 UTC. */
  now(): number
}

export interface OutcomeSigner {
  sign(outcome: UnsignedOutcome): Outcome
}

/** Random salts and epochs; a port, so that a simulated history replays exactly. */
export interface Random {
  /** `bytes` random bytes as lower-case hex. */
  hex(bytes: number): string
}
