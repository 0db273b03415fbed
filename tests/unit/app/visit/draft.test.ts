// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp, effectScope, type EffectScope } from 'vue'
import type { Client, Draft } from '../../../../src/app/client/engine/client'
import { DeviceFull } from '../../../../src/app/db/port'
import { clientKey, observeClient } from '../../../../src/app/composables/useClient'
import { useDraft, type FormPlace, type UseDraftReturn } from '../../../../src/app/composables/useDraft'
import type { Row } from '../../../../src/domain/rows'
import { gate } from '../../../fixtures/syncPhone'

/* The autosave alone, on a client of drafts only: what is asked of the disk, and when. */
let given: { client: Client }

interface Content {
  text: string
}

let disk: Map<string, Draft>
let scope: EffectScope
/** Held back writes and the fault of the next one. */
let hold: Promise<void> | undefined
let fault: Error | undefined
let isUnreadable: boolean

beforeEach(() => {
  vi.useFakeTimers()
  disk = new Map()
  scope = effectScope()
  hold = undefined
  fault = undefined
  isUnreadable = false
  const take = async (): Promise<void> => {
    const met = fault
    fault = undefined
    await hold
    if (met) throw met
  }
  given = {
    client: {
      onChange: () => () => undefined,
      home: () => undefined,
      drafts: async () => {
        if (isUnreadable) throw new Error('lost')
        return [...disk.values()]
      },
      saveDraft: async (draft: Omit<Draft, 'updatedAt'>) => {
        // As the real one: what is sealed is the content at the time of the call.
        const content: unknown = JSON.parse(JSON.stringify(draft.content))
        await take()
        disk.set(draft.id, { ...draft, content, updatedAt: 1 })
      },
      dropDraft: async (id: string) => {
        await take()
        disk.delete(id)
      },
    } as unknown as Client,
  }
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

async function inScope<T>(use: () => T): Promise<T> {
  const app = createApp({})
  app.provide(clientKey, observeClient(given.client).context)
  const used = app.runWithContext(() => scope.run(use))!
  await vi.advanceTimersByTimeAsync(0)
  return used
}
async function open(place?: {
  capture: () => FormPlace
  restore: (place: FormPlace) => void
}): Promise<UseDraftReturn<Content>> {
  const use = () =>
    useDraft<Content>({
      id: 'd1',
      form: 'visit',
      initial: () => ({ text: '' }),
      read: (saved) =>
        typeof (saved as Content | undefined)?.text === 'string'
          ? { text: (saved as Content).text }
          : undefined,
      isEmpty: ({ text }) => text === '',
      ...(place && { place }),
    })
  return inScope(use)
}
const onDisk = (): unknown => (disk.get('d1')?.content as { data?: unknown } | undefined)?.data

describe('the autosave of a form', () => {
  test('writes within 300 ms of a change, however fast the next ones follow', async () => {
    const draft = await open()
    for (const text of ['我', '我家', '我家的', '我家的田']) {
      draft.data.value.text = text
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(onDisk()).toBeDefined()
    await vi.advanceTimersByTimeAsync(300)
    expect(onDisk()).toEqual({ text: '我家的田' })
    expect(draft.state.value).toBe('saved')
  })

  test('writes at once when the page is hidden or put away', async () => {
    const draft = await open()
    for (const [event, target] of [
      ['pagehide', window],
      ['visibilitychange', document],
    ] as const) {
      draft.data.value.text = event
      vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
      target.dispatchEvent(new Event(event))
      await flush()
      expect(onDisk()).toEqual({ text: event })
    }
  })

  test('writes what is left when the form goes', async () => {
    const draft = await open()
    draft.data.value.text = '最后一句'
    scope.stop()
    await flush()
    expect(onDisk()).toEqual({ text: '最后一句' })
  })

  test('never lets an earlier write overtake a later one', async () => {
    const draft = await open()
    const { promise, open: letGo } = gate()
    hold = promise
    draft.data.value.text = '先'
    const first = draft.flush()
    await flush()
    hold = undefined
    draft.data.value.text = '后'
    const second = draft.flush()
    await flush()
    expect(onDisk()).toBeUndefined()
    letGo()
    await Promise.all([first, second])
    expect(onDisk()).toEqual({ text: '后' })
  })

  test('says that it failed, and the next change saves all of it', async () => {
    const draft = await open()
    fault = new DeviceFull()
    draft.data.value.text = '一'
    await draft.flush()
    expect(draft.state.value).toBe('failed')
    draft.data.value.text = '一二'
    await draft.flush()
    expect(draft.state.value).toBe('saved')
    expect(onDisk()).toEqual({ text: '一二' })
  })

  test('keeps no draft of a form that was emptied again', async () => {
    const draft = await open()
    draft.data.value.text = '写了又删'
    await draft.flush()
    draft.data.value.text = ''
    await draft.flush()
    expect(disk.size).toBe(0)
  })

  test('takes nothing for a change while it restores', async () => {
    disk.set('d1', {
      id: 'd1',
      form: 'visit',
      updatedAt: 7,
      content: { data: { text: '昨天写的' }, place: null },
    })
    const draft = await open()
    expect(draft.data.value).toEqual({ text: '昨天写的' })
    expect([draft.restored.value, draft.state.value, draft.savedAt.value]).toEqual([true, 'saved', 7])
  })

  test('puts the person back where they were', async () => {
    const restored: FormPlace[] = []
    const place = {
      capture: () => ({ scrollY: 640, field: 'narrative' }),
      restore: (at: FormPlace) => void restored.push(at),
    }
    const draft = await open(place)
    draft.data.value.text = '写到这里'
    await draft.flush()
    scope.stop()
    scope = effectScope()
    await open(place)
    await vi.advanceTimersByTimeAsync(50)
    expect(restored).toEqual([{ scrollY: 640, field: 'narrative' }])
  })

  test('of a draft that cannot be read shows no empty form that would overwrite it', async () => {
    disk.set('d1', {
      id: 'd1',
      form: 'visit',
      updatedAt: 7,
      content: { data: { text: '昨天写的' }, place: null },
    })
    isUnreadable = true
    const draft = await open()
    expect([draft.ready.value, draft.loadFailed.value]).toEqual([false, true])
    draft.data.value.text = ''
    await draft.flush()
    isUnreadable = false
    await draft.reload()
    expect(draft.data.value).toEqual({ text: '昨天写的' })
  })
})

describe('saving the form itself', () => {
  const done = { saved: true as const, commandIds: [], unknown: false }
  const refused = { saved: false as const, index: -1 as const, rejection: null }

  test('ends the draft: nothing typed while it ran brings it back', async () => {
    const draft = await open()
    draft.data.value.text = '在家'
    await draft.finish(async () => {
      draft.data.value.text = '在家。'
      await vi.advanceTimersByTimeAsync(500)
      // The engine takes the draft away in the same stroke.
      disk.delete('d1')
      return done
    })
    draft.data.value.text = '还想写'
    await vi.advanceTimersByTimeAsync(500)
    await draft.flush()
    expect(disk.size).toBe(0)
    expect(draft.state.value).toBe('ended')
  })

  test('that is refused goes on keeping what is typed', async () => {
    const draft = await open()
    draft.data.value.text = '在家'
    await draft.finish(async () => {
      draft.data.value.text = '在家，改了'
      return refused
    })
    await vi.advanceTimersByTimeAsync(300)
    expect(onDisk()).toEqual({ text: '在家，改了' })
  })
})

/** Lets promises run on; the timers stand still. */
async function flush(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

describe('the draft of a row that others may change', () => {
  interface Press {
    outlet: string
    title: string
  }
  async function edit(version: number, now: Press): Promise<UseDraftReturn<Press>> {
    scope = effectScope()
    const use = () =>
      useDraft<Press>({
        id: 'd2',
        form: 'campaign.press',
        initial: () => ({ ...now }),
        read: (saved) => saved as Press,
        isEmpty: () => false,
        edits: { kind: 'pressItem', id: 'p', version, data: {} } as unknown as Row<'pressItem'>,
      })
    return inScope(use)
  }

  test('is decided on the version that was looked at, however often it comes back', async () => {
    const first = await edit(3, { outlet: '随州日报', title: '送戏下乡' })
    expect(first.seen()).toEqual({ 'pressItem:p': 3 })
    first.data.value.title = '送戏到塆'
    await first.flush()
    for (const version of [7, 9]) {
      scope.stop()
      const again = await edit(version, { outlet: '湖北日报', title: '送戏进村' })
      expect(again.data.value.title).toBe('送戏到塆')
      expect(again.seen()).toEqual({ 'pressItem:p': 3 })
      again.data.value.outlet += '！'
      await again.flush()
    }
  })
})
