import { describe, expect, test } from 'vitest'
import { createLocks } from '../../../../src/app/client/browser/locks'
import { makeClock, type WoundClock } from './httpPeer'

const person = { tenantId: '421303499', personId: 'p-1' }

/** Web Locks as browsers have them, for the few options used here. */
function makeLockManager(): LockManager {
  interface Held {
    steal: (reason: unknown) => void
  }
  const holders = new Map<string, Held>()
  const queues = new Map<string, (() => void)[]>()
  const release = (name: string): void => {
    holders.delete(name)
    queues.get(name)?.shift()?.()
  }
  function request(
    name: string,
    options: LockOptions,
    callback: (lock: Lock | null) => Promise<unknown>,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const run = (): void => {
        const held: Held = { steal: reject }
        holders.set(name, held)
        callback({ name, mode: 'exclusive' })
          .then(resolve, reject)
          .finally(() => {
            if (holders.get(name) === held) release(name)
          })
      }
      const holder = holders.get(name)
      if (!holder) return run()
      if (options.ifAvailable) return void callback(null).then(resolve, reject)
      if (options.steal) {
        holder.steal(new DOMException('stolen', 'AbortError'))
        return run()
      }
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      queue.push(run)
      options.signal?.addEventListener('abort', () => {
        queue.splice(queue.indexOf(run), 1)
        reject(new DOMException('not in time', 'AbortError'))
      })
    })
  }
  return { request, query: () => Promise.resolve({}) } as unknown as LockManager
}

/** A step that a test ends by hand. */
function makeGate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const kinds: [string, () => LockManager | undefined][] = [
  ['Web Locks', makeLockManager],
  ['no Web Locks', () => undefined],
]

describe.each(kinds)('inside one tab, with %s', (_, makeManager) => {
  const make = (clock: WoundClock = makeClock()) => createLocks({ person, clock, locks: makeManager() })

  test('exclusive runs one after the other, in order, and hands results and errors back', async () => {
    const locks = make()
    const log: string[] = []
    const work = (name: string) => async () => {
      log.push(`${name} begins`)
      await settle()
      log.push(`${name} ends`)
      if (name === 'b') throw new Error('b failed')
      return name
    }
    const results = await Promise.allSettled(
      ['a', 'b', 'c'].map((name) => locks.exclusive('write', work(name))),
    )
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
    expect(results).toMatchObject([{ value: 'a' }, { reason: { message: 'b failed' } }, { value: 'c' }])
  })

  test('other names do not wait', async () => {
    const locks = make()
    const gate = makeGate()
    const first = locks.exclusive('write', () => gate.opened)
    expect(await locks.exclusive('other', () => Promise.resolve('ran'))).toBe('ran')
    gate.open()
    await first
  })

  test('ifFree runs only when nobody does', async () => {
    const locks = make()
    const gate = makeGate()
    const first = locks.ifFree('sync', () => gate.opened.then(() => 'first'))
    expect(await locks.ifFree('sync', () => Promise.resolve('second'))).toBeUndefined()
    gate.open()
    expect(await first).toBe('first')
    expect(await locks.ifFree('sync', () => Promise.resolve('third'))).toBe('third')
  })

  test('ifFree is free again after a failure', async () => {
    const locks = make()
    await expect(locks.ifFree('sync', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    expect(await locks.ifFree('sync', () => Promise.resolve('ran'))).toBe('ran')
  })
})

describe('between tabs, with Web Locks', () => {
  const makeTabs = () => {
    const manager = makeLockManager()
    const clock = makeClock()
    const tab = () => createLocks({ person, clock, locks: manager })
    return {
      clock,
      one: tab(),
      two: tab(),
      stranger: createLocks({ person: { ...person, personId: 'p-2' }, clock, locks: manager }),
    }
  }

  test('exclusive waits for the other tab, but not for another person', async () => {
    const { one, two, stranger } = makeTabs()
    const gate = makeGate()
    const log: string[] = []
    const first = one.exclusive('write', () => gate.opened.then(() => void log.push('one')))
    const second = two.exclusive('write', async () => void log.push('two'))
    await stranger.exclusive('write', async () => void log.push('stranger'))
    gate.open()
    await Promise.all([first, second])
    expect(log).toEqual(['stranger', 'one', 'two'])
  })

  test('a frozen tab that holds the lock is passed over after five seconds', async () => {
    const { one, two, clock } = makeTabs()
    const gate = makeGate()
    const frozen = one.exclusive('write', () => gate.opened)
    let saved = false
    const second = two.exclusive('write', async () => {
      saved = true
    })
    await settle()
    clock.wind(4_999)
    await settle()
    expect(saved).toBe(false)
    clock.wind(1)
    await second
    expect(saved).toBe(true)
    gate.open()
    await frozen
  })

  test('the leader is one; when it has been frozen for two minutes another takes over, and it ends in its own right', async () => {
    const { one, two, clock } = makeTabs()
    const gate = makeGate()
    const frozen = one.ifFree('sync', () => gate.opened.then(() => 'late'))
    const lead = (): Promise<string | undefined> => two.ifFree('sync', () => Promise.resolve('leads'))
    expect(await lead()).toBeUndefined()
    clock.wind(120_000)
    expect(await lead()).toBeUndefined()
    clock.wind(1)
    expect(await lead()).toBe('leads')
    gate.open()
    expect(await frozen).toBe('late')
  })

  test('two minutes count from the first refusal after it was last free', async () => {
    const { one, two, clock } = makeTabs()
    for (let round = 0; round < 3; round++) {
      const gate = makeGate()
      const leader = one.ifFree('sync', () => gate.opened)
      expect(await two.ifFree('sync', () => Promise.resolve('leads'))).toBeUndefined()
      gate.open()
      await leader
      expect(await two.ifFree('sync', () => Promise.resolve('leads'))).toBe('leads')
      clock.wind(100_000)
    }
  })
})
