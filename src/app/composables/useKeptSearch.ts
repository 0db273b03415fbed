import { shallowRef, watch, type ShallowRef } from 'vue'

/**
 * What is typed into a search, kept with this page's place in the history: coming back shows the same list, going
 * there anew an empty search. Not in the address: a navigation for each keystroke cost more than the search itself.
 */
export function useKeptSearch(): ShallowRef<string> {
  const { search } = (window.history.state ?? {}) as { search?: unknown }
  const query = shallowRef(typeof search === 'string' ? search : '')
  watch(query, (text) => {
    try {
      window.history.replaceState({ ...(window.history.state as object | null), search: text }, '')
    } catch {
      // Safari allows 100 of these in 30 s; then the last words are not kept.
    }
  })
  return query
}
