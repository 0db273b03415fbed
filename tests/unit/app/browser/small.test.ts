import { afterEach, describe, expect, test, vi } from 'vitest'
import { createBrowserClock } from '../../../../src/app/client/browser/clock'
import { createHints } from '../../../../src/app/client/browser/hints'
import { createBrowserIds } from '../../../../src/app/client/browser/ids'
import { createWitness } from '../../../../src/app/client/browser/witness'
import { parse, uuid } from '../../../../src/domain/schema'

const person = { tenantId: '421303499', personId: 'p-1' }
afterEach(() => vi.useRealTimers())

describe('clock', () => {
  test('a delay beyond what browser timers can count runs at its time, not at once', () => {
    vi.useFakeTimers()
    const ran: number[] = []
    const days = 86_400_000
    createBrowserClock().after(60 * days, () => ran.push(Date.now()))
    const start = Date.now()
    vi.advanceTimersByTime(59 * days)
    expect(ran).toEqual([])
    vi.advanceTimersByTime(days)
    expect(ran).toEqual([start + 60 * days])
  })

  test('a cancelled run does not come, also after part of a long delay', () => {
    vi.useFakeTimers()
    let ran = 0
    const clock = createBrowserClock()
    const cancels = [clock.after(10, () => ran++), clock.after(60 * 86_400_000, () => ran++)]
    vi.advanceTimersByTime(5)
    cancels[0]!()
    vi.advanceTimersByTime(40 * 86_400_000)
    cancels[1]!()
    vi.advanceTimersByTime(40 * 86_400_000)
    expect(ran).toBe(0)
  })
})

test('ids are version 7, carry the time and are never the same', () => {
  const ids = createBrowserIds({ now: () => 0x0199_aaaa_bbbb })
  const made = Array.from({ length: 1000 }, () => ids.next())
  expect(new Set(made).size).toBe(1000)
  expect(made.every((id) => parse(uuid, id).ok && id.startsWith('0199aaaa-bbbb-7'))).toBe(true)
})

describe('hints', () => {
  test('reach the other tabs of the same person only, until they stop listening', async () => {
    const [one, two, other] = [
      createHints(person),
      createHints(person),
      createHints({ ...person, personId: 'p-2' }),
    ]
    const told: string[] = []
    one.onTold(() => told.push('one'))
    const stop = two.onTold(() => told.push('two'))
    other.onTold(() => told.push('other'))
    one.tell()
    await vi.waitUntil(() => told.length > 0)
    stop()
    one.tell()
    two.tell()
    await vi.waitUntil(() => told.includes('one'))
    expect(told).toEqual(['two', 'one'])
    for (const hints of [one, two, other]) hints.close()
  })
})

describe('witness', () => {
  const makeStorage = () => {
    const items = new Map<string, string>()
    return {
      items,
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    }
  }

  test('remembers counts per person and nothing else', () => {
    const storage = makeStorage()
    const record = { saved: 12, unsent: 3, at: 1_780_000_000_000 }
    const witness = createWitness(person, () => storage)
    expect(witness.read()).toBeUndefined()
    witness.write({ ...record, name: '陈丽华' } as typeof record)
    expect(createWitness(person, () => storage).read()).toEqual(record)
    expect(createWitness({ ...person, personId: 'p-2' }, () => storage).read()).toBeUndefined()
    expect([...storage.items.values()].join('')).not.toContain('陈')
    witness.forget()
    expect(witness.read()).toBeUndefined()
  })

  test.each([
    '',
    'null',
    '{}',
    '{"saved":-1,"unsent":0,"at":0}',
    '{"saved":"1","unsent":0,"at":0}',
    '<html>',
  ])('what somebody else left there (%j) is no witness', (text) => {
    const storage = makeStorage()
    createWitness(person, () => storage).write({ saved: 1, unsent: 0, at: 0 })
    storage.items.set([...storage.items.keys()][0]!, text)
    expect(createWitness(person, () => storage).read()).toBeUndefined()
  })

  test('a storage that is switched off or full disturbs nobody', () => {
    const witness = createWitness(person, () => {
      throw new DOMException('denied', 'SecurityError')
    })
    expect(() => witness.write({ saved: 1, unsent: 1, at: 1 })).not.toThrow()
    expect(() => witness.forget()).not.toThrow()
    expect(witness.read()).toBeUndefined()
  })
})
