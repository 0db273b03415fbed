/** The search in Vue's terms: what is typed becomes a list, and the list follows what changes. */
import { inject, onScopeDispose, shallowRef, watch, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import { listOfHits, type SubjectList } from '../components/subject/subjectGroups'
import { reasons, type FindFilter, type Found } from '../search/messages'
import type { Search, SearchStatus } from '../search/search'
import { useClient } from './useClient'

export const searchKey: InjectionKey<Search> = Symbol('search')

export function useSearch(): Search {
  const search = inject(searchKey)
  if (!search) throw new Error('used outside of a signed-in session')
  return search
}

export interface Finding {
  query: string
  filter: FindFilter
}

export interface FoundSubjects {
  /** What was asked. */
  key: string
  query: string
  list: SubjectList
  /** Found only by what sounds alike. */
  near: number
}

export interface UseFindingReturn {
  /** The last answer; it stays until the next one is here. Undefined while nothing is asked or answered. */
  found: Readonly<ShallowRef<FoundSubjects | undefined>>
  status: Readonly<ShallowRef<SearchStatus>>
}

/** Answers of the session's last questions, so that coming back to a list shows it at once. */
const remembered = new WeakMap<Search, { key: string; found: Found; revision: number }>()

/** How long changes are gathered before the same question is asked again. */
const gatherMs = 100

/** Searches as long as `finding` says so. One question is on its way at a time: of those typed meanwhile only the last. */
export function useFinding(finding: Readonly<Ref<Finding | undefined>>): UseFindingReturn {
  const search = useSearch()
  const { client } = useClient()
  const found = shallowRef<FoundSubjects>()
  const status = shallowRef(search.status())
  let isAsking = false
  let wanted: Finding | undefined
  let isDisposed = false
  search.start()

  function show({ query, filter }: Finding, answer: Found): void {
    const key = keyOf({ query, filter })
    const reasonAt = (hit: number) => reasons[answer.why[hit] ?? 0] ?? 'name'
    const subjectOf = (slot: number) => {
      const id = search.idOf(slot)
      return id === undefined ? undefined : client.row('subject', id)
    }
    found.value = { key, query, list: listOfHits(answer, reasonAt, subjectOf), near: answer.near }
  }

  async function ask(): Promise<void> {
    if (isAsking) return
    isAsking = true
    while (wanted && !isDisposed) {
      const { query, filter } = wanted
      wanted = undefined
      const { revision } = search.status()
      const answer = await search.find(query, filter)
      const key = keyOf({ query, filter })
      remembered.set(search, { key, found: answer, revision })
      // What was asked for meanwhile comes next; showing this one first would only cost time.
      if (!wanted && !isDisposed && finding.value) show({ query, filter }, answer)
    }
    isAsking = false
  }

  watch(
    finding,
    (now) => {
      wanted = now
      if (!now) {
        found.value = undefined
        return
      }
      const before = remembered.get(search)
      if (before?.key === keyOf(now)) {
        show(now, before.found)
        if (before.revision === search.status().revision) {
          wanted = undefined
          return
        }
      }
      void ask()
    },
    // At once: a keystroke must not wait for the page to be drawn before it is on its way.
    { immediate: true, flush: 'sync' },
  )

  let gathering: ReturnType<typeof setTimeout> | undefined
  const stop = search.onStatus(() => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      status.value = search.status()
      if (!finding.value) return
      wanted = finding.value
      void ask()
    }, gatherMs)
  })
  onScopeDispose(() => {
    isDisposed = true
    clearTimeout(gathering)
    stop()
  })
  return { found, status }
}

export const keyOf = ({ query, filter }: Finding): string => JSON.stringify([query.trim(), filter])
