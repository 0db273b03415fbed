/**
 * When to sync: a function of state and clock, not of events. Events (a save, the network coming back, the page shown
 * again, a poke) only say "look now"; a lost event costs at most one interval, and no failure ends in a passive state
 * (docs/incidents.md I14).
 */
import type { Clock } from '../ports'
import type { Client, SyncReport } from './client'

export interface ScheduleOptions {
  client: Client
  clock: Clock
  /** 0 ≤ x < 1; spreads phones that lost the network together. */
  random: () => number
  /** Told after each sync, for the page. */
  onReport?: (report: SyncReport) => void
}

/** Without anything waiting: look for answers this often. */
const idleIntervalMs = 5 * 60_000
const firstRetryMs = 2_000
const longestRetryMs = 2 * 60_000
/** Saves come in strokes: a short pause lets them travel together. */
const settleMs = 300

/** Pause after `failures` failed rounds in a row: doubling, capped, between half and the whole of it. */
export function retryDelayMs(failures: number, random: number): number {
  const ceiling = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 10))
  return Math.round(ceiling * (0.5 + random / 2))
}

export interface Schedule {
  /** Something happened: sync soon. */
  nudge(): void
  /** The person asks: sync at once, whatever the back-off says. */
  now(): Promise<SyncReport>
  stop(): void
}

export function startSchedule({ client, clock, random, onReport }: ScheduleOptions): Schedule {
  let failures = 0
  /**
   * End of the back-off by the device clock. The timer alone ends it; the clock only tells a nudge that the phone slept
   * through it. So a clock set back puts nothing off, and one set forward costs one try too early.
   */
  let notBefore = -Infinity
  let cancel: (() => void) | undefined
  let isRunning = false
  /** The next run follows within `settleMs`: further nudges must not put it off again and again. */
  let isSoon = false
  /** Something happened that the run under way has perhaps not seen. */
  let isMissed = false
  let stopped = false

  function plan(delayMs: number): void {
    cancel?.()
    isSoon = delayMs <= settleMs
    if (!stopped) cancel = clock.after(delayMs, () => void run())
  }

  async function run(): Promise<SyncReport> {
    if (isRunning) {
      isMissed = true
      return { result: 'busy' }
    }
    cancel?.()
    isRunning = true
    isMissed = false
    let report: SyncReport
    try {
      report = await client.sync()
    } catch {
      // A device store that failed in mid-round: nothing was believed, so the next round starts from what is stored.
      report = { result: 'offline' }
    }
    isRunning = false
    planAfter(report)
    onReport?.(report)
    return report
  }

  function planAfter(report: SyncReport): void {
    if (report.result === 'busy') return plan(firstRetryMs)
    if (report.result === 'done') {
      failures = 0
      notBefore = -Infinity
      return plan(isMissed ? settleMs : idleIntervalMs)
    }
    failures += 1
    const asked = report.result === 'refused' && report.retryAfterS !== null ? report.retryAfterS * 1000 : 0
    // Added to what was asked for: else all phones would come back at the same moment.
    const pauseMs = asked + retryDelayMs(failures, random())
    notBefore = clock.now() + pauseMs
    plan(pauseMs)
  }

  plan(0)
  return {
    nudge() {
      if (isRunning) isMissed = true
      else if (!isSoon && clock.now() >= notBefore) plan(settleMs)
    },
    now: run,
    stop() {
      stopped = true
      cancel?.()
    },
  }
}
