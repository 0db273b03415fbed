import { beforeEach, describe, expect, test } from 'vitest'
import { createBudget, createGrowingDelay } from '../../../../src/server/auth/attempts'
import { BoundedMap } from '../../../../src/server/auth/boundedMap'
import { createSignInLimits } from '../../../../src/server/auth/signInLimits'

const hourMs = 3_600_000
let clock: { at: number; now: () => number }
beforeEach(() => {
  clock = { at: 0, now: () => clock.at }
})

/** Tries as fast as the limits let it, until `untilMs`; how many were looked at. */
function hammer(take: () => number, untilMs: number): number {
  let looked = 0
  while (clock.at < untilMs) {
    const wait = take()
    if (wait === 0) looked += 1
    else clock.at += wait
  }
  return looked
}

describe('sign-in limits', () => {
  test('an account meets at most 30 tries in any hour, from however many addresses', () => {
    const limits = createSignInLimits(clock)
    let address = 0
    const inFirstHour = hammer(() => limits.take('zone/cadre1', `10.0.${address++ % 1000}`), hourMs)
    expect(inFirstHour).toBeGreaterThan(10)
    expect(inFirstHour).toBeLessThanOrEqual(30)
    const inSecondHour = hammer(() => limits.take('zone/cadre1', `10.0.${address++ % 1000}`), 2 * hourMs)
    expect(inSecondHour).toBeLessThanOrEqual(13)
  })

  test('no wait is ever longer than five minutes', () => {
    const limits = createSignInLimits(clock)
    for (let round = 0; round < 500; round++) {
      const wait = limits.take('zone/cadre1', `10.0.0.${round}`)
      expect(wait).toBeLessThanOrEqual(300_000)
      clock.at += wait
    }
  })

  test('a stranger does not keep the owner out of where the owner signs in', () => {
    const limits = createSignInLimits(clock)
    expect(limits.take('zone/cadre1', 'office')).toBe(0)
    limits.succeeded('zone/cadre1', 'office')
    for (let round = 0; round < 20; round++) limits.take('zone/cadre1', 'stranger')
    expect(limits.take('zone/cadre1', 'stranger')).toBeGreaterThan(0)
    expect(limits.take('zone/cadre1', 'office')).toBe(0)
  })

  test('one address runs dry over many names, another one goes on', () => {
    const limits = createSignInLimits(clock)
    const taken = Array.from({ length: 80 }, (_, index) => limits.take(`zone/name${index}`, 'one'))
    expect(taken.filter((wait) => wait === 0)).toHaveLength(60)
    expect(limits.take('zone/other', 'two')).toBe(0)
  })

  test('an office of 200 signs in from one address on one morning', () => {
    const limits = createSignInLimits(clock)
    for (let person = 0; person < 200; person++) {
      expect(limits.take(`zone/person${person}`, 'office')).toBe(0)
      limits.succeeded(`zone/person${person}`, 'office')
      clock.at += 1_000
    }
  })

  test('all addresses together are slowed down, and only for a moment', () => {
    const limits = createSignInLimits(clock)
    const waits = Array.from({ length: 150 }, (_, index) =>
      limits.take(`zone/name${index}`, `address${index}`),
    )
    expect(waits.filter((wait) => wait === 0)).toHaveLength(100)
    expect(Math.max(...waits)).toBeLessThanOrEqual(100)
  })
})

describe('counters', () => {
  test('failures are forgotten after the time set', () => {
    const delay = createGrowingDelay({
      clock,
      free: 1,
      firstMs: 10,
      longestMs: 100,
      forgetMs: 1_000,
      maxKeys: 10,
    })
    expect([delay.take('a'), delay.take('a'), delay.take('a')]).toEqual([0, 0, 10])
    clock.at += 1_000
    expect([delay.take('a'), delay.take('a'), delay.take('a')]).toEqual([0, 0, 10])
  })

  test('a clock set back gives no free tries and locks nobody for long', () => {
    clock.at = 1_000_000
    const budget = createBudget({ clock, burst: 2, perSecond: 1, maxKeys: 10 })
    expect([budget.take('a'), budget.take('a')]).toEqual([0, 0])
    clock.at = 0
    expect(budget.take('a')).toBe(1_000)
    clock.at = 1_000
    expect(budget.take('a')).toBe(0)

    clock.at = 1e12
    const delay = createGrowingDelay({
      clock,
      free: 0,
      firstMs: 50,
      longestMs: 100,
      forgetMs: 1_000,
      maxKeys: 10,
    })
    expect(delay.take('a')).toBe(0)
    clock.at = 0
    expect(delay.take('a')).toBe(100)
    clock.at = 100
    expect(delay.take('a')).toBe(0)
  })

  test('the memory of counters is bounded, the oldest goes first', () => {
    const map = new BoundedMap<number>(3)
    for (const [index, key] of ['a', 'b', 'c'].entries()) map.set(key, index)
    map.get('a')
    map.set('d', 3)
    expect([map.get('a'), map.get('b'), map.get('c'), map.get('d')]).toEqual([0, undefined, 2, 3])
    expect(map.size).toBe(3)
  })
})
