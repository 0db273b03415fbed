import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPokes, type Pokes } from '../../../../src/server/http/pokes'
import { startMs, tenantId, testId } from './makeEdge'

let listener: (tenantId: string) => void
let pokes: Pokes
beforeEach(() => {
  vi.useFakeTimers({ now: startMs })
  pokes = createPokes(
    { onChange: (given) => ((listener = given), () => undefined) },
    { now: () => Date.now() },
  )
})
afterEach(() => {
  pokes.close()
  vi.useRealTimers()
})

const identity = (deviceNumber = 1) => ({ tenantId, personId: testId(1), deviceId: testId(deviceNumber) })
const hourMs = 3_600_000

/** Collects what comes out, as it comes. */
function listen(
  deviceNumber = 1,
  lifeMs = hourMs,
): { events: string[]; isEnded: boolean; cancel(): Promise<void> } {
  const stream = pokes.open(identity(deviceNumber), startMs + lifeMs)
  if (!stream) throw new Error('refused')
  const reader = stream.getReader()
  const heard = { events: [] as string[], isEnded: false, cancel: () => reader.cancel() }
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      heard.events.push(new TextDecoder().decode(value).trim())
    }
    heard.isEnded = true
  })()
  return heard
}
const changes = (heard: { events: string[] }) =>
  heard.events.filter((event) => event === 'data: change').length

test('many changes in one second are two pokes: the first at once, one for the rest', async () => {
  const heard = listen()
  for (let change = 0; change < 50; change++) listener(tenantId)
  await vi.advanceTimersByTimeAsync(0)
  expect(changes(heard)).toBe(1)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(changes(heard)).toBe(2)
})

test('a steady stream of changes pokes at most once a second', async () => {
  const heard = listen()
  for (let tick = 0; tick < 100; tick++) {
    listener(tenantId)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(changes(heard)).toBeLessThanOrEqual(11)
  expect(changes(heard)).toBeGreaterThanOrEqual(9)
})

test('a quiet line beats every 25 seconds', async () => {
  const heard = listen()
  await vi.advanceTimersByTimeAsync(100_000)
  expect(heard.events.filter((event) => event.startsWith(':'))).toHaveLength(4)
})

test('a line ends with its token', async () => {
  const heard = listen(1, 900_000)
  await vi.advanceTimersByTimeAsync(899_000)
  expect(heard.isEnded).toBe(false)
  await vi.advanceTimersByTimeAsync(1_001)
  expect(heard.isEnded).toBe(true)
  expect(pokes.count).toBe(0)
})

test('a third line of a device ends its oldest', async () => {
  const [first, second, third] = [listen(), listen(), listen()]
  listen(2)
  await vi.advanceTimersByTimeAsync(0)
  expect([first.isEnded, second.isEnded, third.isEnded]).toEqual([true, false, false])
  expect(pokes.count).toBe(3)
})

test('a line that the client drops is forgotten, and nothing is left ticking', async () => {
  const heard = listen()
  await heard.cancel()
  expect(pokes.count).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
  listener(tenantId)
})
