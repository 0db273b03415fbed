import { afterAll, describe, expect, test } from 'vitest'
import { addSeen, playHistory, tryHistory } from './history'
import { httpWire } from './httpWire'
import { regressions } from './regressions'
import type { Seen } from './seen'

/** Fixed seeds, so that a red run is red for everybody; more with `npm run sim -- --seed N --runs M`. */
const histories = 1_000
const perTest = 50
const httpHistories = 20

describe('histories of phones, a server and a bad network', () => {
  const total: Partial<Seen> = {}
  const totalOverHttp: Partial<Seen> = {}

  test.each(regressions)('$name (found at seed $seed) stays mended', async ({ seed, operations }) => {
    await playHistory(seed, operations)
  })

  const batches = Array.from({ length: histories / perTest }, (_, index) => index * perTest + 1)
  test.each(batches)(`${perTest} histories from seed %i hold A–E, G, H, J and L`, async (first) => {
    const failures = []
    for (let seed = first; seed < first + perTest; seed++) {
      const failure = await tryHistory(seed, { seen: (seen) => addSeen(total, seen) })
      if (failure) failures.push(failure)
    }
    expect(failures).toEqual([])
  })

  test(`${httpHistories} histories over the real HTTP edge with real keys hold the same`, async () => {
    const failures = []
    for (let seed = 1; seed <= httpHistories; seed++) {
      const failure = await tryHistory(seed, { wire: httpWire, seen: (seen) => addSeen(totalOverHttp, seen) })
      if (failure) failures.push(failure)
    }
    expect(failures).toEqual([])
  })

  test('the histories over HTTP met losses, repeats and answers cut in the middle', () => {
    const met: (keyof Seen)[] = [
      'lostRequests',
      'lostAnswers',
      'repeated',
      'ghosts',
      'cutAnswers',
      'duplicate',
    ]
    for (const name of met) expect(totalOverHttp[name], name).toBeGreaterThan(2)
  })

  test('the histories went through everything that can go wrong', () => {
    const rare: (keyof Seen)[] = [
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
    const ordinary: (keyof Seen)[] = [
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
    for (const name of ordinary) expect(total[name], name).toBeGreaterThan(histories / 10)
    for (const name of rare) expect(total[name], name).toBeGreaterThan(5)
  })

  afterAll(() => {
    process.stdout.write(`seen in ${histories} histories: ${JSON.stringify(total)}\n`)
    process.stdout.write(`seen in ${httpHistories} over HTTP: ${JSON.stringify(totalOverHttp)}\n`)
  })
})
