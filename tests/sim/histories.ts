import { afterAll, describe, expect, test } from 'vitest'
import { addSeen, tryHistory } from './history'
import type { Seen } from './seen'

const perTest = 50
const rare: readonly (keyof Seen)[] = [
  'held',
  'conflicts',
  'unreadable',
  'numbers',
  'unknown',
  'healed',
  'struckOff',
  'reopened',
  'tasksDone',
  'frozenEditions',
  'corrections',
  'failedSaves',
  'cutStreams',
]
const ordinary: readonly (keyof Seen)[] = [
  'acknowledged',
  'applied',
  'rejected',
  'quarantined',
  'duplicate',
  'refusedLocally',
  'restarts',
  'serverRestarts',
  'tombstones',
  'droppedScopes',
  'blocks',
  'delivered',
  'parts',
  'shutOut',
  'skewed',
  'offline',
  'lostRequests',
  'lostAnswers',
  'repeated',
  'ghosts',
]

/**
 * Histories of fixed seeds, so that a red run is red for everybody; more with `npm run sim -- --seed N --runs M`. Each file
 * of tests has a process of its own: two of them use both cores.
 */
export function registerHistories(firstSeed: number, count: number): void {
  describe(`histories ${firstSeed} to ${firstSeed + count - 1} of phones, a server and a bad network`, () => {
    const total: Partial<Seen> = {}
    const batches = Array.from({ length: count / perTest }, (_, index) => firstSeed + index * perTest)

    test.each(batches)(`${perTest} histories from seed %i hold A–E, G, H, J and L`, async (first) => {
      const failures = []
      for (let seed = first; seed < first + perTest; seed++) {
        const failure = await tryHistory(seed, { seen: (seen) => addSeen(total, seen) })
        if (failure) failures.push(failure)
      }
      expect(failures).toEqual([])
    })

    test('the histories went through everything that can go wrong', () => {
      for (const name of ordinary) expect(total[name], name).toBeGreaterThan(count / 10)
      for (const name of rare) expect(total[name], name).toBeGreaterThan(2)
    })

    afterAll(() => {
      process.stdout.write(`seen in ${count} histories from ${firstSeed}: ${JSON.stringify(total)}\n`)
    })
  })
}
