import { beforeEach, describe, expect, test } from 'vitest'
import type { Client, SyncReport } from '../../../../src/app/client/engine/client'
import { retryDelayMs, startSchedule, type Schedule } from '../../../../src/app/client/engine/schedule'

const minute = 60_000
const done: SyncReport = { result: 'done', rounds: 1, sent: 0 }
const offline: SyncReport = { result: 'offline' }
const refusedFor = (retryAfterS: number | null): SyncReport => ({
  result: 'refused',
  code: 'tooMany',
  retryAfterS,
  status: 429,
})

/** Time that passes only when told; `at` is what the phone's clock shows, and may be set. */
function makeClock() {
  let elapsed = 0
  let skew = 0
  const timers = new Set<{ due: number; run: () => void }>()
  return {
    now: () => elapsed + skew,
    after(ms: number, run: () => void) {
      const timer = { due: elapsed + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    set: (ms: number) => void (skew += ms),
    get elapsed() {
      return elapsed
    },
    get pending() {
      return timers.size
    },
    async pass(ms: number) {
      const end = elapsed + ms
      for (;;) {
        await settle()
        const next = [...timers].sort((a, b) => a.due - b.due)[0]
        if (!next || next.due > end) break
        elapsed = Math.max(elapsed, next.due)
        timers.delete(next)
        next.run()
      }
      elapsed = end
      await settle()
    },
  }
}
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

let clock: ReturnType<typeof makeClock>
let answers: (SyncReport | Error)[]
let otherwise: SyncReport
/** When each sync began. */
let syncs: number[]
let running: { finish: () => void } | undefined
let isSlow: boolean
let schedule: Schedule

beforeEach(() => {
  clock = makeClock()
  answers = []
  otherwise = done
  syncs = []
  running = undefined
  isSlow = false
})

const begin = (random = 0.5): void => {
  const client = {
    async sync() {
      syncs.push(clock.elapsed)
      if (isSlow) {
        await new Promise<void>((resolve) => (running = { finish: resolve }))
        running = undefined
      }
      const answer = answers.shift() ?? otherwise
      if (answer instanceof Error) throw answer
      return answer
    },
  } as unknown as Client
  schedule = startSchedule({ client, clock, random: () => random })
}

describe('without trouble', () => {
  test('CO4 begins at once and looks again every five minutes', async () => {
    begin()
    await clock.pass(20 * minute)
    expect(syncs).toEqual([0, 5, 10, 15, 20].map((at) => at * minute))
  })

  test('CO4 a nudge comes through after the shortest pause, several of them as one', async () => {
    begin()
    await clock.pass(minute)
    schedule.nudge()
    schedule.nudge()
    await clock.pass(100)
    schedule.nudge()
    await clock.pass(minute)
    expect(syncs).toEqual([0, minute + 300])
  })

  test('CO4 nudges without a pause do not keep it away', async () => {
    begin()
    await clock.pass(1_000)
    for (let nudges = 0; nudges < 600; nudges++) {
      schedule.nudge()
      await clock.pass(100)
    }
    expect(syncs.length).toBeGreaterThan(50)
  })

  test('CO4 a nudge while a sync is under way is not forgotten when it ends', async () => {
    isSlow = true
    begin()
    await clock.pass(1_000)
    schedule.nudge()
    await clock.pass(1_000)
    isSlow = false
    running?.finish()
    await clock.pass(1_000)
    expect(syncs).toEqual([0, 2_300])
    await clock.pass(minute)
    expect(syncs).toHaveLength(2)
  })

  test('CO4 nothing runs twice at a time, and whoever asks in between is told so', async () => {
    isSlow = true
    begin()
    await clock.pass(10)
    expect(await schedule.now()).toEqual({ result: 'busy' })
    expect(syncs).toHaveLength(1)
    isSlow = false
    running?.finish()
    await clock.pass(1_000)
    expect(syncs).toHaveLength(2)
  })

  test('CO4 while another tab is at it this one looks again soon', async () => {
    answers = [{ result: 'busy' }, { result: 'busy' }, done]
    begin()
    await clock.pass(minute)
    expect(syncs).toEqual([0, 2_000, 4_000])
  })

  test('CO4 stopped is stopped', async () => {
    begin()
    await clock.pass(10)
    schedule.stop()
    schedule.nudge()
    await clock.pass(60 * minute)
    expect(syncs).toHaveLength(1)
    expect(clock.pending).toBe(0)
  })
})

describe('back-off', () => {
  test('CO4 pauses double up to two minutes, between half and the whole of it', () => {
    expect([1, 2, 3, 4, 7, 8, 1_000].map((failures) => retryDelayMs(failures, 1))).toEqual([
      2_000, 4_000, 8_000, 16_000, 120_000, 120_000, 120_000,
    ])
    expect([1, 2, 1_000].map((failures) => retryDelayMs(failures, 0))).toEqual([1_000, 2_000, 60_000])
  })

  test('CO4 offline for days it never gives up, and one good round ends the back-off', async () => {
    otherwise = offline
    begin()
    await clock.pass(3 * 24 * 60 * minute)
    const inADay = syncs.filter((at) => at > 2 * 24 * 60 * minute).length
    expect(inADay).toBeGreaterThan(24 * 60 * 0.4)
    expect(inADay).toBeLessThan(24 * 60 * 1.1)
    otherwise = done
    await clock.pass(2 * minute)
    const after = syncs.length
    await clock.pass(5 * minute)
    expect(syncs.length - after).toBe(1)
  })

  test('CO4 a storage that throws in mid-round is tried again like a lost line', async () => {
    answers = [new Error('the storage went away'), done]
    begin()
    await clock.pass(2_000)
    expect(syncs).toEqual([0, 1_500])
  })

  test('CO4 nudges do not shorten a back-off', async () => {
    otherwise = offline
    begin()
    await clock.pass(10 * minute)
    const before = syncs.length
    for (let second = 0; second < 60; second++) {
      schedule.nudge()
      await clock.pass(1_000)
    }
    expect(syncs.length - before).toBeLessThan(3)
  })

  test('CO4 the person does: asked for, it is tried at once', async () => {
    otherwise = offline
    begin()
    await clock.pass(10 * minute)
    const before = syncs.length
    await schedule.now()
    expect(syncs.length - before).toBe(1)
  })

  test('CO4 retryAfterS is respected, whatever happens meanwhile', async () => {
    answers = [refusedFor(3_600)]
    begin()
    await clock.pass(10)
    for (let turn = 0; turn < 59; turn++) {
      schedule.nudge()
      await clock.pass(minute)
    }
    expect(syncs).toEqual([0])
    await clock.pass(2 * minute)
    expect(syncs).toHaveLength(2)
    expect(syncs[1]).toBeGreaterThanOrEqual(3_600_000)
  })

  test('CO4 phones that were sent away together do not come back together', async () => {
    const returns: number[] = []
    for (const random of [0, 0.3, 0.6, 0.99]) {
      clock = makeClock()
      syncs = []
      answers = [refusedFor(60)]
      begin(random)
      await clock.pass(2 * minute)
      returns.push(syncs[1] ?? 0)
    }
    expect(new Set(returns).size).toBe(4)
    for (const at of returns) expect(at).toBeGreaterThanOrEqual(60_000)
  })
})

describe('clocks that jump', () => {
  const tenYears = 10 * 365 * 24 * 60 * minute

  test.each([
    ['back', -tenYears],
    ['forward', tenYears],
  ])(
    'CO4 a clock set ten years %s in the midst of a back-off changes the next try by little',
    async (_, jump) => {
      otherwise = offline
      begin()
      await clock.pass(20 * minute)
      clock.set(jump)
      const before = clock.elapsed
      for (let turn = 0; turn < 5; turn++) {
        schedule.nudge()
        await clock.pass(minute)
      }
      const next = syncs.filter((at) => at >= before)
      expect(next.length).toBeGreaterThan(1)
      expect(next.length).toBeLessThan(8)
    },
  )

  test('CO4 a clock set back while all is well puts nothing off', async () => {
    begin()
    await clock.pass(minute)
    clock.set(-tenYears)
    schedule.nudge()
    await clock.pass(1_000)
    expect(syncs).toHaveLength(2)
    await clock.pass(5 * minute)
    expect(syncs).toHaveLength(3)
  })

  test('CO4 a phone that slept through its back-off tries when it is looked at', async () => {
    answers = [refusedFor(3_600)]
    begin()
    await clock.pass(10)
    // Asleep: timers stand still, the clock goes on.
    clock.set(8 * 60 * minute)
    schedule.nudge()
    await clock.pass(1_000)
    expect(syncs).toHaveLength(2)
  })
})
