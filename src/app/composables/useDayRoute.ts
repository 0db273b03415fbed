/** 今天的路线 as the pages use it; ticked off by the visits of today themselves, whatever page they were saved from. */
import { computed, onScopeDispose, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { CalendarDate } from '../../domain/time/shanghai'
import {
  maxStops,
  readDayRoute,
  routeDraft,
  routeOn,
  withMoved,
  withoutStop,
  withStops,
  type DayRoute,
} from '../components/dayRoute/dayRoute'
import type { Client } from '../client/engine/client'
import { useClient } from './useClient'
import { readSavedForm } from './useDraft'
import { useToday } from './useToday'

export interface UseDayRouteReturn {
  /** False until it was read from the disk; nothing can be changed before. */
  ready: Readonly<Ref<boolean>>
  /** Still to call at, in their order; only those this phone holds. */
  open: ComputedRef<string[]>
  /** Called at today. */
  done: ComputedRef<string[]>
  has: (subjectId: string) => boolean
  isFull: ComputedRef<boolean>
  add: (...subjectIds: string[]) => Promise<void>
  remove: (subjectId: string) => Promise<void>
  move: (subjectId: string, step: -1 | 1) => Promise<void>
  /** Puts it back as it was, for an undo. */
  restore: (route: DayRoute) => Promise<void>
  current: ComputedRef<DayRoute>
}

/** What is on the disk, read once for however many buttons of a page look at it. */
interface Shared {
  saved: ShallowRef<DayRoute | undefined>
  ready: ShallowRef<boolean>
  write: (route: DayRoute) => Promise<void>
  use: () => void
}
const shared = new WeakMap<Client, Shared>()

function share(client: Client): Shared {
  const saved = shallowRef<DayRoute>()
  const ready = shallowRef(false)
  let users = 0
  let stop: (() => void) | undefined
  let latest = 0
  let unwritten = 0
  let writing: Promise<void> = Promise.resolve()

  async function load(): Promise<void> {
    const mine = ++latest
    const drafts = await client.drafts().catch(() => undefined)
    if (!drafts) return
    const draft = drafts.find(({ id }) => id === routeDraft.id)
    // A late answer never beats a newer one, and none beats what is still on its way to the disk.
    if (mine !== latest || unwritten > 0) return
    saved.value = readDayRoute(readSavedForm(draft?.content).data)
    ready.value = true
  }
  const store = (route: DayRoute): Promise<void> =>
    route.subjectIds.length > 0
      ? client.saveDraft({ ...routeDraft, content: { data: route, place: null } })
      : client.dropDraft(routeDraft.id)

  return {
    saved,
    ready,
    async write(route) {
      if (!ready.value) return
      saved.value = route
      unwritten += 1
      try {
        writing = writing.catch(() => undefined).then(() => store(route))
        await writing
      } finally {
        unwritten -= 1
        // What another tab wrote meanwhile, or what is really there if the disk did not take it.
        void load()
      }
    },
    use() {
      users += 1
      if (users === 1) {
        stop = client.onChange(({ commands }) => commands && void load())
        void load()
      }
      onScopeDispose(() => {
        users -= 1
        if (users === 0) stop?.()
      })
    },
  }
}

export function useDayRoute(): UseDayRouteReturn {
  const { client, versions } = useClient()
  const today = useToday()
  const state = shared.get(client) ?? share(client)
  shared.set(client, state)
  state.use()
  const { saved, ready, write } = state

  function visitedOn(subjectId: string, isMeant: (day: CalendarDate) => boolean): boolean {
    void versions.visit.value
    return client
      .related('visit.subjectId', subjectId)
      .some(({ data }) => data.state === 'recorded' && isMeant(data.happenedOn))
  }
  const isDone = (subjectId: string): boolean => visitedOn(subjectId, (day) => day === today.value)

  const current = computed(() =>
    routeOn(saved.value, today.value, (id, since) =>
      visitedOn(id, (day) => day >= since && day < today.value),
    ),
  )
  const held = computed(() => {
    void versions.subject.value
    return current.value.subjectIds.filter((id) => client.row('subject', id))
  })

  return {
    ready,
    open: computed(() => held.value.filter((id) => !isDone(id))),
    done: computed(() => held.value.filter(isDone)),
    has: (subjectId) => current.value.subjectIds.includes(subjectId),
    isFull: computed(() => current.value.subjectIds.length >= maxStops),
    add: (...subjectIds) => write(withStops(current.value, subjectIds)),
    remove: (subjectId) => write(withoutStop(current.value, subjectId)),
    move: (subjectId, step) => write(withMoved(current.value, subjectId, step, isDone)),
    restore: write,
    current,
  }
}
