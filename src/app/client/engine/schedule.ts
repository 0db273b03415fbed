/**
 * When to sync: a function of state and clock, not of events. Events (a save, the network coming back, the page shown
 * again, a poke) only say "look now"; a lost event costs at most one interval, and no failure ends in a passive state
 * (reliability.md I14).
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
  let notBefore = 0
  let cancel: (() => void) | undefined
  let stopped = false

  function plan(delayMs: number): void {
    cancel?.()
    if (!stopped) cancel = clock.after(Math.max(0, delayMs), () => void run())
  }

  async function run(): Promise<SyncReport> {
    cancel?.()
    let report: SyncReport
    try {
      report = await client.sync()
    } catch {
      // A device store that failed in mid-round: nothing was believed, so the next round starts from what is stored.
      report = { result: 'offline' }
    }
    if (report.result === 'done') failures = 0
    else if (report.result !== 'busy') failures += 1
    const asked = report.result === 'refused' && report.retryAfterS !== null ? report.retryAfterS * 1000 : 0
    const pause = failures === 0 ? idleIntervalMs : Math.max(asked, retryDelayMs(failures, random()))
    notBefore = failures === 0 ? 0 : clock.now() + pause
    plan(report.result === 'busy' ? firstRetryMs : pause)
    onReport?.(report)
    return report
  }

  plan(0)
  return {
    nudge() {
      // A clock set back must not put the next try years away.
      const wait = Math.min(notBefore - clock.now(), longestRetryMs)
      plan(Math.max(settleMs, wait))
    },
    now() {
      notBefore = 0
      return run()
    },
    stop() {
      stopped = true
      cancel?.()
    },
  }
}
