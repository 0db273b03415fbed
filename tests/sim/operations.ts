/**
 * What happens in a history: plain data, so that a failure prints its list and can be replayed and shortened. Numbers
 * choose among what is there at that moment, so a shortened list still means something.
 */
import type { Rng } from './random'
import { familyNames, familyOf, shareOf, type Family, type Theme } from './steps/families'
import { desks } from './zone'

export type Operation =
  | { op: 'visit'; device: number; tab: number; subject: number; issues: number; bad: boolean }
  | { op: 'amend'; device: number; tab: number; visit: number; text: number }
  | { op: 'withdraw'; device: number; tab: number; visit: number }
  | { op: 'newSubject'; device: number; tab: number; village: number; visitToo: boolean }
  | { op: 'editSubject'; device: number; tab: number; subject: number; field: number; value: number }
  | { op: 'register'; device: number; tab: number; subject: number; category: number; onSite: boolean }
  | { op: 'resubmit'; device: number; tab: number; issue: number }
  | { op: 'decide'; device: number; tab: number; issue: number; what: number }
  /** `online`: it hears what is new before and tells it after, as at a desk. */
  | { op: 'step'; device: number; tab: number; family: Family; step: string; pick: number; online: boolean }
  | { op: 'stale'; device: number; tab: number; what: number; pick: number }
  | { op: 'twoTabs'; device: number; subject: number }
  | { op: 'move'; device: number; subject: number; village: number }
  | { op: 'pairing'; person: number; village: number }
  | { op: 'active'; person: number }
  | { op: 'revoke'; device: number }
  | { op: 'sync'; device: number; tab: number }
  | { op: 'twoSyncs'; device: number }
  | { op: 'deliver'; device: number; skip: number }
  | { op: 'restart'; device: number }
  | { op: 'killInSave'; device: number; subject: number }
  | { op: 'killInSync'; device: number; after: number }
  | { op: 'serverRestart' }
  | { op: 'online'; device: number }
  | { op: 'skew'; device: number; years: number }
  | { op: 'diskFault'; device: number; fault: number }
  | { op: 'rot'; device: number; pick: number }
  | { op: 'tidy'; device: number }
  | { op: 'settle'; device: number; pick: number; retry: boolean }
  | { op: 'weather'; storm: boolean }
  | { op: 'pass'; minutes: number }

type Maker = (rng: Rng, devices: number) => Operation
type Weighted = readonly [weight: number, make: Maker]

const makers: readonly Weighted[] = [
  [
    16,
    (r, d) => ({
      op: 'visit',
      device: r.int(d),
      tab: tab(r),
      subject: r.int(99),
      issues: r.int(3),
      bad: r.chance(0.08),
    }),
  ],
  [5, (r, d) => ({ op: 'amend', device: r.int(d), tab: tab(r), visit: r.int(99), text: r.int(9) })],
  [2, (r, d) => ({ op: 'withdraw', device: r.int(d), tab: tab(r), visit: r.int(99) })],
  [
    4,
    (r, d) => ({
      op: 'newSubject',
      device: r.int(d),
      tab: tab(r),
      village: r.int(2),
      visitToo: r.chance(0.6),
    }),
  ],
  [
    7,
    (r, d) => ({
      op: 'editSubject',
      device: r.int(d),
      tab: tab(r),
      subject: r.int(99),
      field: r.int(4),
      value: r.int(9),
    }),
  ],
  [
    6,
    (r, d) => ({
      op: 'register',
      device: r.int(d),
      tab: tab(r),
      subject: r.int(99),
      category: r.int(3),
      onSite: r.chance(0.3),
    }),
  ],
  [5, (r) => ({ op: 'resubmit', device: r.pick(desks.cadre) ?? 0, tab: tab(r), issue: r.int(99) })],
  [12, (r) => ({ op: 'decide', device: 3 + r.int(2), tab: tab(r), issue: r.int(99), what: r.int(3) })],
  [4, (r, d) => ({ op: 'stale', device: r.int(d), tab: tab(r), what: r.int(4), pick: r.int(99) })],
  [3, (r, d) => ({ op: 'twoTabs', device: r.int(d), subject: r.int(99) })],
  [2, (r) => ({ op: 'move', device: 3 + r.int(2), subject: r.int(99), village: r.int(2) })],
  [2, (r) => ({ op: 'pairing', person: r.int(3), village: r.int(2) })],
  [1, (r) => ({ op: 'active', person: r.int(3) })],
  [0.2, (r, d) => ({ op: 'revoke', device: r.int(d) })],
  [18, (r, d) => ({ op: 'sync', device: r.int(d), tab: tab(r) })],
  [2, (r, d) => ({ op: 'twoSyncs', device: r.int(d) })],
  [3, (r, d) => ({ op: 'deliver', device: r.int(d), skip: r.int(3) })],
  [4, (r, d) => ({ op: 'restart', device: r.int(d) })],
  [2, (r, d) => ({ op: 'killInSave', device: r.int(d), subject: r.int(99) })],
  [2, (r, d) => ({ op: 'killInSync', device: r.int(d), after: r.int(40) })],
  [2, () => ({ op: 'serverRestart' })],
  [5, (r, d) => ({ op: 'online', device: r.int(d) })],
  [1, (r, d) => ({ op: 'skew', device: r.int(d), years: r.int(21) - 10 })],
  [2, (r, d) => ({ op: 'diskFault', device: r.int(d), fault: r.int(3) })],
  [1, (r, d) => ({ op: 'rot', device: r.int(d), pick: r.int(99) })],
  [2, (r, d) => ({ op: 'tidy', device: r.int(d) })],
  [4, (r, d) => ({ op: 'settle', device: r.int(d), pick: r.int(9), retry: r.chance(0.5) })],
  [3, (r) => ({ op: 'weather', storm: r.chance(0.6) })],
  // Now and then some days, in which notices expire.
  [5, (r) => ({ op: 'pass', minutes: r.int(r.chance(0.15) ? 5 * 1_440 : 600) })],
]
const tab = (rng: Rng): number => (rng.chance(0.2) ? 1 : 0)

const stepMakers = (theme: Theme): Weighted[] =>
  familyNames.flatMap((family) => {
    const { weights } = familyOf(family)
    return Object.entries(weights).map(
      ([step, [weight, by]]): Weighted => [
        weight * shareOf(family, theme),
        (r, d) => ({
          op: 'step',
          // Now and then by somebody who may not.
          device: r.chance(0.2) ? r.int(d) : (r.pick(desks[by]) ?? 0),
          tab: tab(r),
          family,
          step,
          pick: r.int(99),
          online: r.chance(0.4),
        }),
      ],
    )
  })

export function makeOperations(
  rng: Rng,
  { count, devices, theme }: { count: number; devices: number; theme: Theme },
): Operation[] {
  const all = [...makers, ...stepMakers(theme)]
  const total = all.reduce((sum, [weight]) => sum + weight, 0)
  return Array.from({ length: count }, () => {
    let left = rng.next() * total
    for (const [weight, make] of all) {
      left -= weight
      if (left < 0) return make(rng, devices)
    }
    return { op: 'pass', minutes: 1 } as const
  })
}
