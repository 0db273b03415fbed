import { createBudget } from '../../auth/attempts'
import type { ServerClock } from '../../ports'

/**
 * How often a code may be tried. With 21^8 codes and a hundred thousand slips given, one try in 380,000 is right by
 * chance, and says no more than state and dates:
 * - address: 20 wrong ones at once and one more every 30 s; a village behind one address of a mobile network looks up
 *   as often as it likes, since only wrong ones count.
 * - in all: 60 at once and 4 a second, right or wrong: a day of guessing from everywhere finds less than one slip of a
 *   zone's. Each costs an index look-up per zone.
 */
export interface SlipLimits {
  /** Milliseconds to wait, or 0 and the try is counted. */
  take(address: string): number
  found(address: string): void
}

export function createSlipLimits(clock: ServerClock): SlipLimits {
  const addresses = createBudget({ clock, burst: 20, perSecond: 1 / 30, maxKeys: 50_000 })
  const everyone = createBudget({ clock, burst: 60, perSecond: 4, maxKeys: 1 })
  return {
    take(address) {
      const wait = addresses.take(address)
      if (wait > 0) return wait
      const everyoneWait = everyone.take('')
      // One that is not looked at is no wrong one.
      if (everyoneWait > 0) addresses.giveBack(address)
      return everyoneWait
    },
    found: (address) => addresses.giveBack(address),
  }
}
