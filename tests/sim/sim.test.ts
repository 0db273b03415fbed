import { afterAll, describe, expect, test } from 'vitest'
import { playHistory, tryHistory } from './history'
import { httpWire } from './httpWire'
import { regressions } from './regressions'
import { addSeen, emptySeen, type Counts } from './seen'

const httpHistories = 20

describe('histories that once broke an invariant, and some over the real HTTP edge', () => {
  const totalOverHttp = emptySeen()

  test.each(regressions)('$name (found at seed $seed) stays mended', async ({ seed, operations }) => {
    await playHistory(seed, operations)
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
    const met: (keyof Counts)[] = [
      'lostRequests',
      'lostAnswers',
      'repeated',
      'ghosts',
      'cutAnswers',
      'duplicate',
    ]
    for (const name of met) expect(totalOverHttp[name], name).toBeGreaterThan(2)
  })

  afterAll(() => {
    process.stdout.write(`seen in ${httpHistories} over HTTP: ${JSON.stringify(totalOverHttp)}\n`)
  })
})
