/**
 * 三个诚实的时间: each record says when it happened (a date of its own, on the record), when it was written down
 * (device clock, with the offset known then) and when the server received it. None of them is ever corrected.
 */
export interface HonestTimes {
  /** Device clock, ms since 1970 UTC, as the phone showed it. */
  recordedAt: number
  /** Server clock minus device clock as last measured before writing, ms; null when never measured. */
  clockOffsetMs: number | null
  /** Server clock, ms; null until the server has it. */
  receivedAt: number | null
}

/** Best knowledge of the real time at which a command was written or received; the only "now" a rule may use. */
export function bestNow(times: HonestTimes): number {
  return times.receivedAt ?? times.recordedAt + (times.clockOffsetMs ?? 0)
}
