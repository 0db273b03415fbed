import { afterAll, describe, expect, test } from 'vitest'
import { tryHistory } from './history'
import { commandDefinitions } from '../../src/domain/command/registry'
import { addSeen, emptySeen, playedOf, type Counts } from './seen'

const perTest = 50
const rare: readonly (keyof Counts)[] = [
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
  'posted',
  'postedLines',
  'goneNotices',
  'drawn',
  'slips',
  'handedOver',
  'settingsChanged',
  'failedSaves',
  'cutStreams',
]
const ordinary: readonly (keyof Counts)[] = [
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
    const total = emptySeen()
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

    test('every command of the registry acted, and every one was refused', () => {
      for (const name of Object.keys(commandDefinitions)) {
        const { applied, refused } = playedOf(total, name)
        expect(applied, `${name} applied`).toBeGreaterThan(0)
        expect(refused, `${name} refused`).toBeGreaterThan(0)
      }
    })

    afterAll(() => {
      process.stdout.write(`seen in ${count} histories from ${firstSeed}: ${JSON.stringify(total)}\n`)
    })
  })
}
