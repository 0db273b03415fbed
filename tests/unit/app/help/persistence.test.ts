// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SyncReport } from '../../../../src/app/client/engine/client'
import { mayAsk, readAnswer, type PersistenceAnswer } from '../../../../src/app/session/persistence'
import type { OpenSession } from '../../../../src/app/session/openSession'
import { useStorageStore } from '../../../../src/app/stores/storage'

const day = 24 * 60 * 60_000
const now = 1_000 * day
const refused = (moment: PersistenceAnswer['moment'], daysAgo: number): PersistenceAnswer => ({
  at: now - daysAgo * day,
  moment,
  granted: false,
})

describe('the browser is asked to keep the data', () => {
  test.each([
    ['the first data has come', 'synced', undefined, true],
    ['a record was saved before anything came', 'saved', undefined, true],
    ['data came again after a no', 'synced', refused('synced', 400), false],
    ['the first record was saved after a no to the data alone', 'saved', refused('synced', 1), true],
    ['another record was saved the day after a no', 'saved', refused('saved', 1), false],
    ['a record was saved a month after a no', 'saved', refused('saved', 30), true],
    ['a record was saved by a clock that was put back', 'saved', refused('saved', -400), true],
    ['the person wants it', 'pressed', refused('pressed', 0), true],
  ] as const)('when %s: %s', (_what, moment, last, expected) => {
    expect(mayAsk(moment, false, last, now)).toBe(expected)
  })

  test.each(['synced', 'saved', 'pressed'] as const)(
    'never on %s when it has promised already or knows no such thing',
    (moment) => {
      expect(mayAsk(moment, true, undefined, now)).toBe(false)
      expect(mayAsk(moment, null, undefined, now)).toBe(false)
    },
  )
})

describe('the storage of this site', () => {
  let isPersisted: boolean
  let asked: number
  let agrees: boolean
  let waiting: number
  let lastContactAt: number | null
  let onReport: (report: SyncReport) => void
  let onChange: (change: { commands: boolean; kinds: Set<never> }) => void

  beforeEach(() => {
    localStorage.clear()
    setActivePinia(createPinia())
    isPersisted = false
    agrees = false
    asked = 0
    waiting = 0
    lastContactAt = null
    vi.stubGlobal('navigator', {
      storage: {
        estimate: async () => ({ usage: 10, quota: 110 }),
        persisted: async () => isPersisted,
        persist: async () => {
          asked += 1
          return (isPersisted = agrees)
        },
      },
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  const session = {
    client: {
      status: () => ({ waiting, lastContactAt }),
      onChange: (run: typeof onChange) => {
        onChange = run
        return () => undefined
      },
    },
    onReport: (run: typeof onReport) => {
      onReport = run
      return () => undefined
    },
  } as unknown as OpenSession

  test('is not asked for when a session opens, nor when nothing could be fetched', async () => {
    const store = useStorageStore()
    store.follow(session)
    await store.refresh()
    onReport({ result: 'offline' })
    onChange({ commands: true, kinds: new Set() })
    await vi.waitFor(() => expect(store.freeBytes).toBe(100))
    expect(asked).toBe(0)
  })

  test('is asked for once by rounds, again by the first record, and the answer is kept', async () => {
    const store = useStorageStore()
    store.follow(session)
    onReport({ result: 'done', rounds: 1, sent: 0 })
    await vi.waitFor(() => expect(store.answer?.moment).toBe('synced'))
    await vi.waitFor(() => expect(store.isAsking).toBe(false))
    onReport({ result: 'done', rounds: 1, sent: 0 })
    waiting = 1
    agrees = true
    onChange({ commands: true, kinds: new Set() })
    await vi.waitFor(() => expect(store.facts.isPersisted).toBe(true))
    expect(asked).toBe(2)
    expect(readAnswer()).toMatchObject({ moment: 'saved', granted: true })
  })

  test('is asked for when the data came, or a record was saved, before anybody listened', async () => {
    lastContactAt = now
    const store = useStorageStore()
    store.follow(session)
    await vi.waitFor(() => expect(store.answer?.moment).toBe('synced'))
    await vi.waitFor(() => expect(store.isAsking).toBe(false))
    waiting = 1
    store.follow(session)
    await vi.waitFor(() => expect(store.answer?.moment).toBe('saved'))
    expect(asked).toBe(2)
  })

  test('shows what was granted in the settings of the browser when it is asked for again', async () => {
    const store = useStorageStore()
    await store.ask('pressed')
    expect(store.facts.isPersisted).toBe(false)
    isPersisted = true
    await store.ask('pressed')
    expect(store.facts.isPersisted).toBe(true)
    expect(asked).toBe(1)
  })

  test('an answer that was tampered with counts as none', () => {
    localStorage.setItem('minqing-persistence', '{"at":"x","granted":1}')
    expect(readAnswer()).toBeUndefined()
    localStorage.setItem('minqing-persistence', '{')
    expect(readAnswer()).toBeUndefined()
  })
})
