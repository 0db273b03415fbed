import type { ServerClock } from '../ports'
import { BoundedMap } from './boundedMap'

/** Waiting time in ms before the next try is looked at; 0 = go ahead (and the try is counted). */
type WaitMs = number

/**
 * Growing delays after failures. A try is counted as failed *before* the password is looked at, so that a hundred
 * parallel tries are a hundred; `succeeded` takes it back. There is no lock that an outsider could keep closed.
 */
export interface GrowingDelay {
  take(key: string): WaitMs
  succeeded(key: string): void
}

export interface GrowingDelayOptions {
  clock: ServerClock
  /** Failures without a delay. */
  free: number
  /** Delay after the first failure beyond; doubles with each further one. */
  firstMs: number
  longestMs: number
  /** Without a try for this long the failures are forgotten. */
  forgetMs: number
  maxKeys: number
}

export function createGrowingDelay(options: GrowingDelayOptions): GrowingDelay {
  const { clock, free, firstMs, longestMs, forgetMs } = options
  const failures = new BoundedMap<{ count: number; lastAt: number; openAt: number }>(options.maxKeys)

  return {
    take(key) {
      const now = clock.now()
      const known = failures.get(key)
      const before = known && now - known.lastAt < forgetMs ? known : { count: 0, openAt: 0 }
      if (now < before.openAt) {
        // Never longer than any delay can be: the clock was set back, and would else lock the key for years.
        if (before.openAt - now > longestMs)
          failures.set(key, { ...before, lastAt: now, openAt: now + longestMs })
        return Math.min(longestMs, before.openAt - now)
      }
      const count = before.count + 1
      const delayMs = count <= free ? 0 : Math.min(longestMs, firstMs * 2 ** Math.min(20, count - free - 1))
      failures.set(key, { count, lastAt: now, openAt: now + delayMs })
      return 0
    },
    succeeded(key) {
      failures.delete(key)
    },
  }
}

/** So many at once, so many per second after that. */
export interface Budget {
  take(key: string): WaitMs
  /** Gives one back: only failures shall count. */
  giveBack(key: string): void
}

export interface BudgetOptions {
  clock: ServerClock
  burst: number
  perSecond: number
  maxKeys: number
}

export function createBudget({ clock, burst, perSecond, maxKeys }: BudgetOptions): Budget {
  const buckets = new BoundedMap<{ left: number; at: number }>(maxKeys)
  const levelOf = (key: string, now: number): number => {
    const bucket = buckets.get(key)
    // A clock that was set back gives nothing for free; counting goes on from the new time.
    return bucket ? Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond) : burst
  }

  return {
    take(key) {
      const now = clock.now()
      const left = levelOf(key, now)
      buckets.set(key, { left: left < 1 ? left : left - 1, at: now })
      return left < 1 ? Math.ceil(((1 - left) / perSecond) * 1000) : 0
    },
    giveBack(key) {
      const now = clock.now()
      buckets.set(key, { left: Math.min(burst, levelOf(key, now) + 1), at: now })
    },
  }
}
